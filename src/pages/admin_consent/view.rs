//! The views of the admin consent: offered, given, refused, and a response that belongs to no request.

use leptos::{either::EitherOf5, prelude::*};

use crate::{
    paths,
    server::auth::admin_consent::{AdminConsentView, ConsentRefusal},
    text,
    web::HomepageLink,
};

/// Shows whether an admin consent is offered, given or refused.
#[component]
pub fn AdminConsent(view: AdminConsentView) -> impl IntoView {
    let content = match view {
        AdminConsentView::Offered { scopes } => EitherOf5::A(view! { <Offered scopes /> }),
        AdminConsentView::Given => EitherOf5::B(view! { <Given /> }),
        AdminConsentView::Refused(refusal) => EitherOf5::C(view! { <Refused refusal /> }),
        AdminConsentView::Unknown => EitherOf5::D(view! { <Unknown /> }),
        AdminConsentView::Reported { given } => EitherOf5::E(view! { <Reported given /> }),
    };
    view! { <section class="card">{content}</section> }
}

#[component]
fn Offered(scopes: Vec<String>) -> impl IntoView {
    let permissions = if scopes.is_empty() {
        text!("admin-consent-no-permissions")
    } else {
        text!("admin-consent-permissions", scopes = scopes.join(", "))
    };
    view! {
        <h1>{text!("admin-consent-offered")}</h1>
        <p class="lead">{text!("admin-consent-offered-explanation")}</p>
        <p>{permissions}</p>
        <p class="actions">
            <a class="button main" href=paths::to(paths::ADMIN_CONSENT_BEGIN) rel="external">
                {text!("admin-consent-continue")}
            </a>
            <HomepageLink />
        </p>
    }
}

#[component]
fn Given() -> impl IntoView {
    view! {
        <h1>{text!("admin-consent-given")}</h1>
        <p class="lead">{text!("admin-consent-given-explanation")}</p>
        <p>{text!("admin-consent-given-next")}</p>
        <p class="actions">
            <HomepageLink />
        </p>
    }
}

#[component]
fn Reported(given: bool) -> impl IntoView {
    let (heading, lead) = if given {
        (text!("admin-consent-reported-given"), text!("admin-consent-reported-given-explanation"))
    } else {
        (text!("admin-consent-reported-refused"), text!("admin-consent-reported-refused-explanation"))
    };
    view! {
        <h1>{heading}</h1>
        <p class="lead">{lead}</p>
        <p>{text!("admin-consent-reported-unverified")}</p>
        <p class="actions">
            <a class="button main" href=paths::to(&paths::sign_in(paths::HOME)) rel="external">
                {text!("admin-consent-sign-in")}
            </a>
            <HomepageLink />
        </p>
    }
}

#[component]
fn Refused(refusal: ConsentRefusal) -> impl IntoView {
    let ConsentRefusal { error, code, trace_id, correlation_id, timestamp } = refusal;
    let details = [
        (text!("admin-consent-detail-error"), Some(error)),
        (text!("admin-consent-detail-code"), code),
        (text!("admin-consent-detail-trace-id"), trace_id),
        (text!("admin-consent-detail-correlation-id"), correlation_id),
        (text!("admin-consent-detail-time"), timestamp),
    ];
    view! {
        <h1>{text!("admin-consent-refused")}</h1>
        <p class="lead">{text!("admin-consent-refused-explanation")}</p>
        <p class="actions">
            <a class="button main" href=paths::to(paths::ADMIN_CONSENT_BEGIN) rel="external">
                {text!("admin-consent-try-again")}
            </a>
            <HomepageLink />
        </p>
        <h2>{text!("admin-consent-details")}</h2>
        <dl class="facts">
            {details
                .into_iter()
                .filter_map(|(name, value)| value.map(|value| (name, value)))
                .map(|(name, value)| {
                    view! {
                        <div>
                            <dt>{name}</dt>
                            <dd dir="auto">{value}</dd>
                        </div>
                    }
                })
                .collect::<Vec<_>>()}
        </dl>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <h1>{text!("admin-consent-unknown")}</h1>
        <p class="lead">{text!("admin-consent-unknown-explanation")}</p>
        <p class="actions">
            <a class="button main" href=paths::to(paths::ADMIN_CONSENT)>
                {text!("admin-consent-start-again")}
            </a>
            <HomepageLink />
        </p>
    }
}
