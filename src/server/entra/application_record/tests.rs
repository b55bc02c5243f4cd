//! Tests of the record of the app registration.

use serde_json::json;

use super::{ApplicationRecord, Cloud, RegisteredSecret, Url, graph_resource};

const SECRET: &str = "Xy38Q~not-a-real-secret_0123456789abcdef";

fn record(secrets: &serde_json::Value) -> ApplicationRecord {
    let optional = json!({ "idToken": [{ "name": "sid", "source": null, "essential": false }] });
    let web = json!({ "redirectUris": ["http://localhost/getAToken", "https://app.example/a"], "logoutUrl": null });
    let record = json!({ "passwordCredentials": secrets, "web": web, "spa": null, "optionalClaims": optional });
    serde_json::from_value(record).unwrap()
}

fn expiry_of(secrets: &serde_json::Value) -> Option<(i64, bool)> {
    record(secrets).secret(SECRET).map(|RegisteredSecret { expires_at, is_certain, .. }| (expires_at, is_certain))
}

#[test]
fn a_secret_is_found_by_its_first_three_characters() {
    let other = json!({ "hint": "abc", "endDateTime": "2030-01-01T00:00:00Z" });
    let own =
        json!({ "hint": "Xy3", "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2027-01-15T08:00:00.5Z" });
    assert_eq!(expiry_of(&json!([other, own])), Some((1_800_000_000, true)));
    assert_eq!(record(&json!([own])).secret(SECRET).unwrap().valid_from, Some(1_767_225_600));
    assert_eq!(expiry_of(&json!([other])), None);
}

#[test]
fn of_several_possible_secrets_the_newest_counts() {
    let secret = |hint: Option<&str>, start: &str, end: &str| {
        let [start, end] = [start, end].map(|year| format!("{year}-01-01T00:00:00Z"));
        json!({ "hint": hint, "startDateTime": start, "endDateTime": end })
    };
    let (old, new) = (secret(Some("Xy3"), "2024", "2029"), secret(Some("Xy3"), "2026", "2027"));
    assert_eq!(expiry_of(&json!([old, new])), Some((1_798_761_600, false)));
    let (old, new) = (secret(None, "2024", "2029"), secret(None, "2026", "2027"));
    assert_eq!(expiry_of(&json!([old, new])), Some((1_798_761_600, false)));
}

#[test]
fn a_damaged_record_names_no_expiry() {
    for secrets in [json!(null), json!("none"), json!([]), json!([{ "hint": "Xy3", "endDateTime": "tomorrow" }])] {
        assert_eq!(expiry_of(&secrets), None, "{secrets}");
    }
    let empty: ApplicationRecord = serde_json::from_str("{}").unwrap();
    assert!(empty.secret(SECRET).is_none() && !empty.has_optional_claim("sid"));
}

#[test]
fn redirect_uris_are_compared_without_the_port_of_localhost() {
    let record = record(&json!([]));
    for (uri, is_registered) in [
        ("http://localhost:3000/getAToken", true),
        ("http://localhost:3000/other", false),
        ("https://app.example/a", true),
        ("https://app.example:8443/a", false),
        ("https://app.example/A", false),
    ] {
        assert_eq!(record.has_redirect_uri(&Url::parse(uri).unwrap()), is_registered, "{uri}");
    }
    assert!(record.has_optional_claim("sid") && !record.has_optional_claim("login_hint"));
}

#[test]
fn the_resource_of_a_token_is_a_graph_of_microsoft() {
    let resource = |graph: &str| graph_resource(&Url::parse(graph).unwrap(), Cloud::of_instance("microsoftonline.us"));
    assert_eq!(resource("https://dod-graph.microsoft.us/v1.0/"), "https://dod-graph.microsoft.us");
    assert_eq!(resource("https://gateway.example/v1.0/"), "https://graph.microsoft.us");
    assert_eq!(
        graph_resource(&Url::parse("http://127.0.0.1:3002/graph/v1.0/").unwrap(), None),
        "https://graph.microsoft.com"
    );
}
