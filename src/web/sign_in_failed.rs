//! `GET /sign-in-failed`: the sign-in failure view. What it says comes from a record or a fixed list, never from the address.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use openidconnect::CsrfToken;
use serde::Deserialize;

use super::{page::PageAnswer, router};
use crate::{
    error::AppError,
    model::{SignInFailedView, SignInProblem, View},
    pages::explained,
    server::auth::{FailedSignIn, admin_consent, failure},
};

#[derive(Deserialize)]
pub struct Question {
    #[serde(rename = "ref")]
    reference: Option<CsrfToken>,
    problem: Option<String>,
}

pub async fn sign_in_failed(
    State(services): router::State,
    question: Result<Query<Question>, QueryRejection>,
) -> PageAnswer {
    let (reference, name) = question.map_or((None, None), |Query(question)| (question.reference, question.problem));
    let recorded = match reference {
        Some(reference) => services.store.problem(&reference).await,
        None => Ok(None),
    };
    match recorded {
        Ok(recorded) => {
            let has_admin_consent = admin_consent::endpoint(&services.relying_party).is_some();
            page(recorded.unwrap_or_else(|| failure::problem_named(name.as_deref())), has_admin_consent)
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the problem could not be read");
            PageAnswer::error(AppError::StoreUnavailable)
        }
    }
}

/// Answers with the failure itself, where no authorization response stands in the address.
pub fn answer(failed: &FailedSignIn) -> Response {
    failed.log();
    match failed.app_error() {
        Some(error) => PageAnswer::error(error).into_response(),
        // Consent is asked for at the provider, whose answer comes to the callback, never here.
        None => page(failed.problem(), false).into_response(),
    }
}

/// Administrators approve this app where the provider has such a thing.
fn page(problem: SignInProblem, has_admin_consent: bool) -> PageAnswer {
    let status = StatusCode::from_u16(problem.kind.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let view = explained(problem);
    let admin_consent = view.admin_consent && has_admin_consent;
    PageAnswer::new(status, View::SignInFailed(SignInFailedView { admin_consent, ..view }))
}
