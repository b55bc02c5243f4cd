//! Metadata documents: required members, and optional members whose absence switches off a part of the app.

use std::error::Error as _;

use super::{Authority, MetadataError, ProviderMetadata, SignatureAlgorithm, Url};

fn parse_with(members: &str) -> Result<ProviderMetadata, MetadataError> {
    ProviderMetadata::parse(document("https://op.example/t", &format!(",{members}")).as_bytes())
}

#[test]
fn null_and_empty_members_count_as_missing() {
    for members in [
        r#""end_session_endpoint":null,"device_authorization_endpoint":null"#,
        r#""token_endpoint_auth_methods_supported":null,"scopes_supported":null,"claims_supported":null"#,
        r#""token_endpoint_auth_methods_supported":[],"scopes_supported":[],"claims_supported":[]"#,
        r#""authorization_response_iss_parameter_supported":null"#,
    ] {
        let metadata = parse_with(members).unwrap();
        assert!(metadata.end_session_endpoint.is_none() && metadata.device_authorization_endpoint.is_none());
        assert!(metadata.wants_basic_credential() && metadata.supports_offline_access());
        assert!(!metadata.authorization_response_iss_parameter_supported);
    }
}

#[test]
fn unused_members_may_have_any_value() {
    for value in ["5", "null", "[null]", "{}", "\"no address\""] {
        for name in ["check_session_iframe", "userinfo_endpoint", "code_challenge_methods_supported", "acr"] {
            assert!(parse_with(&format!(r#""{name}":{value}"#)).is_ok(), "{name} {value}");
        }
    }
}

#[test]
fn an_invalid_optional_member_counts_as_missing() {
    for value in [
        "5",
        "\"\"",
        "\"/signed-out\"",
        "\"http://op.example/signed-out\"",
        "\"javascript:alert(1)\"",
        "{}",
        "[]",
        "true",
    ] {
        let names = ["end_session_endpoint", "device_authorization_endpoint", "userinfo_endpoint"];
        let members = names.map(|name| format!(r#""{name}":{value}"#)).join(",");
        let metadata = parse_with(&members).unwrap();
        let endpoints =
            [metadata.end_session_endpoint, metadata.device_authorization_endpoint, metadata.userinfo_endpoint];
        assert_eq!(endpoints, [None, None, None], "{value}");
    }
    for value in ["{}", "true", "5", "[5]", "\" \""] {
        let names =
            ["token_endpoint_auth_methods_supported", "scopes_supported", "id_token_signing_alg_values_supported"];
        let members = names.map(|name| format!(r#""{name}":{value}"#)).join(",");
        let metadata = parse_with(&members).unwrap();
        assert!(metadata.wants_basic_credential() && metadata.supports_offline_access(), "{value}");
        assert!(!metadata.lists(SignatureAlgorithm::Es256), "{value}");
    }
    for (value, expected) in [("\"true\"", true), ("\"yes\"", false), ("1", false), ("[]", false)] {
        let metadata = parse_with(&format!(r#""authorization_response_iss_parameter_supported":{value}"#)).unwrap();
        assert_eq!(metadata.authorization_response_iss_parameter_supported, expected, "{value}");
    }
}

#[test]
fn a_byte_order_mark_and_unreadable_characters_prevent_nothing() {
    let document =
        document("https://op.example/t", r#","service_name":"\ud83d","scopes_supported":["openid","\ud83d"]"#);
    let bytes = [b"\xef\xbb\xbf", document.as_bytes()].concat();
    assert!(!ProviderMetadata::parse(&bytes).unwrap().supports_offline_access());
    let latin_1 =
        document.replace("\\ud83d", "@").bytes().map(|byte| if byte == b'@' { 0xe9 } else { byte }).collect::<Vec<_>>();
    assert!(!ProviderMetadata::parse(&latin_1).unwrap().supports_offline_access());
}

#[test]
fn a_list_may_be_a_space_separated_string() {
    let metadata = parse_with(
        r#""token_endpoint_auth_methods_supported":"client_secret_post","scopes_supported":"openid profile",
            "id_token_signing_alg_values_supported":["RS256",5,"ES256"]"#,
    )
    .unwrap();
    assert!(!metadata.wants_basic_credential() && !metadata.supports_offline_access());
    assert!(metadata.lists(SignatureAlgorithm::Es256) && !metadata.lists(SignatureAlgorithm::Ps256));
}

#[test]
fn an_invalid_required_member_is_named() {
    for (name, value) in [("issuer", "[]"), ("token_endpoint", "null"), ("jwks_uri", "\"/keys\"")] {
        let whole = document("https://op.example/t", "");
        let mut whole: serde_json::Value = serde_json::from_str(&whole).unwrap();
        whole[name] = serde_json::from_str(value).unwrap();
        let error = ProviderMetadata::parse(whole.to_string().as_bytes()).unwrap_err();
        let said = error.source().unwrap().to_string();
        assert!(said.contains(&format!("`{name}`")), "{said}");
        whole.as_object_mut().unwrap().remove(name);
        let error = ProviderMetadata::parse(whole.to_string().as_bytes()).unwrap_err();
        let said = error.source().unwrap().to_string();
        assert!(said.contains(&format!("`{name}` is missing")), "{said}");
    }
}

fn document(token_endpoint: &str, methods: &str) -> String {
    format!(
        r#"{{"issuer":"https://op.example","authorization_endpoint":"https://op.example/a",
            "token_endpoint":"{token_endpoint}","jwks_uri":"https://op.example/k"{methods}}}"#
    )
}

#[test]
fn an_endpoint_over_plain_http_is_refused() {
    let parsed = ProviderMetadata::parse(document("http://op.example/t", "").as_bytes());
    assert!(matches!(parsed, Err(MetadataError::Address("token_endpoint"))));
}

#[test]
fn an_endpoint_at_a_host_outside_the_authority_is_rejected() {
    let called = |authority: &Authority, token_endpoint: &str| {
        let document = document(token_endpoint, "").replace("op.example", "login.microsoftonline.com");
        let metadata = ProviderMetadata::parse(document.as_bytes()).unwrap();
        metadata.called_endpoints(authority).map(|called| called.map(Url::to_string).collect::<Vec<_>>())
    };
    let microsoft = Authority::parse_authority("https://login.microsoftonline.com/common").unwrap();
    assert!(matches!(called(&microsoft, "https://evil.example/t"), Err(MetadataError::ForeignHost("token_endpoint"))));
    let endpoints = ["https://login.windows.net/t", "https://login.microsoftonline.com/k"];
    assert_eq!(called(&microsoft, endpoints[0]).unwrap(), endpoints);
    let other = Authority::parse_oidc_authority("https://op.example").unwrap();
    assert!(called(&other, "https://tokens.example/t").is_ok());
}

#[test]
fn a_regional_host_is_for_the_token_endpoint_not_for_pages() {
    let authority = Authority::parse_authority("https://login.microsoftonline.com/common").unwrap();
    let regional = "https://westeurope.login.microsoft.com/t";
    let refused = |document: String| {
        let document = document.replace("op.example", "login.microsoftonline.com");
        ProviderMetadata::parse(document.as_bytes()).unwrap().called_endpoints(&authority).err()
    };
    assert!(refused(document(regional, "")).is_none());
    let signed_out = format!(r#","end_session_endpoint":"{regional}" "#);
    let named = refused(document("https://op.example/t", &signed_out));
    assert!(matches!(named, Some(MetadataError::ForeignHost("end_session_endpoint"))));
    let signed_in = document("https://op.example/t", "").replace("https://op.example/a", regional);
    assert!(matches!(refused(signed_in), Some(MetadataError::ForeignHost("authorization_endpoint"))));
}

#[test]
fn client_secret_post_is_used_if_the_metadata_lists_it() {
    let basic = |methods: &str| {
        ProviderMetadata::parse(document("https://op.example/t", methods).as_bytes()).unwrap().wants_basic_credential()
    };
    let supported = |list: &str| format!(r#","token_endpoint_auth_methods_supported":[{list}]"#);
    assert!(basic(""));
    assert!(basic(&supported(r#""client_secret_basic""#)));
    assert!(basic(&supported(r#""private_key_jwt""#)));
    assert!(!basic(&supported(r#""client_secret_basic","client_secret_jwt","client_secret_post""#)));
    assert!(!basic(&supported(r#""client_secret_post","private_key_jwt","client_secret_basic""#)));
    assert!(!basic(&supported(r#""none","client_secret_post""#)));
}

#[test]
fn userinfo_is_requested_from_other_providers_only() {
    let called = |authority: &Authority, host: &str, userinfo: &str| {
        let document = document("https://op.example/t", &format!(r#","userinfo_endpoint":"{userinfo}""#));
        let metadata = ProviderMetadata::parse(document.replace("op.example", host).as_bytes()).unwrap();
        metadata.called_endpoints(authority).unwrap().any(|url| url.path().ends_with("/userinfo"))
    };
    let other = Authority::parse_oidc_authority("https://op.example").unwrap();
    assert!(called(&other, "op.example", "https://users.example/userinfo"));
    assert!(!called(&other, "op.example", "http://users.example/userinfo"));
    let microsoft = Authority::parse_authority("https://login.microsoftonline.com/common").unwrap();
    assert!(!called(&microsoft, "login.microsoftonline.com", "https://graph.microsoft.com/oidc/userinfo"));
}

#[test]
fn the_token_endpoint_of_one_tenant_replaces_the_alias() {
    const TENANT: &str = "6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";
    let endpoint_in = |endpoint: &str, alias: &str| {
        let mut metadata = parse_with(r#""a":1"#).unwrap();
        metadata.token_endpoint = Url::parse(endpoint).unwrap();
        metadata.in_tenant(alias, TENANT).map(|metadata| metadata.token_endpoint.to_string())
    };
    let of_tenant = format!("https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token");
    let common = "https://login.microsoftonline.com/common/oauth2/v2.0/token";
    assert_eq!(endpoint_in(common, "common"), Some(of_tenant));
    for alias in ["organizations", "comm", ""] {
        assert_eq!(endpoint_in(common, alias), None, "{alias}");
    }
    assert_eq!(endpoint_in("https://op.example/token", "common"), None);
}
