//! The decision table: which metadata and which tokens each kind of authority accepts, and which it refuses.

use super::{AllowedTenants, Authority, IssuerPolicy, IssuerRefused};

const TENANT: &str = "0a1b2c3d-0000-4000-8000-00000000000a";
const OTHER: &str = "0a1b2c3d-0000-4000-8000-00000000000b";

fn policy(authority: &str, issuer: &str) -> Result<IssuerPolicy, IssuerRefused> {
    let allowed = AllowedTenants::Listed(vec![TENANT.to_owned()]);
    IssuerPolicy::new(&Authority::parse_authority(authority).unwrap(), &allowed, issuer)
}

fn open_id_policy(authority: &str, issuer: &str) -> Result<IssuerPolicy, IssuerRefused> {
    IssuerPolicy::new(&Authority::parse_oidc_authority(authority).unwrap(), &AllowedTenants::Any, issuer)
}

fn of(template: &str) -> String {
    template.replace("TENANT", TENANT).replace("OTHER", OTHER)
}

#[test]
fn metadata_must_name_an_issuer_that_belongs_to_the_authority() {
    for (authority, issuer, accepted) in [
        ("https://login.microsoftonline.com/TENANT", "https://login.microsoftonline.com/TENANT/v2.0", true),
        ("https://login.windows.net/TENANT", "https://login.microsoftonline.com/TENANT/v2.0", true),
        ("https://login.microsoftonline.com/contoso.com", "https://login.microsoftonline.com/TENANT/v2.0", true),
        ("https://login.microsoftonline.us/TENANT", "https://login.microsoftonline.us/TENANT/v2.0", true),
        ("https://login.chinacloudapi.cn/TENANT", "https://login.partner.microsoftonline.cn/TENANT/v2.0", true),
        ("http://127.0.0.1:3002/TENANT", "http://127.0.0.1:3002/TENANT/v2.0", true),
        ("https://contoso.ciamlogin.com/TENANT", "https://TENANT.ciamlogin.com/TENANT/v2.0", true),
        ("https://contoso.ciamlogin.com/", "https://TENANT.ciamlogin.com/TENANT/v2.0", true),
        ("https://login.microsoftonline.com/organizations", "https://login.microsoftonline.com/{tenantid}/v2.0", true),
        ("https://login.microsoftonline.com/TENANT", "https://login.microsoftonline.com/OTHER/v2.0", false),
        ("https://login.microsoftonline.com/TENANT", "https://login.microsoftonline.us/TENANT/v2.0", false),
        ("https://login.microsoftonline.com/TENANT", "https://sts.windows.net/TENANT/", false),
        ("https://login.microsoftonline.com/TENANT", "https://evil.example/TENANT/v2.0", false),
        ("https://login.microsoftonline.com/TENANT", "http://login.microsoftonline.com/TENANT/v2.0", false),
        ("https://login.microsoftonline.com/TENANT", "https://login.microsoftonline.com/{tenantid}/v2.0", false),
        ("http://127.0.0.1:3002/TENANT", "http://127.0.0.1:3003/TENANT/v2.0", false),
        ("https://contoso.ciamlogin.com/TENANT", "https://OTHER.ciamlogin.com/TENANT/v2.0", false),
        ("https://login.microsoftonline.com/organizations", "https://login.microsoftonline.com/TENANT/v2.0", false),
        ("https://login.microsoftonline.com/consumers", "https://login.microsoftonline.com/TENANT/v2.0", false),
    ] {
        assert_eq!(policy(&of(authority), &of(issuer)).is_ok(), accepted, "{authority} {issuer}");
    }
}

#[test]
fn personal_accounts_have_one_tenant() {
    let issuer = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";
    let policy = policy("https://login.microsoftonline.com/consumers", issuer).unwrap();
    assert!(policy.accept(issuer, Some("9188040d-6c67-4c5b-b112-36a304b66dad")).is_ok());
    assert!(policy.accept(&of("https://login.microsoftonline.com/TENANT/v2.0"), Some(TENANT)).is_err());
}

#[test]
fn any_other_provider_names_itself_exactly() {
    for (authority, issuer, accepted) in [
        ("https://op.example/realm", "https://op.example/realm", true),
        ("https://op.example/", "https://op.example", true),
        ("https://login.contoso.com/TENANT/v2.0", "https://TENANT.ciamlogin.com/TENANT/v2.0", true),
        ("https://op.example/realm", "https://op.example/another", false),
        ("https://op.example", "https://op.example.evil.example", false),
        ("https://login.contoso.com/TENANT/v2.0", "https://OTHER.ciamlogin.com/OTHER/v2.0", false),
    ] {
        assert_eq!(open_id_policy(&of(authority), &of(issuer)).is_ok(), accepted, "{authority} {issuer}");
    }
}

#[test]
fn a_token_of_one_tenant_is_accepted_from_that_tenant_only() {
    let issuer = of("https://login.microsoftonline.com/TENANT/v2.0");
    let policy = policy(&of("https://login.microsoftonline.com/TENANT"), &issuer).unwrap();
    assert!(policy.accept(&issuer, Some(TENANT)).is_ok());
    assert!(matches!(
        policy.accept(&of("https://login.microsoftonline.com/OTHER/v2.0"), Some(OTHER)),
        Err(IssuerRefused::OtherIssuer { .. })
    ));
    assert!(matches!(policy.accept(&issuer, Some(OTHER)), Err(IssuerRefused::Tenant)));
}

#[test]
fn a_token_of_many_tenants_must_name_an_allowed_one_twice() {
    let policy =
        policy("https://login.microsoftonline.com/organizations", "https://login.microsoftonline.com/{tenantid}/v2.0")
            .unwrap();
    let issuer = |tenant: &str| format!("https://login.microsoftonline.com/{tenant}/v2.0");
    assert!(policy.accept(&issuer(TENANT), Some(TENANT)).is_ok());
    assert!(matches!(policy.accept(&issuer(OTHER), Some(OTHER)), Err(IssuerRefused::TenantNotAllowed)));
    assert!(matches!(policy.accept(&issuer(OTHER), Some(TENANT)), Err(IssuerRefused::OtherIssuer { .. })));
    assert!(matches!(policy.accept(&issuer(TENANT), None), Err(IssuerRefused::Tenant)));
    assert!(matches!(policy.accept(&issuer("{tenantid}"), Some("{tenantid}")), Err(IssuerRefused::Tenant)));
}
