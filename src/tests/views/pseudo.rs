//! The sign-in views in the pseudo-language, which makes a text visible that is not in the catalogue.

use leptos_entra::{
    pages::{admin_consent, sign_in::SignIn, sign_in_failed, signed_out, signing_out, welcome::Welcome},
    server::{
        account::RevocationProblem,
        auth::admin_consent::AdminConsentView,
        entra::ProviderKind,
        sign_in_problem::{SignInProblem, SignInProblemKind as Kind, SignInReason},
    },
    texts::{Language, while_in},
    web::Page,
};

use super::{
    between,
    examples::{self, EVERY_VIEW, welcome},
    rendered,
    translated::{self, Untranslated},
};

/// The examples of the views that these tests check.
const EXAMPLES: [&str; 20] = [
    "sign-in-workforce",
    "sign-in-external",
    "sign-in-open-id",
    "sign-in-device-code",
    "welcome",
    "welcome-right-to-left",
    "device-code",
    "stopped",
    "reset-password",
    "consent",
    "consent-given",
    "consent-reported",
    "consent-not-reported",
    "consent-refused",
    "consent-unknown",
    "signing-out",
    "signing-out-problem",
    "still-signed-in",
    "signed-out",
    "not-found",
];

/// Elements with data of the examples, and the element that is English in every language.
const ELEMENTS: [(&str, &str); 5] = [
    ("<div lang=\"en\" dir=\"ltr\">", "</div>"),
    ("<code", "</code>"),
    ("<bdi", "</bdi>"),
    ("<strong class=\"host\"", "</strong>"),
    ("<dd", "</dd>"),
];

/// Hosts in the picture, whole and shortened, a user code, and the parts of a copied text and of a device's address.
const DATA: [&str; 3] = [
    "login.microsoftonline.com graph.microsoft.com api.example.org a-very-long-name-of-an-external-tenant login.example.org …xample FJC XLT User Read",
    "https://login.microsoftonline.com/common/oauth2/deviceauth",
    "access_denied AADSTS 2a1c1fce-1111-4a4a-9b9b-0123456789ab 77aa0e5b-2222-4c4c-8d8d-0123456789ab 2026-11-22 05:12:21Z",
];

fn assert_translated(name: &str, page: impl Fn() -> Page) {
    translated::assert_translated(name, Untranslated { data: &DATA, elements: &ELEMENTS }, page);
}

#[test]
fn the_sign_in_views_are_translated() {
    for name in EXAMPLES {
        let (_, page) = EVERY_VIEW.into_iter().find(|(other, _)| *other == name).unwrap();
        assert_translated(name, page);
    }
}

#[test]
fn the_views_of_further_states_are_translated() {
    let of_dev_tenant = SignIn { dev_tenant: true, ..examples::sign_in(ProviderKind::Workforce) };
    assert_translated("sign-in", || of_dev_tenant.clone().page());
    assert_translated("welcome", || Welcome { dev_tenant: true, edit_profile: true, ..welcome() }.page());
    assert_translated("consent", || admin_consent::page(AdminConsentView::Offered { scopes: Vec::new() }));
    for (provider, dev_tenant) in [(ProviderKind::Workforce, true), (ProviderKind::OpenId, false)] {
        assert_translated("signed-out", || signed_out::page(provider, dev_tenant, Vec::new()));
    }
    for problem in [RevocationProblem::Over, RevocationProblem::Failed] {
        assert_translated("signing-out", || signing_out::page("https://login.example/logout".into(), Some(problem)));
    }
}

#[test]
fn every_failed_sign_in_is_translated() {
    for kind in Kind::ALL {
        assert_translated(&format!("{kind:?}"), || examples::sign_in_failed(kind));
    }
    for tenant in ["", "6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10"] {
        let reason = Some(SignInReason::TenantNotAllowed { tenant: tenant.into() });
        let problem = SignInProblem { kind: Kind::TenantNotAllowed, reason, ..examples::sign_in_problem() };
        assert_translated("tenant", || sign_in_failed::page(problem.clone(), true));
    }
}

#[test]
fn the_developer_part_is_english_in_every_language() {
    let german = while_in(Language::German, || rendered(examples::sign_in_failed(Kind::Declined)));
    let part = between(&german, "<div lang=\"en\" dir=\"ltr\">", "</div>");
    assert!(part.contains("Users decline less often if SCOPE has fewer scopes."), "{part}");
}

#[test]
fn the_picture_is_in_the_language_of_the_page() {
    let picture = || between(&rendered(welcome().page()), "<title id=\"picture-title\">", "</svg>").to_owned();
    let english = picture();
    let pseudo = while_in(Language::Pseudo, picture);
    assert!(english.contains("Your browser") && !pseudo.contains("Your browser"), "{pseudo}");
    assert_eq!(picture(), english);
}
