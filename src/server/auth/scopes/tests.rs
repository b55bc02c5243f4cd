//! The scopes of each request, for each kind of provider.

use super::{ApiScopes, AuthorityKind, ProviderMetadata, Scope, Scopes, Url};

const ENTRA: AuthorityKind = AuthorityKind::External;

fn scopes(text: &str) -> Vec<Scope> {
    text.split_ascii_whitespace().map(|scope| Scope::new(scope.to_owned())).collect()
}

fn configured(kind: &AuthorityKind, text: &str, endpoint: &str) -> Scopes {
    Scopes::new(kind, &scopes(text), Url::parse(endpoint).ok().as_ref())
}

fn b2c() -> AuthorityKind {
    AuthorityKind::B2c { tenant: "contoso".to_owned(), policy: "B2C_1_a".to_owned() }
}

fn metadata(members: &str) -> ProviderMetadata {
    let document = format!(
        r#"{{"issuer":"https://op.example","authorization_endpoint":"https://op.example/a",
            "token_endpoint":"https://op.example/t","jwks_uri":"https://op.example/k"{members}}}"#
    );
    ProviderMetadata::parse(document.as_bytes()).unwrap()
}

fn text(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn consent_covers_all_resources_and_a_token_request_one() {
    let known = configured(&ENTRA, "api://orders/Read User.Read email api://orders/Write", "");
    let metadata = metadata("");
    let at_authorization = known.at_authorization(&metadata, &[]);
    assert_eq!(text(&at_authorization), "profile offline_access email api://orders/Read api://orders/Write User.Read");
    let requested = known.at_exchange(&metadata, &known.of_sign_in(&[]));
    assert_eq!(
        requested.scope.as_deref(),
        Some("openid profile offline_access email api://orders/Read api://orders/Write")
    );
    let graph = known.of_endpoint(&Url::parse("https://graph.microsoft.com/v1.0/me").unwrap());
    assert_eq!(text(&known.at_token_endpoint(&metadata, &graph)), "openid profile offline_access email User.Read");
}

#[test]
fn an_endpoint_gets_the_token_of_its_resource() {
    let known = "api://orders/Read User.Read https://api.contoso.com/Stock.Read";
    for (endpoint, first) in [
        ("https://graph.microsoft.com/v1.0/me", "User.Read"),
        ("https://api.contoso.com/stock", "https://api.contoso.com/Stock.Read"),
        ("https://orders.contoso.com/", "api://orders/Read"),
        ("", "api://orders/Read"),
    ] {
        assert_eq!(text(configured(&ENTRA, known, endpoint).of_sign_in(&[]).scopes()), first, "{endpoint}");
    }
    assert_eq!(configured(&ENTRA, "", "https://graph.microsoft.com/v1.0/me").of_sign_in(&[]), ApiScopes::default());
}

#[test]
fn graph_gets_no_token_of_another_api() {
    let known = configured(&ENTRA, "api://orders/Read", "https://orders.contoso.com/");
    for graph in ["https://graph.microsoft.com/v1.0/me", "https://microsoftgraph.chinacloudapi.cn/v1.0/me"] {
        assert_eq!(known.of_api_request(&Url::parse(graph).unwrap(), &[]), ApiScopes::default(), "{graph}");
    }
}

#[test]
fn wanted_scopes_join_the_configured_scopes_of_a_resource() {
    let known = configured(&ENTRA, "api://orders/Read User.Read", "");
    let wanted = known.wanted(&scopes("Mail.Read api://stock/Read"));
    assert_eq!(
        wanted.iter().map(|api| text(api.scopes())).collect::<Vec<_>>(),
        ["User.Read Mail.Read", "api://stock/Read"]
    );
}

#[test]
fn b2c_requests_name_the_scopes_of_one_resource() {
    let scope = "https://contoso.onmicrosoft.com/api/read 0a1b2c3d-0000-4000-8000-000000000001";
    let known = configured(&b2c(), scope, "https://api.contoso.com/");
    let at_authorization = known.at_authorization(&metadata(r#","scopes_supported":["openid"]"#), &[]);
    assert_eq!(text(&at_authorization), "profile offline_access https://contoso.onmicrosoft.com/api/read");
    let requested = known.at_exchange(&metadata(""), &known.of_sign_in(&[]));
    assert!(requested.scope.is_none() && requested.claims.is_none());
}

#[test]
fn given_another_provider_then_scopes_are_not_split() {
    let known = configured(&AuthorityKind::OpenId, "calendar https://op.example/auth/drive", "https://op.example/me");
    assert_eq!(text(known.of_sign_in(&[]).scopes()), "calendar https://op.example/auth/drive");
    let requested = known.at_exchange(&metadata(""), &known.of_sign_in(&[]));
    assert!(requested.scope.is_none() && requested.claims.is_none());
}

#[test]
fn offline_access_is_requested_where_it_is_supported() {
    let asks = |kind: &AuthorityKind, members: &str| {
        let known = configured(kind, "", "");
        let scopes = known.at_authorization(&metadata(members), &[]);
        assert_eq!(scopes, known.at_token_endpoint(&metadata(members), &ApiScopes::default())[1..]);
        text(&scopes).contains("offline_access")
    };
    let google = r#","scopes_supported":["openid","email","profile"]"#;
    assert!(!asks(&AuthorityKind::OpenId, google));
    assert!(asks(&AuthorityKind::OpenId, r#","scopes_supported":["openid","offline_access"]"#));
    assert!(asks(&AuthorityKind::OpenId, ""), "nothing is said, and a scope that is not known is to be ignored");
    assert!(asks(&b2c(), r#","scopes_supported":["openid"]"#) && asks(&ENTRA, google));
}

#[test]
fn a_step_up_requests_scopes_that_are_not_configured() {
    let further = scopes("https://graph.microsoft.com/Mail.Read User.Read");
    let metadata = metadata("");
    let entra = configured(&ENTRA, "User.Read", "");
    let named = entra.at_authorization(&metadata, &further);
    assert_eq!(text(&named), "profile offline_access User.Read https://graph.microsoft.com/Mail.Read");
    assert_eq!(text(entra.of_sign_in(&further).scopes()), "User.Read", "the others come by a refresh");
    let [mail] = <[_; 1]>::try_from(entra.by_resource(further)).unwrap();
    assert!(entra.include(&entra.of_sign_in(&[])) && !entra.include(&mail));
    let plain = configured(&AuthorityKind::OpenId, "calendar", "");
    assert_eq!(text(plain.of_sign_in(&scopes("drive calendar")).scopes()), "calendar drive");
}
