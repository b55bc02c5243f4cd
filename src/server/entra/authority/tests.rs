//! The parsers of authorities: accepted and rejected addresses, the kind of each, and the address of its metadata.

use super::{Authority, AuthorityError, AuthorityKind, Cloud};
use crate::server::entra::ProviderKind;

const TENANT: &str = "11111111-2222-4333-8444-555555555555";

fn metadata_of(authority: &str) -> String {
    Authority::parse_authority(authority).unwrap().metadata_url().to_string()
}

#[test]
fn a_workforce_tenant_is_parsed_on_every_microsoft_host() {
    for host in [
        "login.microsoftonline.com",
        "login.windows.net",
        "login.microsoft.com",
        "login.partner.microsoftonline.cn",
        "login.chinacloudapi.cn",
        "login.microsoftonline.us",
        "login.usgovcloudapi.net",
        "login-us.microsoftonline.com",
        "login.sovcloud-identity.fr",
    ] {
        let authority = Authority::parse_authority(&format!("https://{host}/{TENANT}")).unwrap();
        assert_eq!(authority.kind(), &AuthorityKind::Workforce { tenant: TENANT.to_owned() }, "{host}");
        assert_eq!(authority.provider(), ProviderKind::Workforce);
        assert_eq!(authority.host(), host);
        let metadata = format!("https://{host}/{TENANT}/v2.0/.well-known/openid-configuration");
        assert_eq!(authority.metadata_url().as_str(), metadata);
    }
}

#[test]
fn a_workforce_tenant_may_be_named_by_its_domain() {
    let authority = Authority::parse_authority("https://login.microsoftonline.com/contoso.onmicrosoft.com").unwrap();
    assert_eq!(authority.kind(), &AuthorityKind::Workforce { tenant: "contoso.onmicrosoft.com".to_owned() });
}

#[test]
fn a_tenant_alias_is_a_multi_tenant_authority() {
    for alias in ["common", "organizations", "consumers"] {
        let authority = Authority::parse_authority(&format!("https://login.microsoftonline.com/{alias}")).unwrap();
        assert_eq!(authority.kind(), &AuthorityKind::MultiTenant { alias: alias.to_owned() });
    }
    let external = Authority::parse_authority("https://contoso.ciamlogin.com/common");
    assert_eq!(external, Err(AuthorityError::BadTenant));
}

#[test]
fn common_url_suffixes_do_not_change_the_metadata_url() {
    let plain = format!("https://login.microsoftonline.com/{TENANT}");
    for ending in ["", "/", "/v2.0", "/v2.0/", "/v2.0/.well-known/openid-configuration"] {
        assert_eq!(metadata_of(&format!("{plain}{ending}")), metadata_of(&plain), "{ending}");
    }
}

#[test]
fn microsoft_authorities_ignore_case_and_doubled_slashes() {
    let plain = "https://login.microsoftonline.com/contoso.onmicrosoft.com";
    for spelling in [
        "https://LOGIN.microsoftonline.com/Contoso.onMicrosoft.com",
        "https://login.microsoftonline.com//contoso.onmicrosoft.com",
        "https://login.microsoftonline.com/contoso.onmicrosoft.com//V2.0/",
        "https://login.microsoftonline.com:443/contoso.onmicrosoft.com///",
    ] {
        assert_eq!(Authority::parse_authority(spelling), Authority::parse_authority(plain), "{spelling}");
    }
    let by_id = Authority::parse_authority(&format!("https://login.microsoftonline.com/{}", TENANT.to_uppercase()));
    assert_eq!(by_id.unwrap().kind(), &AuthorityKind::Workforce { tenant: TENANT.to_owned() });
    let alias = Authority::parse_authority("https://login.microsoftonline.com/Common").unwrap();
    assert_eq!(alias.kind(), &AuthorityKind::MultiTenant { alias: "common".to_owned() });
    assert_eq!(
        Authority::parse_oidc_authority("https://login.microsoftonline.com//Common/v2.0"),
        Err(AuthorityError::ManyTenants)
    );
    let oidc = Authority::parse_oidc_authority("https://login.microsoftonline.com//Contoso.com/V2.0").unwrap();
    assert_eq!(Ok(oidc), Authority::parse_authority("https://login.microsoftonline.com/contoso.com"));
}

#[test]
fn the_path_of_another_provider_keeps_its_case_and_its_slashes() {
    let authority = Authority::parse_oidc_authority("https://OP.example/Realms//A/").unwrap();
    assert_eq!(authority.address(), "https://op.example/Realms//A");
}

#[test]
fn an_external_tenant_is_recognized_by_its_host() {
    for address in [
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0",
        "https://contoso.ciamlogin.com/",
        "https://contoso.ciamlogin.com",
    ] {
        let authority = Authority::parse_authority(address).unwrap();
        assert_eq!(authority.kind(), &AuthorityKind::External, "{address}");
        assert_eq!(authority.provider(), ProviderKind::External);
        assert_eq!(
            authority.metadata_url().as_str(),
            "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration"
        );
    }
}

#[test]
fn a_loopback_authority_is_a_workforce_tenant_over_plain_http() {
    for host in ["localhost:3002", "127.0.0.1:3002", "127.8.8.8:3002", "[::1]:3002"] {
        let authority = Authority::parse_authority(&format!("http://{host}/{TENANT}/v2.0")).unwrap();
        assert_eq!(authority.provider(), ProviderKind::Workforce);
        assert_eq!(authority.host(), host);
    }
}

#[test]
fn each_invalid_authority_is_rejected_with_its_reason() {
    for (address, error) in [
        ("contoso", AuthorityError::NotAbsolute),
        ("login.microsoftonline.com/common", AuthorityError::NotAbsolute),
        ("ftp://login.microsoftonline.com/common", AuthorityError::NotAbsolute),
        ("http://login.microsoftonline.com/common", AuthorityError::NotHttps),
        ("http://localhost.evil.example/common", AuthorityError::NotHttps),
        ("https://me@login.microsoftonline.com/common", AuthorityError::TooMuch),
        ("https://me:word@login.microsoftonline.com/common", AuthorityError::TooMuch),
        ("https://login.microsoftonline.com/common?p=B2C_1", AuthorityError::TooMuch),
        ("https://login.microsoftonline.com/common#a", AuthorityError::TooMuch),
        ("https://login.microsoftonline.com", AuthorityError::NoTenant),
        ("https://login.microsoftonline.com/v2.0", AuthorityError::NoTenant),
        ("https://login.microsoftonline.com/TENANT_GUID", AuthorityError::BadTenant),
        ("https://login.microsoftonline.com/a.%2f", AuthorityError::BadTenant),
        ("https://login.microsoftonline.com/common/oauth2/v2.0/authorize", AuthorityError::TooLong),
        ("https://login.microsoftonline.com.evil.example/common", AuthorityError::UnknownHost),
        ("https://evil-login.microsoftonline.com/common", AuthorityError::UnknownHost),
        ("https://sts.windows.net/common", AuthorityError::UnknownHost),
        ("https://westeurope.login.microsoft.com/common", AuthorityError::RegionalHost),
        ("https://a.b.ciamlogin.com/common", AuthorityError::UnknownHost),
        ("https://ciamlogin.com/common", AuthorityError::UnknownHost),
        ("https://login.contoso.com/common", AuthorityError::UnknownHost),
        ("https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_a", AuthorityError::B2cAddress),
    ] {
        assert_eq!(Authority::parse_authority(address), Err(error), "{address}");
    }
}

#[test]
fn a_b2c_authority_is_built_from_tenant_and_policy() {
    for tenant in ["contoso", "Contoso", "contoso.onmicrosoft.com"] {
        let authority = Authority::parse_b2c(tenant, "B2C_1A_SignUp-in").unwrap();
        let kind = AuthorityKind::B2c { tenant: "contoso".to_owned(), policy: "B2C_1A_SignUp-in".to_owned() };
        assert_eq!(authority.kind(), &kind);
        assert_eq!(authority.provider(), ProviderKind::External);
        let address = "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1A_SignUp-in";
        assert_eq!(authority.address(), address);
        assert_eq!(authority.metadata_url().as_str(), format!("{address}/v2.0/.well-known/openid-configuration"));
    }
}

#[test]
fn invalid_b2c_tenants_and_policies_are_rejected() {
    for tenant in ["", "contoso.com", "a/b", "a b", "https://contoso.b2clogin.com"] {
        assert_eq!(Authority::parse_b2c(tenant, "B2C_1_a"), Err(AuthorityError::B2cTenant), "{tenant}");
    }
    let long = format!("B2C_1_{}", "a".repeat(60));
    for policy in ["", "signupsignin", "B2C_1_a/b", "B2C_1_a?b", "B2C_1_\u{e4}", "\u{e4}B2C_1", &long] {
        assert_eq!(Authority::parse_b2c("contoso", policy), Err(AuthorityError::B2cPolicy), "{policy}");
    }
}

#[test]
fn oidc_authority_recognizes_microsoft_tenants() {
    for address in [
        "https://login.microsoftonline.com/contoso.com/v2.0",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0",
    ] {
        let authority = Authority::parse_oidc_authority(address).unwrap();
        assert_eq!(Ok(authority), Authority::parse_authority(address));
    }
}

#[test]
fn a_loopback_server_may_stand_in_for_an_authority() {
    let real = Authority::parse_b2c("contoso", "B2C_1_a").unwrap();
    let origin = |text: &str| url::Url::parse(text).unwrap();
    let stood_in = real.clone().with_replacement_provider(&origin("http://127.0.0.1:3002")).unwrap();
    assert_eq!((stood_in.kind(), stood_in.address()), (real.kind(), real.address()));
    let path = real.metadata_url().path().to_owned();
    assert_eq!(stood_in.metadata_url().as_str(), format!("http://127.0.0.1:3002{path}"));
    let of_app = real.clone().with_keys_of("a b").with_replacement_provider(&origin("http://127.0.0.1:3002")).unwrap();
    assert_eq!(of_app.metadata_url().as_str(), format!("http://127.0.0.1:3002{path}?appid=a+b"));
    assert_eq!(real.with_replacement_provider(&origin("https://evil.example")), None);
}

#[test]
fn a_tenant_is_in_the_cloud_of_its_host() {
    let cloud = |address: &str| Authority::parse_authority(address).unwrap().cloud().map(Cloud::graph_host);
    assert_eq!(cloud("https://login.windows.net/common"), Some("graph.microsoft.com"));
    assert_eq!(cloud("https://login.chinacloudapi.cn/common"), Some("microsoftgraph.chinacloudapi.cn"));
    assert_eq!(cloud("https://contoso.ciamlogin.com"), Some("graph.microsoft.com"));
    assert_eq!(cloud("http://127.0.0.1:3002/common"), None);
}

#[test]
fn oidc_authority_keeps_the_address_of_other_providers() {
    for (address, metadata) in [
        ("https://login.contoso.com/tenant/v2.0", "https://login.contoso.com/tenant/v2.0"),
        ("https://login.contoso.com/", "https://login.contoso.com"),
        ("https://login.contoso.com:8443/a/.well-known/openid-configuration", "https://login.contoso.com:8443/a"),
        ("http://localhost:4000", "http://localhost:4000"),
    ] {
        let authority = Authority::parse_oidc_authority(address).unwrap();
        assert_eq!(authority.kind(), &AuthorityKind::OpenId);
        assert_eq!(authority.provider(), ProviderKind::OpenId);
        assert_eq!(authority.metadata_url().as_str(), format!("{metadata}/.well-known/openid-configuration"));
    }
}

#[test]
fn an_invalid_oidc_authority_is_rejected_with_its_reason() {
    for (address, error) in [
        ("http://login.contoso.com", AuthorityError::NotHttps),
        ("https://login.contoso.com?a", AuthorityError::TooMuch),
        ("https://me@login.contoso.com", AuthorityError::TooMuch),
        ("login.contoso.com", AuthorityError::NotAbsolute),
        ("https://login.microsoftonline.com/common/v2.0", AuthorityError::ManyTenants),
        ("https://login.microsoftonline.com/contoso.com", AuthorityError::VersionOne),
        ("https://contoso.ciamlogin.com/contoso.onmicrosoft.com", AuthorityError::VersionOne),
        ("https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_a/v2.0", AuthorityError::B2cAddress),
        ("https://westeurope.login.microsoft.com/contoso.com/v2.0", AuthorityError::RegionalHost),
    ] {
        assert_eq!(Authority::parse_oidc_authority(address), Err(error), "{address}");
    }
}

proptest::proptest! {
    #[test]
    fn given_any_text_then_the_authority_parsers_do_not_panic(text in "\\PC{0,40}|https?://[a-z.@:/?#\\[\\]%0-9-]{0,40}") {
        let _ = Authority::parse_authority(&text);
        let _ = Authority::parse_oidc_authority(&text);
        let _ = Authority::parse_b2c(&text, &text);
    }
}

#[test]
fn an_external_tenant_may_be_given_by_its_id_alone() {
    let guid = "0a1b2c3d-0000-4000-8000-000000000001";
    let authority = Authority::parse_authority(&format!("https://{guid}.ciamlogin.com")).unwrap();
    assert_eq!(authority.address(), format!("https://{guid}.ciamlogin.com/{guid}"));
}
