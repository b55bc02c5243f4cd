//! The documents of all views, as the server renders them.

mod examples;
mod failures;

use leptos_entra::{
    app::{Assets, Document, LivePage},
    error::AppError,
    model::{ApiBody, ApiResponse, Page, Provider, SessionsView, View, WelcomeView},
    paths::Base,
};

use self::examples::{assets, every_view, graph_answer, welcome};

/// Renders a view, without the markers that hydration finds its way by: they differ between debug and release builds.
fn rendered(view: View) -> String {
    Document::new(false, assets()).html(view, "bm9uY2U").replace("<!>", "")
}

/// Returns what stands between the first `from` and the next `to`; nothing when one of them is missing.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    html.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(text, _)| text)
}

fn body(html: &str) -> &str {
    between(html, "<body>", "</body>")
}

#[test]
fn every_view_has_one_h1() {
    for (name, view) in every_view() {
        assert_eq!(rendered(view).matches("<h1").count(), 1, "{name}");
    }
}

#[test]
fn every_view_has_a_title_of_its_own() {
    let titles: std::collections::BTreeSet<_> =
        every_view().into_iter().map(|(_, view)| between(&rendered(view), "<title>", "</title>").to_owned()).collect();
    for title in ["Sign in", "Welcome", "Sign-in failed", "Signed out", "Config missing", "Page not found"] {
        assert!(titles.contains(&format!("{title} – Leptos Entra")), "{title}: {titles:?}");
    }
}

#[test]
fn every_view_stands_in_the_same_frame() {
    let version = concat!("Leptos Entra ", env!("CARGO_PKG_VERSION"), "</p></footer>");
    for (name, view) in every_view() {
        let html = rendered(view);
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{name}");
        assert!(body(&html).starts_with("<a href=\"#main\" class=\"skip\">"), "{name}");
        assert!(body(&html).contains("<main id=\"main\" tabindex=\"-1\">"), "{name}");
        assert!(body(&html).ends_with(version), "{name}");
    }
}

#[test]
fn the_content_security_policy_forbids_nothing_that_a_view_uses() {
    for (name, view) in every_view() {
        let html = rendered(view);
        assert!(!html.contains(" style=") && !html.contains("<style"), "{name}: an inline style");
        assert!(!html.contains(" onclick") && !html.contains("javascript:"), "{name}: an inline handler");
        assert!(!body(&html).contains("<script"), "{name}: hydration walks over <main>");
        let executed = html.matches("<script").count() - html.matches("<script type=\"application/json\"").count();
        assert_eq!(html.matches(" nonce=\"bm9uY2U\">").count(), executed, "{name}");
    }
}

#[test]
fn every_view_links_to_this_app_below_its_base_only() {
    let assets = Assets { base: Base::of("/app"), ..assets() };
    for (name, view) in every_view() {
        let html = Document::new(false, assets.clone()).html(view, "n");
        for attribute in [" href=\"/", " action=\"/"] {
            let below = html.matches(&format!("{attribute}app/")).count();
            let files = html.matches(&format!("{attribute}pkg/")).count();
            assert_eq!(html.matches(attribute).count(), below + files, "{name}: {html}");
        }
    }
}

#[test]
fn the_ribbon_is_on_every_page_of_the_dev_tenant() {
    for (name, view) in every_view() {
        let real = Document::new(false, assets()).html(view.clone(), "n");
        let pretended = Document::new(true, assets()).html(view, "n");
        assert!(!real.contains("no real accounts"), "{name}");
        assert!(body(&pretended).contains("Development tenant:</strong> no real accounts, no real data"), "{name}");
    }
}

#[test]
fn microsofts_logo_is_only_where_microsofts_accounts_are() {
    for (name, view) in every_view() {
        let real = Document::new(false, assets()).html(view.clone(), "n");
        let pretended = Document::new(true, assets()).html(view, "n");
        assert_eq!(real.contains("#f25022"), name == "sign-in-workforce", "{name}");
        assert!(!pretended.contains("#f25022"), "{name}: the dev tenant is not Microsoft");
    }
    let html = rendered(examples::sign_in(Provider::Workforce));
    assert!(html.contains("Sign in with Microsoft") && html.contains("work or school account"));
}

#[test]
fn text_of_the_provider_or_graph_is_escaped() {
    const EVIL: &str = "<script>alert(1)</script><img src=x onerror=\"alert(2)\">&";
    let html = rendered(View::Welcome(WelcomeView {
        display_name: EVIL.into(),
        username: Some(EVIL.into()),
        authority_host: EVIL.into(),
        tenant_id: Some(EVIL.into()),
        ..welcome()
    }));
    let result = rendered(View::ApiResult(Ok(ApiResponse {
        endpoint: EVIL.into(),
        body: ApiBody::Json { text: format!("{{\"displayName\":\"{EVIL}\"}}"), is_cut: false },
        request_id: Some(EVIL.into()),
        ..graph_answer()
    })));
    for html in [html, result] {
        assert!(!html.contains("<script>alert") && !html.contains("<img"), "{html}");
        assert!(body(&html).contains("&lt;script&gt;alert(1)"), "{html}");
    }
}

#[test]
fn the_page_state_cannot_end_its_script_element() {
    let name = "</script><!--<script>\u{2028}\u{2029}";
    let html = rendered(View::Welcome(WelcomeView { display_name: name.into(), ..welcome() }));
    let state = between(&html, "<script type=\"application/json\" id=\"page\">", "</script>");
    assert!(!state.contains(['<', '\u{2028}', '\u{2029}']), "{state}");
    let page: Page = serde_json::from_str(state).expect("the state is JSON of the page");
    let View::Welcome(view) = page.view else { panic!("another view: {state}") };
    assert_eq!(view.display_name, name);
}

#[test]
fn what_a_person_needs_is_in_the_html() {
    let html = rendered(View::Welcome(welcome()));
    let body = body(&html);
    assert!(body.contains("<h1>Welcome <bdi>Mia Keller</bdi>!</h1>"), "{body}");
    assert!(body.contains("method=\"post\" action=\"/api/sign_out\""), "{body}");
    assert!(body.contains("method=\"post\" action=\"/api/call_api\""), "{body}");
    assert!(body.contains(">Call a downstream API</button>"), "{body}");
}

#[test]
fn without_an_endpoint_there_is_no_button() {
    let html = rendered(View::Welcome(WelcomeView { api: None, ..welcome() }));
    assert!(!body(&html).contains("/api/call_api") && !body(&html).contains("access token"));
}

#[test]
fn the_result_page_has_a_real_way_back() {
    for result in [Ok(graph_answer()), Err(AppError::ApiTimeout)] {
        let html = rendered(View::ApiResult(result));
        assert!(body(&html).contains("<a href=\"/\" class=\"button quiet\">Back</a>"), "{html}");
    }
}

#[test]
fn an_ended_sign_in_leads_to_a_new_one() {
    let html = rendered(View::ApiResult(Err(AppError::SessionEnded)));
    assert!(body(&html).contains("href=\"/sign-in?return_to=/\""), "{html}");
}

#[test]
fn the_client_can_read_every_page_that_it_takes_over() {
    for (name, view) in every_view() {
        let html = rendered(view);
        let state = between(&html, "<script type=\"application/json\" id=\"page\">", "</script>");
        let live = ["sign-in-", "welcome", "device-code"].iter().any(|beginning| name.starts_with(beginning));
        assert_eq!(serde_json::from_str::<LivePage>(state).is_ok(), live, "{name}: {state}");
    }
}

#[test]
fn where_nothing_can_happen_no_script_is_loaded() {
    for (name, view) in every_view() {
        let html = rendered(view);
        let live = ["sign-in-", "welcome", "device-code"].iter().any(|beginning| name.starts_with(beginning));
        let has_a_script_of_its_own =
            ["sessions", "signing-out", "mail", "api-result"].iter().any(|view| name.starts_with(view));
        assert_eq!(html.contains("<script"), live || has_a_script_of_its_own, "{name}");
        assert_eq!(html.contains(".wasm"), live, "{name}");
        assert!(!html.contains("preload"), "{name}: without JavaScript it would be loaded for nothing");
    }
    let html = rendered(View::SigningOut { continue_to: "https://login.example/logout?a=b&c=d".into(), problem: None });
    assert!(html.contains("href=\"https://login.example/logout?a=b&amp;c=d\""), "{html}");
}

#[test]
fn every_button_of_the_sessions_says_what_it_ends() {
    let html = rendered(View::Sessions(examples::sessions()));
    for number in ["0", "1"] {
        let labels = format!("session-{number}-end session-{number}-browser session-{number}-started");
        assert!(html.contains(&format!("aria-labelledby=\"{labels}\"")), "{html}");
        for id in labels.split(' ') {
            assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
    }
    let choice = between(&html, "<input type=\"checkbox\"", ">");
    assert!(choice.contains("id=\"provider\"") && !choice.contains("checked"), "never chosen for the person: {choice}");
    let without = rendered(View::Sessions(SessionsView { offers_revocation: false, ..examples::sessions() }));
    assert!(!without.contains("checkbox"));
}

#[test]
fn who_tells_other_tabs_does_not_follow_them_and_apps_on_one_host_do_not_hear_each_other() {
    for (name, view) in every_view() {
        let assets = Assets { base: Base::of("/app"), ..assets() };
        let html = Document::new(false, assets).html(view, "n");
        let (tells, follows) = (html.contains("&&new BroadcastChannel"), html.contains("tabs.onmessage"));
        let somebody = ["welcome", "sessions", "mail", "api-result"].iter().any(|view| name.starts_with(view));
        assert_eq!((tells, follows), (name.starts_with("signing-out"), somebody), "{name}");
        assert_eq!(html.contains("BroadcastChannel(\"/app/api/sign_out\")"), tells || follows, "{name}");
        let way = if name.starts_with("api-result") { "location.replace(\"/app/\")" } else { "location.reload()" };
        assert_eq!(html.contains(&format!("tabs.onmessage=()=>{way};")), follows, "{name}");
    }
}

#[test]
#[ignore = "writes files to look at: cargo test … -- --ignored every_view_to_look_at"]
fn every_view_to_look_at() {
    let folder = std::env::temp_dir().join("leptos-entra-views");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, view) in every_view() {
        std::fs::write(folder.join(name).with_extension("html"), rendered(view)).expect("the file can be written");
    }
    for (name, view) in
        [("dev-sign-in", examples::sign_in(Provider::Workforce)), ("dev-welcome", View::Welcome(welcome()))]
    {
        let html = Document::new(true, assets()).html(view, "bm9uY2U");
        std::fs::write(folder.join(name).with_extension("html"), html).expect("the file can be written");
    }
}
