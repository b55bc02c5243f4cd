//! Tests of the islands in the views, and of the scripts that load the client.

use leptos_entra::pages::{
    signing_out,
    welcome::{DownstreamApi, Welcome},
};

use super::{
    below_app,
    examples::{EVERY_VIEW, welcome},
    rendered,
};

/// Returns the names of the islands of a page.
fn islands(html: &str) -> Vec<&str> {
    let names = html.split("<leptos-island data-component=\"").skip(1);
    names.map(|rest| rest.split_once('_').map_or("", |(name, _)| name)).collect()
}

#[test]
fn every_view_has_its_islands_and_no_others() {
    for (name, page) in EVERY_VIEW {
        let html = rendered(page());
        let expected: &[&str] = match name {
            "welcome" | "welcome-right-to-left" => &["CallApi", "ReloadOnSignOut"],
            "device-code" => &["CopyButton", "WaitForApproval"],
            "sign-in-failed" | "step-up-failed" | "styleguide" => &["CopyButton"],
            _ if name.starts_with("sign-in-") => &["SignInStatus"],
            "administration" | "sessions" | "sessions-alone" | "profile" => &["LocalTimes", "ReloadOnSignOut"],
            "mail" | "calendar" | "orders" | "dashboard" | "accounts" | "accounts-alone" => &["ReloadOnSignOut"],
            "order-rejected" => &["LeaveOnSignOut"],
            "api-result" => &["ExploreResponse", "LeaveOnSignOut"],
            _ if name.starts_with("api-result") => &["LeaveOnSignOut"],
            _ => &[],
        };
        assert_eq!(islands(&html), expected, "{name}");
    }
}

#[test]
fn the_client_is_loaded_by_pages_with_islands_only() {
    for (name, page) in EVERY_VIEW {
        let html = rendered(page());
        let has_islands = !islands(&html).is_empty();
        assert_eq!(html.contains(".wasm"), has_islands, "{name}");
        assert_eq!(html.contains("<script"), has_islands || name.starts_with("signing-out"), "{name}");
        assert!(!html.contains("preload"), "{name}: a browser without JavaScript would load the client for nothing");
        let when_touched = name == "dashboard"
            || name.starts_with("welcome")
            || name.starts_with("sign-in-") && name != "sign-in-failed";
        assert_eq!(html.contains(",\"touched\")</script>"), when_touched, "{name}");
        assert_eq!(html.contains(",\"now\")</script>"), has_islands && !when_touched, "{name}");
    }
    let html = rendered(signing_out::page("https://login.example/logout?a=b&c=d".into(), None));
    assert!(html.contains("href=\"https://login.example/logout?a=b&amp;c=d\""), "{html}");
}

#[test]
fn the_data_of_an_island_cannot_end_its_attribute() {
    let text = "\"><script>alert(1)</script>'";
    let api = DownstreamApi { endpoint: format!("https://{text}"), scopes: Vec::new() };
    let html = rendered(Welcome { api: Some(api), ..welcome() }.page());
    assert!(html.contains(" data-calling=\"Calling &quot;&gt;&lt;script&gt;alert(1)&lt;…\""), "{html}");
    assert!(!html.contains("data-props"), "an island has no properties: they would be read with serde_json");
}

#[test]
fn a_page_of_a_session_follows_the_sign_out_in_other_tabs() {
    for (name, page) in EVERY_VIEW {
        let html = below_app(page());
        let belongs = [
            "welcome",
            "administration",
            "sessions",
            "accounts",
            "mail",
            "calendar",
            "order",
            "dashboard",
            "profile",
            "api-result",
        ]
        .iter()
        .any(|view| name.starts_with(view));
        let leaves = name.starts_with("api-result") || name == "order-rejected";
        let island = if leaves { "LeaveOnSignOut" } else { "ReloadOnSignOut" };
        let follows: Vec<_> = islands(&html).into_iter().filter(|name| name.ends_with("OnSignOut")).collect();
        assert_eq!(follows, if belongs { vec![island] } else { Vec::new() }, "{name}");
        let tells = html.contains("&&new BroadcastChannel(\"/app/api/sign_out\").postMessage(0)");
        assert_eq!(tells, name.starts_with("signing-out"), "{name}: a page either tells or follows");
        // Two apps on one host have different base paths, and so different broadcast channels for the sign-out.
        assert!(html.contains("<html lang=\"en\" data-base=\"/app\">"), "{name}");
    }
}
