//! The settings determine the API of each token: a token for Graph is sent to Graph only.

use super::{config_of, findings_of, tutorial_with};

const ORDERS: (&str, &str) = ("SCOPE", "api://orders/Read");
const OWN_API: (&str, &str) = ("ENDPOINT", "https://api.contoso.com/orders");
const GATEWAY: (&str, &str) = ("ENDPOINT", "https://gateway.contoso.com/graph/v1.0/me");
const STAND_IN: (&str, &str) = ("AUTHORITY", "http://127.0.0.1:4000/contoso.com");
const LOCAL_PROVIDER: (&str, &str) = ("OIDC_AUTHORITY", "http://127.0.0.1:4000/op");
const SIDECAR: (&str, &str) = ("ENDPOINT", "http://127.0.0.1:3500/v1.0/invoke/orders/method/list");

#[test]
fn an_endpoint_without_a_scope_of_its_api_is_rejected() {
    for (changes, variable) in [
        (&[OWN_API][..], "SCOPE"),
        (&[OWN_API, ("SCOPE", "User.Read Mail.Read")], "SCOPE"),
        (&[OWN_API, ("SCOPE", "openid email")], "SCOPE"),
        (&[GATEWAY], "SCOPE"),
        (&[SIDECAR], "SCOPE"),
        (&[("ENDPOINT", "http://localhost:4000/v1.0/me"), ("SCOPE", "User.Read")], "SCOPE"),
        (&[OWN_API, ("SCOPE", "api://a/Read api://b/Read")], "ENDPOINT_API"),
        (&[OWN_API, ORDERS, ("ENDPOINT_API", "api://stock")], "ENDPOINT_API"),
        (&[("ENDPOINT", "https://graph.microsoft.com/v1.0/me"), ("ENDPOINT_API", "api://orders")], "ENDPOINT_API"),
        (&[GATEWAY, ORDERS, ("ENDPOINT_API", "graph")], "SCOPE"),
        (&[STAND_IN, SIDECAR, ("SCOPE", "User.Read api://orders/Read")], "ENDPOINT_API"),
    ] {
        let findings = findings_of(tutorial_with(changes));
        let [finding] = findings.as_slice() else { panic!("{changes:?}: {findings:?}") };
        assert_eq!(finding.variable, variable, "{changes:?}: {finding:?}");
    }
}

#[test]
fn the_scopes_of_the_api_at_the_endpoint_come_first() {
    for (changes, first, is_graph) in [
        (&[][..], "User.Read", true),
        (&[OWN_API, ("SCOPE", "User.Read api://orders/Read")], "api://orders/Read", false),
        (&[OWN_API, ("SCOPE", "api://orders/Read User.Read api://orders/Write")], "api://orders/Read", false),
        (
            &[OWN_API, ("SCOPE", "User.Read https://api.contoso.com/Read api://b/Read")],
            "https://api.contoso.com/Read",
            false,
        ),
        (&[OWN_API, ("SCOPE", "api://a/Read api://B/Read"), ("ENDPOINT_API", "api://b")], "api://B/Read", false),
        (&[GATEWAY, ("ENDPOINT_API", "Graph")], "User.Read", true),
        (&[GATEWAY, ("SCOPE", "api://orders/Read Mail.Read"), ("ENDPOINT_API", "graph")], "Mail.Read", true),
        (&[STAND_IN, ("ENDPOINT", "http://127.0.0.1:4000/graph/v1.0/me")], "User.Read", true),
        (&[STAND_IN, SIDECAR, ORDERS], "api://orders/Read", false),
        (&[LOCAL_PROVIDER, ("ENDPOINT", "http://127.0.0.1:4000/v1.0/me"), ("SCOPE", "User.Read")], "User.Read", true),
        (&[LOCAL_PROVIDER, SIDECAR, ORDERS], "api://orders/Read", false),
        (&[("OIDC_AUTHORITY", "https://op.example"), SIDECAR, ("SCOPE", "orders")], "orders", false),
        (
            &[
                ("OIDC_AUTHORITY", "https://login.contoso.com/a/v2.0"),
                ("ENDPOINT", "https://graph.microsoft.com/v1.0/me"),
            ],
            "User.Read",
            true,
        ),
    ] {
        let config = config_of(tutorial_with(changes));
        assert_eq!((config.scopes[0].as_str(), config.endpoint_is_graph), (first, is_graph), "{changes:?}");
    }
}

#[test]
fn other_providers_have_no_default_api_and_no_default_scope() {
    for authority in ["https://op.example", "http://127.0.0.1:4000/op", "https://login.contoso.com/a/v2.0"] {
        let config = config_of(tutorial_with(&[("OIDC_AUTHORITY", authority)]));
        assert!(config.endpoint.is_none() && config.scopes.is_empty(), "{authority}");
    }
}

#[test]
fn scopes_are_separated_in_every_notation_at_microsoft() {
    let scopes = |changes: &[(&str, &str)]| {
        let scopes = config_of(tutorial_with(changes)).scopes;
        scopes.iter().map(|scope| scope.to_string()).collect::<Vec<_>>()
    };
    for text in [
        "User.Read,Mail.Read",
        "User.Read, Mail.Read",
        "User.Read;Mail.Read",
        "['User.Read', 'Mail.Read']",
        "[\"User.Read\",\"Mail.Read\"]",
        "('User.Read' 'Mail.Read')",
    ] {
        assert_eq!(scopes(&[("SCOPE", text)]), ["User.Read", "Mail.Read"], "{text}");
    }
    assert_eq!(scopes(&[("SCOPE", "['User.Read']")]), ["User.Read"]);
    assert_eq!(
        scopes(&[LOCAL_PROVIDER, ("SCOPE", "a,b [c]")]),
        ["a,b", "[c]"],
        "a comma may be part of a scope elsewhere"
    );
    assert_eq!(scopes(&[LOCAL_PROVIDER, ("SCOPE", "['a', 'b']")]), ["a", "b"]);
    assert_eq!(scopes(&[LOCAL_PROVIDER, ("SCOPE", "read+write a%20b")]), ["read+write", "a%20b"]);
    for own in [
        "api://5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162/a+b",
        "https://graph.microsoft.com/.default",
        "IMAP.AccessAsUser.All",
    ] {
        assert_eq!(scopes(&[("SCOPE", own), ("ENDPOINT", "")]), [own]);
    }
}
