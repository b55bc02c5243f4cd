//! Tests of the HTML documents of all views.

mod administration;
mod api_data;
mod cards;
mod examples;
mod failures;
mod frame;
mod frame_of_examples;
mod islands;
mod own_data;
mod pseudo;
mod responses;
mod styleguide;
mod translated;

use leptos_entra::{
    error::AppError,
    model::{ApiBody, ApiResponse},
    pages::{
        api_result,
        sessions::{self, SessionsView},
        sign_in::SignIn,
        welcome::Welcome,
    },
    paths::Base,
    server::{correlation::RequestId, entra::ProviderKind, graph::json_tree},
    web::{Assets, Document, Navigation, NavigationEntry, Page, PageRequest, Shell, Style},
};

use self::{
    examples::{EVERY_VIEW, example_response, welcome},
    frame_of_examples::assets,
};

/// Renders a page without the hydration markers, because the markers differ between debug and release builds.
fn rendered(page: Page) -> String {
    rendered_for(page, None)
}

fn rendered_for(page: Page, request_id: Option<RequestId>) -> String {
    document_of(false, assets(), page, request_id)
}

/// Renders a page of an app with the base path `/app`.
fn below_app(page: Page) -> String {
    document_of(false, Assets { base: Base::of("/app"), ..assets() }, page, None)
}

fn of_dev_tenant(page: Page) -> String {
    document_of(true, assets(), page, None)
}

fn document_of(dev_tenant: bool, assets: Assets, page: Page, request_id: Option<RequestId>) -> String {
    document_at("/", Shell { dev_tenant, ..shell() }, assets, (page, request_id))
}

fn shell() -> Shell {
    let entries = [("navigation-home", "/"), ("navigation-mail", "/mail")];
    let entries = entries.map(|(label, path)| NavigationEntry { label, path: path.into() });
    Shell { navigation: Navigation(entries.into()), switches_account: true, dev_tenant: false, offers_languages: true }
}

fn document_at(path: &str, shell: Shell, assets: Assets, (page, id): (Page, Option<RequestId>)) -> String {
    let document = Document::new(&shell, assets);
    let contents = page.contents().expect("the page must not be a redirect");
    let request = PageRequest { nonce: "bm9uY2U", id, path };
    [document.prefix(), &document.render(contents, request)].concat().replace("<!>", "")
}

/// Returns the text between the first `from` and the next `to`. It is empty if one of them is missing.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    html.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(text, _)| text)
}

fn body(html: &str) -> &str {
    between(html, "<body>", "</body>")
}

#[test]
fn every_view_has_one_h1() {
    for (name, page) in EVERY_VIEW {
        assert_eq!(rendered(page()).matches("<h1").count(), 1, "{name}");
    }
}

#[test]
fn the_views_have_their_titles() {
    let titles: std::collections::BTreeSet<_> =
        EVERY_VIEW.into_iter().map(|(_, page)| between(&rendered(page()), "<title>", "</title>").to_owned()).collect();
    for title in ["Sign in", "Welcome", "Sign-in failed", "Signed out", "Config missing", "Page not found"] {
        assert!(titles.contains(&format!("{title} – Leptos Entra")), "{title}: {titles:?}");
    }
}

#[test]
fn every_view_has_the_same_frame() {
    let version = concat!("Leptos Entra ", env!("CARGO_PKG_VERSION"), "</p></footer>");
    for (name, page) in EVERY_VIEW {
        let html = rendered(page());
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{name}");
        assert!(body(&html).starts_with("<a href=\"#main\" class=\"skip\">"), "{name}");
        assert!(body(&html).contains("<main id=\"main\" tabindex=\"-1\">"), "{name}");
        assert!(body(&html).ends_with(version), "{name}");
    }
}

#[test]
fn the_content_security_policy_forbids_nothing_that_a_view_uses() {
    for (name, page) in EVERY_VIEW {
        let html = rendered(page());
        assert!(!html.contains(" style="), "{name}: an inline style");
        assert_eq!(html.matches("<style").count(), 1, "{name}: the style sheet, which the policy allows by its hash");
        assert!(!html.contains(" onclick") && !html.contains("javascript:"), "{name}: an inline handler");
        assert!(!body(&html).contains("<script"), "{name}: scripts are in the head");
        assert_eq!(html.matches(" nonce=\"bm9uY2U\">").count(), html.matches("<script").count(), "{name}");
    }
}

#[test]
fn the_style_sheet_in_the_document_has_the_hash_of_the_policy() {
    // The expected hash is that of `printf ':root{color-scheme:light dark}' | openssl dgst -sha256 -binary | base64`.
    let document = Document::new(&Shell::default(), assets());
    assert!(document.prefix().contains("<style>:root{color-scheme:light dark}</style>"));
    assert_eq!(document.style_source(), "'sha256-8wuBNd25sCM3uC+9TLDBrkSr+9Bu8JUoPKjrynDZnuk='");
    let linked = Assets { style: Style::Linked("/pkg/leptos-entra.css".into()), ..assets() };
    let document = Document::new(&Shell::default(), linked);
    assert!(document.prefix().contains("<link rel=\"stylesheet\" href=\"/pkg/leptos-entra.css\">"));
    assert_eq!(document.style_source(), "'self'");
}

#[test]
fn every_view_links_to_this_app_below_its_base_only() {
    for (name, page) in EVERY_VIEW {
        let html = below_app(page());
        for attribute in [" href=\"/", " action=\"/"] {
            let below = html.matches(&format!("{attribute}app/")).count();
            let files = html.matches(&format!("{attribute}pkg/")).count();
            assert_eq!(html.matches(attribute).count(), below + files, "{name}: {html}");
        }
    }
}

#[test]
fn the_ribbon_is_on_every_page_of_the_dev_tenant() {
    for (name, page) in EVERY_VIEW {
        let (real, pretended) = (rendered(page()), of_dev_tenant(page()));
        assert!(!real.contains("no real accounts"), "{name}");
        assert!(body(&pretended).contains("Development tenant:</strong> no real accounts, no real data"), "{name}");
    }
}

#[test]
fn microsofts_logo_is_only_where_microsofts_accounts_are() {
    for (name, page) in EVERY_VIEW {
        let real = rendered(page());
        assert_eq!(real.contains("#f25022"), name == "sign-in-workforce", "{name}");
    }
    let html = rendered(examples::sign_in(ProviderKind::Workforce).page());
    assert!(html.contains("Sign in with Microsoft") && html.contains("work or school account"));
    let of_dev_tenant = SignIn { dev_tenant: true, ..examples::sign_in(ProviderKind::Workforce) };
    assert!(!rendered(of_dev_tenant.page()).contains("#f25022"), "the development tenant is not Microsoft");
}

#[test]
fn text_of_the_provider_or_graph_is_escaped() {
    const EVIL: &str = "<script>alert(1)</script><img src=x onerror=\"alert(2)\">&";
    let user = Welcome {
        display_name: EVIL.into(),
        username: Some(EVIL.into()),
        authority_host: EVIL.into(),
        tenant_id: Some(EVIL.into()),
        ..welcome()
    };
    let html = rendered(user.page());
    let response = ApiResponse {
        endpoint: EVIL.into(),
        body: ApiBody::Json { text: format!("{{\"displayName\":\"{EVIL}\"}}"), is_cut: false },
        tree: json_tree(serde_json::json!({ EVIL: [EVIL] }).to_string().as_bytes(), None),
        request_id: Some(EVIL.into()),
        ..example_response()
    };
    let result = rendered(api_result::page(Ok(response), Some(EVIL.into())));
    for html in [html, result] {
        assert!(!html.contains("<script>alert") && !html.contains("<img"), "{html}");
        assert!(body(&html).contains("&lt;script&gt;alert(1)"), "{html}");
    }
}

#[test]
fn the_welcome_page_has_its_forms_in_the_html() {
    let html = rendered(welcome().page());
    let body = body(&html);
    assert!(body.contains("<h1>Welcome <bdi>Mia Keller</bdi>!</h1>"), "{body}");
    assert!(body.contains("method=\"post\" action=\"/api/call_api\""), "{body}");
    assert!(body.contains(">Call a downstream API</button>"), "{body}");
}

#[test]
fn without_an_endpoint_the_call_button_is_missing() {
    let html = rendered(Welcome { api: None, ..welcome() }.page());
    assert!(!body(&html).contains("/api/call_api") && !body(&html).contains("access token"));
}

#[test]
fn the_result_page_has_a_back_link() {
    for result in [Ok(example_response()), Err(AppError::ApiTimeout)] {
        let html = rendered(api_result::page(result, None));
        assert!(body(&html).contains("<a href=\"/\" class=\"button quiet\">Back</a>"), "{html}");
    }
}

#[test]
fn an_ended_sign_in_leads_to_a_new_one() {
    let html = rendered(api_result::page(Err(AppError::SessionEnded), None));
    assert!(body(&html).contains("href=\"/sign-in?return_to=/\""), "{html}");
}

#[test]
fn every_button_of_the_sessions_names_its_session() {
    let html = rendered(sessions::page(examples::sessions()));
    for number in ["0", "1"] {
        let labels = format!("session-{number}-end session-{number}-browser session-{number}-started");
        assert!(html.contains(&format!("aria-labelledby=\"{labels}\"")), "{html}");
        for id in labels.split(' ') {
            assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
    }
    let choice = between(&html, "<input type=\"checkbox\"", ">");
    assert!(choice.contains("id=\"provider\"") && !choice.contains("checked"), "never chosen for the person: {choice}");
    let without = rendered(sessions::page(SessionsView { offers_revocation: false, ..examples::sessions() }));
    assert!(!without.contains("checkbox"));
}

#[test]
#[ignore = "writes files to look at: cargo test … -- --ignored every_view_is_written_to_a_file_for_review"]
fn every_view_is_written_to_a_file_for_review() {
    let folder = std::env::temp_dir().join("leptos-entra-views");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, page) in EVERY_VIEW {
        std::fs::write(folder.join(name).with_extension("html"), rendered(page())).expect("the file can be written");
    }
    let sign_in = SignIn { dev_tenant: true, ..examples::sign_in(ProviderKind::Workforce) };
    for (name, page) in
        [("dev-sign-in", sign_in.page()), ("dev-welcome", Welcome { dev_tenant: true, ..welcome() }.page())]
    {
        let html = of_dev_tenant(page);
        std::fs::write(folder.join(name).with_extension("html"), html).expect("the file can be written");
    }
}
