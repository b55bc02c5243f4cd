//! Tests of the pages that explain failures.

use leptos_entra::{
    error::{AppError, ShownError},
    pages::sign_in_failed,
    server::{
        correlation::RequestId,
        sign_in_problem::{IdTokenRule, SignInProblem, SignInProblemKind as Kind, SignInReason},
    },
    texts::{Language, while_in},
    web::Page,
};

use super::{between, body, examples, rendered, rendered_for};

/// The consonants. The pseudo-language replaces them, so a text with one of them is not in the catalogue.
const CONSONANTS: &str = "bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ";

#[test]
fn a_failed_sign_in_shows_its_details_and_one_retry() {
    for kind in Kind::ALL {
        let html = rendered(examples::sign_in_failed(kind));
        let another =
            if matches!(kind, Kind::AccountNotAllowed | Kind::TenantNotAllowed) { "account=another&amp;" } else { "" };
        let retry = format!("href=\"/sign-in?{another}return_to=/a%3Fb%3Dc\"");
        assert_eq!(body(&html).matches(&retry).count(), 1, "{kind:?}");
        for detail in ["access_denied", "AADSTS65004", "2a1c1fce-1111", "77aa0e5b-2222"] {
            assert!(body(&html).contains(detail), "{kind:?}: {detail}");
        }
        assert!(
            body(&html).contains("<time datetime=\"2026-11-22 05:12:21Z\">2026-11-22 05:12:21Z</time>"),
            "{kind:?}"
        );
        assert_eq!(body(&html).matches(">Copy details</button>").count(), 1, "{kind:?}");
    }
}

#[test]
fn a_failed_sign_in_has_texts_for_three_readers() {
    let problem = SignInProblem {
        kind: Kind::ResponseNotTrusted,
        code: Some("AADSTS50011".into()),
        reason: Some(SignInReason::IdToken(IdTokenRule::Signature)),
        ..examples::sign_in_problem()
    };
    let html = rendered(sign_in_failed::page(problem, true));
    let closed = |summary: &str| between(&html, &format!("<summary>{summary}</summary>"), "</details>").to_owned();
    assert!(between(&html, "<h1", "<details").contains("could not be verified"), "the person reads first");
    assert!(closed("For administrators").contains("No user was signed in."), "{html}");
    let developers = closed("For developers");
    assert!(developers.contains("OpenID Connect Core") && developers.contains("REDIRECT_URI has to be one of"));
    assert!(developers.contains("signature does not verify"), "{developers}");
    assert!(!html.contains("<details open"), "the details are closed at first, also without JavaScript");
}

#[test]
fn every_kind_of_failed_sign_in_has_its_own_text() {
    let words: std::collections::BTreeSet<_> = Kind::ALL
        .into_iter()
        .map(|kind| rendered(examples::sign_in_failed(kind)))
        .map(|html| between(&html, "<p class=\"lead\">", "</p>").to_owned())
        .collect();
    assert_eq!(words.len(), Kind::ALL.len());
    let problem = SignInProblem {
        error: None,
        code: None,
        trace_id: None,
        correlation_id: None,
        timestamp: None,
        ..examples::sign_in_problem()
    };
    let html = rendered(sign_in_failed::page(problem, true));
    assert!(!html.contains("Copy details"), "there is nothing to copy");
}

#[test]
fn after_a_failed_step_up_the_user_stays_signed_in() {
    for kind in Kind::ALL {
        let html = rendered(examples::sign_in_failed(kind));
        assert!(html.contains("<h1>Sign-in failed</h1>") && !html.contains("You stay signed in"), "{kind:?}");
        let problem = SignInProblem { kind, is_step_up: true, ..examples::sign_in_problem() };
        let html = rendered(sign_in_failed::page(problem, true));
        assert!(html.contains("You stay signed in") && !html.contains("Sign-in failed"), "{kind:?}: {html}");
    }
}

#[test]
fn an_unexpected_error_names_the_request_in_the_log() {
    let id = RequestId::new_random();
    let html = rendered_for(Page::from(AppError::Unexpected), Some(id));
    assert!(between(&html, "<main", "</main>").contains(&format!("<code dir=\"ltr\">{id}</code>")), "{html}");
    assert!(!rendered(Page::from(AppError::Unexpected)).contains("<code"), "without a request there is no ID");
    let known = rendered_for(Page::from(AppError::CrossSite), Some(id));
    assert!(!known.contains("<code"), "the page explains the error itself");
}

#[test]
fn an_unavailable_provider_page_offers_a_retry() {
    let html = rendered(AppError::ProviderUnavailable.into());
    assert!(body(&html).contains("href=\"\"") && body(&html).contains(">Try again</a>"), "{html}");
    assert!(!rendered(AppError::CrossSite.into()).contains("Try again</a>"));
}

/// The errors that pages show, without arguments from outside.
fn errors() -> Vec<AppError> {
    let of_status = |status| AppError::ApiFailed { status, code: None, retry_after: Some(status.into()) };
    let mut errors = vec![
        AppError::SignedOut,
        AppError::SessionEnded,
        AppError::StepUp { reference: None },
        AppError::RoleMissing,
        AppError::OtherTenant,
        AppError::ScopeMissing,
        AppError::MembershipUnknown,
        AppError::ProofNotRequestable,
        AppError::CrossSite,
        AppError::BadRequest,
        AppError::RequestTooLarge,
        AppError::TooManyRequests { retry_after: 90_000 },
        AppError::StoreUnavailable,
        AppError::ProviderUnavailable,
        AppError::Busy,
        AppError::NotConfigured,
        AppError::ApiUnauthorized,
        AppError::ApiForbidden { code: None },
        AppError::ApiNotConfigured { setting: "_".to_owned() },
        AppError::ApiForeignPage,
        AppError::ApiNotFound { code: None },
        AppError::ApiThrottled { retry_after: None },
        AppError::ApiRedirected { status: 302, to: None },
        AppError::ApiTimeout,
        AppError::ApiUnreachable,
        AppError::ApiNotJson { media_type: None, bytes: 1_500 },
        AppError::ApiUnexpectedJson,
        AppError::ApiUndecodable { encoding: None },
        AppError::ApiTooLarge,
        AppError::Offline,
        AppError::Unexpected,
    ];
    errors.extend((200..600).map(of_status));
    errors.extend((200..600).map(|status| AppError::ApiRejected { status, code: None }));
    errors
}

#[test]
fn an_error_page_has_no_text_outside_the_catalogue() {
    for error in errors() {
        let html = while_in(Language::Pseudo, || rendered(error.clone().into()));
        let texts = between(&html, "<main", "</main>").split('<').filter_map(|part| part.split_once('>'));
        let plain: Vec<_> =
            texts.map(|(_, text)| text).filter(|text| text.contains(|letter| CONSONANTS.contains(letter))).collect();
        assert!(plain.is_empty(), "{error:?}: {plain:?}");
    }
}

#[test]
fn each_text_of_an_error_is_a_sentence_of_the_catalogue() {
    for error in errors() {
        let ShownError { title, advice, .. } = ShownError::from(&error);
        // The text of a missing message is its ID.
        assert!(title.contains(' ') && advice.ends_with('.') && !advice.contains("failure-"), "{title}: {advice}");
    }
}
