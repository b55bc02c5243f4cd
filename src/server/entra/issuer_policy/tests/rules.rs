//! Microsoft's rules for tokens, which hold for every row of the table, and the explanation for the log.

use super::{
    IssuerMismatch, IssuerRefused, OTHER, PERSONAL, TENANT, TokenOrigin, accept, authority, b2c, of, oidc_authority,
    policy, refused_metadata,
};
use crate::server::entra::{AllowedTenants, IssuerPolicy, is_key_for};

const ONE: &str = "https://login.microsoftonline.com/TENANT/v2.0";
const ANY: &str = "https://login.microsoftonline.com/{tenantid}/v2.0";
const B2C: &str = "https://contoso.b2clogin.com/TENANT/v2.0/";

fn one_tenant() -> IssuerPolicy {
    policy(&authority("https://login.microsoftonline.com/TENANT"), ONE).unwrap()
}

fn many_tenants() -> IssuerPolicy {
    policy(&authority("https://login.microsoftonline.com/organizations"), ANY).unwrap()
}

fn origin<'a>(iss: &'a str, ver: Option<&'a str>) -> TokenOrigin<'a> {
    TokenOrigin { iss, tid: Some(TENANT), ver, policy: None }
}

#[test]
fn a_ver_claim_of_microsoft_must_be_2_0() {
    let iss = of(ONE);
    for policy in [one_tenant(), many_tenants()] {
        assert!(policy.accept(origin(&iss, Some("2.0"))).is_ok() && policy.accept(origin(&iss, None)).is_ok());
        assert!(matches!(policy.accept(origin(&iss, Some("1.0"))), Err(IssuerRefused::Version)));
    }
    let custom_domain = policy(&oidc_authority("https://login.contoso.com/TENANT/v2.0"), ONE).unwrap();
    assert!(matches!(custom_domain.accept(origin(&iss, Some("1.0"))), Err(IssuerRefused::Version)));
    // Azure AD B2C and other providers have other version numbers.
    assert!(policy(&b2c("B2C_1A_a"), B2C).unwrap().accept(origin(&of(B2C), Some("1.0"))).is_ok());
    let other = policy(&oidc_authority("https://op.example"), "https://op.example").unwrap();
    assert!(other.accept(origin("https://op.example", Some("1"))).is_ok());
}

#[test]
fn only_the_tenant_of_the_token_replaces_the_issuer_template() {
    let policy = many_tenants();
    assert_eq!(accept(&policy, ONE, "TENANT").unwrap().as_deref(), Some(TENANT));
    for iss in [ANY, "https://login.microsoftonline.com/OTHER/v2.0", "https://evil.example/TENANT/v2.0", ""] {
        assert!(matches!(accept(&policy, iss, "TENANT"), Err(IssuerRefused::OtherIssuer(_))), "{iss}");
    }
}

#[test]
fn tid_must_be_a_guid_and_match_the_issuer() {
    let policy = many_tenants();
    for tid in ["{tenantid}", "contoso.com", "", "../TENANT"] {
        let iss = ANY.replace("{tenantid}", tid);
        assert!(matches!(accept(&policy, &iss, tid), Err(IssuerRefused::Tenant(_))), "{tid}");
    }
    let without = TokenOrigin { iss: &of(ONE), ..TokenOrigin::default() };
    assert!(matches!(policy.accept(without), Err(IssuerRefused::Tenant(_))));
    assert!(matches!(accept(&one_tenant(), ONE, "OTHER"), Err(IssuerRefused::Tenant(_))));
}

#[test]
fn given_b2c_without_tid_then_the_issuer_names_the_tenant() {
    let policy = policy(&b2c("B2C_1_susi"), B2C).unwrap();
    let iss = of(B2C);
    let token = TokenOrigin { iss: &iss, policy: Some("b2c_1_susi"), ..TokenOrigin::default() };
    assert_eq!(policy.accept(token).unwrap().as_deref(), Some(TENANT));
    assert!(matches!(policy.accept(TokenOrigin { tid: Some(OTHER), ..token }), Err(IssuerRefused::Tenant(_))));
}

#[test]
fn a_b2c_token_must_name_the_configured_policy() {
    let policy = policy(&b2c("B2C_1_susi"), B2C).unwrap();
    let iss = of(B2C);
    let token = |named| TokenOrigin { iss: &iss, policy: named, ..TokenOrigin::default() };
    for named in ["B2C_1_susi", "b2c_1_susi"] {
        assert!(policy.accept(token(Some(named))).is_ok(), "{named}");
    }
    for named in ["B2C_1_edit", "B2C_1_sus", "1", ""] {
        assert!(matches!(policy.accept(token(Some(named))), Err(IssuerRefused::Policy(_))), "{named}");
    }
}

#[test]
fn a_token_without_policy_needs_an_issuer_that_names_it() {
    const IN_ISSUER: &str = "https://contoso.b2clogin.com/tfp/TENANT/b2c_1_susi/v2.0/";
    const CUSTOM_DOMAIN: &str = "https://login.contoso.com/TENANT/v2.0/";
    let at_custom_domain = |policy: &str| oidc_authority(&format!("https://login.contoso.com/TENANT/{policy}/v2.0"));
    for (authority, issuer, is_refused) in [
        (b2c("B2C_1_susi"), B2C, true),
        (b2c("b2c_1_susi"), B2C, true),
        (b2c("B2C_1_susi"), IN_ISSUER, false),
        (b2c("B2C_1A_susi"), B2C, false),
        (at_custom_domain("B2C_1_susi"), CUSTOM_DOMAIN, true),
        (at_custom_domain("B2C_1A_susi"), CUSTOM_DOMAIN, false),
    ] {
        let iss = of(issuer);
        let verdict = policy(&authority, issuer).unwrap().accept(TokenOrigin { iss: &iss, ..TokenOrigin::default() });
        if is_refused {
            assert!(matches!(verdict, Err(IssuerRefused::NoPolicy(_))), "{} {issuer}", authority.address());
        } else {
            assert_eq!(verdict.unwrap().as_deref(), Some(TENANT));
        }
    }
}

#[test]
fn a_key_with_an_issuer_is_for_tokens_of_that_issuer_only() {
    let iss = of(ONE);
    let personal = of("https://login.microsoftonline.com/PERSONAL/v2.0");
    for (key_issuer, iss, tenant, is_for) in [
        (None, iss.as_str(), Some(TENANT), true),
        (Some(ANY), &iss, Some(TENANT), true),
        (Some(iss.as_str()), &iss, Some(TENANT), true),
        (Some(&personal), &personal, Some(PERSONAL), true),
        (Some(&personal), &iss, Some(TENANT), false),
        (Some(&iss), &personal, Some(PERSONAL), false),
        (Some("https://login.microsoftonline.us/{tenantid}/v2.0"), &iss, Some(TENANT), false),
        (Some(ANY), &iss, Some(OTHER), false),
        (Some(ANY), &iss, None, false),
        (Some(""), &iss, Some(TENANT), false),
    ] {
        assert_eq!(is_key_for(key_issuer, iss, tenant), is_for, "{key_issuer:?} {iss} {tenant:?}");
    }
}

#[test]
fn only_allowed_tenants_are_accepted() {
    assert!(matches!(
        accept(&many_tenants(), "https://login.microsoftonline.com/OTHER/v2.0", "OTHER"),
        Err(IssuerRefused::TenantNotAllowed(_))
    ));
    let authority = authority("https://login.microsoftonline.com/common");
    let everybody = IssuerPolicy::new(&authority, &AllowedTenants::Any, ANY).unwrap();
    for tenant in ["TENANT", "OTHER", "PERSONAL"] {
        let iss = ANY.replace("{tenantid}", tenant);
        assert_eq!(accept(&everybody, &iss, tenant).unwrap(), Some(of(tenant)));
    }
}

#[test]
fn allowed_tenants_apply_to_every_authority() {
    let allowed = AllowedTenants::Listed(vec![OTHER.to_owned()]);
    for (authority, issuer) in [
        (authority("https://login.microsoftonline.com/contoso.com"), ONE),
        (b2c("B2C_1_signupsignin1"), B2C),
        (oidc_authority("https://op.example"), "https://op.example"),
    ] {
        let policy = IssuerPolicy::new(&authority, &allowed, &of(issuer)).unwrap();
        assert!(matches!(accept(&policy, issuer, "TENANT"), Err(IssuerRefused::TenantNotAllowed(_))), "{issuer}");
    }
}

#[test]
fn organizations_rejects_personal_accounts_with_any_tenant() {
    let authority = authority("https://login.microsoftonline.com/organizations");
    let policy = IssuerPolicy::new(&authority, &AllowedTenants::Any, ANY).unwrap();
    let personal = accept(&policy, "https://login.microsoftonline.com/PERSONAL/v2.0", "PERSONAL");
    assert!(matches!(personal, Err(IssuerRefused::PersonalAccount(_))));
}

#[test]
fn a_malformed_metadata_issuer_is_rejected_with_its_reason() {
    let tenant = authority("https://login.microsoftonline.com/TENANT");
    for (authority, issuer, why) in [
        (&tenant, "https://login.microsoftonline.com/TENANT/v2.0?a", IssuerMismatch::NoAddress),
        (&tenant, "https://login.microsoftonline.com/TENANT/v2.0#a", IssuerMismatch::NoAddress),
        (&tenant, "TENANT", IssuerMismatch::NoAddress),
        (&tenant, "", IssuerMismatch::NoAddress),
        (&tenant, "https://login.microsoftonline.com/TENANT/v2.0/more", IssuerMismatch::NoTenant),
        (&tenant, "https://login.microsoftonline.com/TENANT/v2.0/", IssuerMismatch::NoTenant),
        (&tenant, "https://login.microsoftonline.com/TENANT", IssuerMismatch::NoTenant),
        (&tenant, "https://login.microsoftonline.com/", IssuerMismatch::NoTenant),
        (&b2c("B2C_1_a"), "https://contoso.b2clogin.com/contoso/v2.0/", IssuerMismatch::NoTenant),
        (&b2c("B2C_1_a"), "https://contoso.b2clogin.com/tfp/contoso/B2C_1_a/v2.0/", IssuerMismatch::NoTenant),
        (&b2c("B2C_1_a"), "https://contoso.b2clogin.com/TENANT/", IssuerMismatch::NoPolicy),
    ] {
        assert_eq!(refused_metadata(authority, issuer), why, "{issuer}");
    }
}

#[test]
fn an_issuer_error_explains_the_policy_without_the_tenant() {
    for (policy, words) in [
        (one_tenant(), "from https://login.microsoftonline.com/TENANT/v2.0 only, of the tenant TENANT"),
        (many_tenants(), "in place of {tenantid}, but not from personal accounts, if "),
        (policy(&b2c("B2C_1_susi"), B2C).unwrap(), "of the Azure AD B2C policy B2C_1_susi"),
    ] {
        assert!(policy.explain().contains(&of(words)), "{}", policy.explain());
        let foreign = of("https://login.microsoftonline.com/OTHER/v2.0");
        let token = TokenOrigin { iss: &foreign, tid: Some(OTHER), ver: Some("2.0"), policy: None };
        let refused = policy.accept(token).unwrap_err().to_string();
        assert!(!refused.contains(OTHER) && refused.contains("For https://"), "{refused}");
    }
}

#[test]
fn an_issuer_without_tid_is_checked_by_its_own_tenant() {
    let any = policy(&authority("https://login.microsoftonline.com/organizations"), ANY).unwrap();
    let other = policy(&oidc_authority("https://op.example"), "https://op.example").unwrap();
    for (policy, issuer, accepted) in [
        (&one_tenant(), ONE, true),
        (&one_tenant(), "https://login.microsoftonline.com/OTHER/v2.0", false),
        (&one_tenant(), "https://LOGIN.microsoftonline.com/TENANT/v2.0", true),
        (&one_tenant(), "https://login.microsoftonline.com/TENANT/v2.0/", false),
        (&one_tenant(), "", false),
        (&any, ONE, true),
        (&any, "https://login.microsoftonline.com/OTHER/v2.0", false),
        (&any, "https://login.microsoftonline.com/PERSONAL/v2.0", false),
        (&any, "https://evil.example/TENANT/v2.0", false),
        (&any, "TENANT", false),
        (&any, ANY, false),
        (&any, "éé", false),
        (&other, "https://op.example", true),
        (&other, "https://op.example/", false),
    ] {
        assert_eq!(policy.accepts_issuer(&of(issuer)), accepted, "{issuer} {}", policy.explain());
    }
}
