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
const DATA: [(&str, &str); 5] = [
    ("<div lang=\"en\" dir=\"ltr\">", "</div>"),
    ("<code", "</code>"),
    ("<bdi", "</bdi>"),
    ("<strong class=\"host\"", "</strong>"),
    ("<dd", "</dd>"),
];

/// Attributes that contain a text for users.
const TEXT_ATTRIBUTES: [&str; 4] = [" aria-label=\"", " alt=\"", " title=\"", " data-copy=\""];

/// The name of the app, and names of products, which are the same in every language.
const NAMES: [&str; 5] = ["Leptos", "Microsoft", "Entra", "ID", "Graph"];

fn without(html: &str, (from, to): (&str, &str)) -> String {
    let mut parts = html.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| [text.as_str(), " ", part.split_once(to).map_or("", |(_, rest)| rest)].concat())
}

/// Returns the English words of a page's content. The pseudo-language changes every consonant, so a word with a consonant of English is
/// not from the catalogue. Addresses, IDs and codes are no words.
fn english_words(page: Page) -> Vec<String> {
    let html = rendered(page);
    let main = between(&html, "<main id=\"main\" tabindex=\"-1\">", "</main>");
    let visible = DATA.into_iter().fold(main.to_owned(), |html, element| without(&html, element));
    let of_attributes = TEXT_ATTRIBUTES.into_iter().flat_map(|name| visible.split(name).skip(1));
    let mut texts: Vec<_> = of_attributes.filter_map(|rest| rest.split('"').next()).collect();
    texts.extend(visible.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text));
    let text = without(&texts.join(" "), ("&", ";"));
    let words = text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let english = words.filter(|word| word.bytes().all(|letter| letter.is_ascii_alphabetic()));
    let english = english.filter(|word| word.contains(|letter: char| !"aeiouAEIOU".contains(letter)));
    english.filter(|word| !NAMES.contains(word)).map(str::to_owned).collect()
}

fn assert_translated(name: &str, page: impl Fn() -> Page) {
    assert!(english_words(page()).len() > 3, "{name}: the words of the English view are found");
    let left = while_in(Language::Pseudo, || english_words(page()));
    assert!(left.is_empty(), "{name}: {left:?}");
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
