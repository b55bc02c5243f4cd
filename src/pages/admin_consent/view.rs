//! The views of the admin consent: offered, given, refused, and a response that belongs to no request.

use leptos::{either::EitherOf5, prelude::*};

use crate::{
    paths,
    server::auth::admin_consent::{AdminConsentView, ConsentRefusal},
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
    view! {
        <h1>"Approve this app for your organization"</h1>
        <p class="lead">"This page is for administrators. Your approval is valid for all users of your organization. Microsoft then no longer requires consent from each of them."</p>
        <p>
            "The app signs users in, reads their names and email addresses, and calls an API on their behalf with "
            {if scopes.is_empty() { "no further permissions.".to_owned() } else { format!("{}.", scopes.join(", ")) }}
        </p>
        <p class="actions">
            <a class="button main" href=paths::to(paths::ADMIN_CONSENT_BEGIN) rel="external">
                "Continue to Microsoft"
            </a>
            <HomepageLink />
        </p>
    }
}

#[component]
fn Given() -> impl IntoView {
    view! {
        <h1>"The app is approved"</h1>
        <p class="lead">"Microsoft has confirmed your approval. It can take a few minutes to take effect everywhere."</p>
        <p>"All users of your organization can sign in now. To review or withdraw the approval, open Enterprise applications in the Microsoft Entra admin center."</p>
        <p class="actions">
            <HomepageLink />
        </p>
    }
}

#[component]
fn Reported(given: bool) -> impl IntoView {
    let heading = if given { "Microsoft reports that consent was given" } else { "Microsoft reports no consent" };
    let lead = if given {
        "An administrator approved this app. You can sign in now. It can take a few minutes until the approval takes effect everywhere."
    } else {
        "Nothing was changed. The approval was declined, or the account does not have the right to approve apps."
    };
    view! {
        <h1>{heading}</h1>
        <p class="lead">{lead}</p>
        <p>"The approval was not started on a page of this app, so the app cannot verify it. The Microsoft Entra admin center lists the approvals under Enterprise applications."</p>
        <p class="actions">
            <a class="button main" href=paths::to(&paths::sign_in(paths::HOME)) rel="external">
                "Sign in"
            </a>
            <HomepageLink />
        </p>
    }
}

#[component]
fn Refused(refusal: ConsentRefusal) -> impl IntoView {
    let ConsentRefusal { error, code, trace_id, correlation_id, timestamp } = refusal;
    let details = [
        ("Error", Some(error)),
        ("Code", code),
        ("Trace ID", trace_id),
        ("Correlation ID", correlation_id),
        ("Time", timestamp),
    ];
    view! {
        <h1>"The app is not approved"</h1>
        <p class="lead">"Nothing was changed. The approval was declined, or your account does not have the right to approve apps."</p>
        <p class="actions">
            <a class="button main" href=paths::to(paths::ADMIN_CONSENT_BEGIN) rel="external">
                "Try again"
            </a>
            <HomepageLink />
        </p>
        <h2>"Details"</h2>
        <dl class="facts">
            {details
                .into_iter()
                .filter_map(|(name, value)| value.map(|value| (name, value)))
                .map(|(name, value)| {
                    view! {
                        <div>
                            <dt>{name}</dt>
                            <dd>{value}</dd>
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
        <h1>"This response is no longer valid"</h1>
        <p class="lead">"The approval took too long, was started in another browser, or this page was already opened. To see whether the app is approved, open Enterprise applications in the Microsoft Entra admin center."</p>
        <p class="actions">
            <a class="button main" href=paths::to(paths::ADMIN_CONSENT)>
                "Start again"
            </a>
            <HomepageLink />
        </p>
    }
}
