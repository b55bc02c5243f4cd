//! A failed sign-in: its line in the log, and the problem that the user sees.

use super::{AuthError, reason};
use crate::{
    error::AppError,
    paths::ReturnTo,
    server::{clock, sign_in_problem::SignInProblem},
};

/// The error of a failed sign-in, and the path to which a retry of the sign-in leads.
#[derive(Debug)]
pub struct FailedSignIn {
    pub error: AuthError,
    pub return_to: ReturnTo,
}

impl FailedSignIn {
    /// Logs the failure of the sign-in, without personal data. Call it once for each failed sign-in.
    pub fn log(&self) {
        let refused = self.error.refusal();
        tracing::warn!(
            event = "authn_login_fail",
            error = &self.error as &dyn std::error::Error,
            number = refused.and_then(|refused| refused.number.as_deref()),
            suberror = refused.and_then(|refused| refused.suberror.as_deref()),
            trace_id = refused.and_then(|refused| refused.trace_id.as_deref()),
            correlation_id = refused.and_then(|refused| refused.correlation_id.as_deref()),
            "a sign-in failed"
        );
    }

    /// Returns the problem that the failure page shows to the user.
    pub fn problem(&self) -> SignInProblem {
        let mut problem = SignInProblem {
            timestamp: Some(clock::timestamp()),
            reason: reason::of(&self.error),
            ..SignInProblem::of_kind(self.error.kind(), self.return_to.as_str())
        };
        if let Some(refused) = self.error.refusal() {
            problem.error = Some(refused.error.clone());
            problem.code.clone_from(&refused.number);
            problem.trace_id.clone_from(&refused.trace_id);
            problem.correlation_id.clone_from(&refused.correlation_id);
            problem.timestamp = refused.timestamp.clone().or(problem.timestamp);
        }
        problem
    }

    /// Returns the error of the app itself (an unavailable session store), for which the sign-in failure view would be
    /// the wrong page. `None` for every other failure.
    pub fn app_error(&self) -> Option<AppError> {
        matches!(self.error, AuthError::Store(_)).then_some(AppError::StoreUnavailable)
    }
}
