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
    model::{SignInProblem, View},
    server::auth::{FailedSignIn, explained, failure},
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
        Ok(recorded) => page(recorded.unwrap_or_else(|| failure::problem_named(name.as_deref()))),
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
        None => page(failed.problem()).into_response(),
    }
}

fn page(problem: SignInProblem) -> PageAnswer {
    let status = StatusCode::from_u16(problem.kind.status()).unwrap_or(StatusCode::BAD_REQUEST);
    PageAnswer::new(status, View::SignInFailed(explained(problem)))
}
