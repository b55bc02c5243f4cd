//! Tests of the frame around the views: brand, navigation, account menu, footer.

use std::sync::Arc;

use leptos_entra::{
    pages::{not_found, signed_out},
    server::{
        config::{Accent, Brand, Colour, Logo, LogoFormat},
        entra::ProviderKind,
    },
    web::{Assets, Document, Page, PageUser, PageVisitor, Shell, Style},
};

use super::{
    below_app, between, body, document_at,
    examples::{EVERY_VIEW, welcome},
    frame_of_examples::{assets, user, visitor},
    rendered, shell,
};

fn contoso() -> Brand {
    let address = |text: &str| Some(text.parse().unwrap());
    Brand {
        name: "Contoso <&> Portal".into(),
        logo: Some(Arc::new(Logo { content: b"<svg/>".to_vec(), format: LogoFormat::Svg })),
        accent: Some(Accent::of(Colour::parse("#7a1fa2").unwrap()).unwrap()),
        support: address("mailto:help@contoso.example"),
        privacy: address("https://contoso.example/privacy?a=b&c=d"),
        terms: None,
    }
}

fn branded(style: Style) -> Assets {
    Assets { brand: Arc::new(contoso()), logo: Some("/app/logo?v=1".into()), style, ..assets() }
}

#[test]
fn every_view_names_the_configured_product_only() {
    for (name, page) in EVERY_VIEW {
        let html = document_at("/", shell(), branded(Style::Linked("/a.css".into())), (page(), None));
        assert!(!html.contains("Leptos Entra"), "{name}");
        assert!(between(&html, "<title>", "</title>").ends_with(" – Contoso &lt;&amp;> Portal"), "{name}");
        assert!(between(&html, "<header", "</header>").contains("<span>Contoso &lt;&amp;&gt; Portal</span>"), "{name}");
        assert!(html.contains("<img src=\"/app/logo?v=1\" alt=\"\" height=\"28\" class=\"logo\">"), "{name}: {html}");
        assert!(html.contains("<link rel=\"icon\" href=\"/app/logo?v=1\" type=\"image/svg+xml\">"), "{name}");
    }
}

#[test]
fn the_footer_has_the_configured_contacts() {
    let html = document_at("/", shell(), branded(Style::Linked("/a.css".into())), (not_found::page(), None));
    let footer = between(&html, "<footer", "</footer>");
    assert!(footer.contains("<a href=\"mailto:help@contoso.example\">Support</a>"), "{footer}");
    assert!(footer.contains("<a href=\"https://contoso.example/privacy?a=b&amp;c=d\">Privacy</a>"), "{footer}");
    assert!(!footer.contains("Terms"), "{footer}");
    assert!(!rendered(not_found::page()).contains("<footer class=\"colophon\"><ul>"));
}

#[test]
fn the_accent_is_allowed_by_its_hash() {
    let inline = Document::new(&Shell::default(), branded(Style::Inline("a{}".into())));
    let accent = between(inline.prefix(), "<style>a{}", "</style>").to_owned();
    assert!(accent.starts_with(":root{--accent:#7a1fa2;") && accent.contains("--on-accent:#ffffff"), "{accent}");
    assert!(accent.contains("@media(prefers-color-scheme:dark){:root{--accent:#"), "{accent}");
    assert!(!inline.style_source().contains("unsafe") && inline.style_source().starts_with("'sha256-"));
    let linked = Document::new(&Shell::default(), branded(Style::Linked("/a.css".into())));
    assert!(linked.prefix().contains(&format!("<link rel=\"stylesheet\" href=\"/a.css\"><style>{accent}</style>")));
    assert!(linked.style_source().starts_with("'self' 'sha256-"), "{}", linked.style_source());
}

#[test]
fn the_current_page_is_marked_in_the_navigation() {
    let marked = |path: &str| {
        let html = document_at(path, shell(), assets(), (welcome().page().visitor(visitor()), None));
        let navigation = between(&html, "<nav", "</nav>").to_owned();
        assert!(navigation.contains("aria-label=\"Main\"") && navigation.contains(">My latest mail</a>"), "{html}");
        navigation
            .split("<a ")
            .skip(1)
            .filter(|link| link.contains("aria-current=\"page\""))
            .map(str::to_owned)
            .collect()
    };
    let home: Vec<String> = marked("/");
    assert!(home.len() == 1 && home[0].starts_with("href=\"/\""), "{home:?}");
    let mail: Vec<String> = marked("/mail");
    assert!(mail.len() == 1 && mail[0].starts_with("href=\"/mail\""), "{mail:?}");
    assert_eq!(marked("/account/sessions"), Vec::<String>::new());
}

#[test]
fn the_navigation_is_below_the_base_path() {
    let html = below_app(welcome().page().visitor(visitor()));
    assert!(html.contains("<a href=\"/app/mail\" rel=\"external\">My latest mail</a>"), "{html}");
}

#[test]
fn the_account_menu_shows_the_user_and_what_they_can_do() {
    let html = rendered(welcome().page().visitor(visitor()));
    let menu = between(&html, "class=\"menu account\"", "</details>");
    for part in [
        ">MK</span>",
        "aria-hidden=\"true\" class=\"avatar tone-",
        "mia.keller@contoso.example",
        "href=\"/account/sessions\"",
        "href=\"/sign-in?account=another&amp;return_to=/\"",
        "method=\"post\" action=\"/api/sign_out\"",
    ] {
        assert!(menu.contains(part), "{part} in {menu}");
    }
    let by_device_code = Shell { switches_account: false, ..shell() };
    let html = document_at("/", by_device_code, assets(), (welcome().page().visitor(visitor()), None));
    assert!(!html.contains("account=another"), "a sign-in by device code begins with a form");
}

#[test]
fn a_visitor_without_a_session_gets_the_sign_in_and_no_menu() {
    let page = || signed_out::page(ProviderKind::External, false, Vec::new());
    let header = |page: Page| between(&rendered(page), "<header", "</header>").to_owned();
    let known = header(page().visitor(PageVisitor::SignedOut));
    assert!(known.contains("href=\"/sign-in?return_to=/\"") && !known.contains("<details"), "{known}");
    let unknown = header(page());
    assert!(!unknown.contains("/sign-in") && !unknown.contains("<details"), "{unknown}");
}

#[test]
fn a_customer_of_an_external_tenant_does_not_see_microsoft() {
    for (name, page) in EVERY_VIEW {
        let names = rendered(page()).contains("Microsoft");
        assert!(!names || !["sign-in-external", "sign-in-open-id"].contains(&name), "{name}");
    }
}

#[test]
fn names_in_the_header_are_escaped() {
    const EVIL: &str = "<script>alert(1)</script>";
    let user = PageUser { name: EVIL.into(), username: Some(EVIL.into()), ..user() };
    let html = rendered(welcome().page().visitor(PageVisitor::SignedIn(Box::new(user))));
    assert!(!body(&html).contains("<script>"), "{html}");
    assert_eq!(between(&html, "<header", "</header>").matches("&lt;script&gt;alert(1)").count(), 3);
}
