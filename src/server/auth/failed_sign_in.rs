//! A failed sign-in: its line in the log, and the problem that the user sees.

use super::{Auth, AuthError, reason};
use crate::{
    error::AppError,
    paths::ReturnTo,
    server::{
        clock,
        security_event::SecurityEvent,
        sign_in_problem::{SignInProblem, SignInProblemKind as Kind},
    },
};

/// The error of a failed sign-in, and the path to which a retry of the sign-in leads.
#[derive(Debug)]
pub struct FailedSignIn {
    pub error: AuthError,
    pub return_to: ReturnTo,
    /// Whether it was the step-up of a signed-in user, who stays signed in.
    pub is_step_up: bool,
}

impl FailedSignIn {
    /// Creates the failure of a sign-in, as opposed to that of a step-up.
    pub const fn new(error: AuthError, return_to: ReturnTo) -> Self {
        Self { error, return_to, is_step_up: false }
    }

    /// Logs the failure of the sign-in, without personal data.
    fn log(&self) {
        let refused = self.error.refusal();
        let event = match self.error {
            AuthError::UnknownTransaction => SecurityEvent::OutOfSequence,
            _ => SecurityEvent::SignInFailed,
        };
        tracing::warn!(
            event = event.name(),
            error = &self.error as &dyn std::error::Error,
            number = refused.and_then(|refused| refused.number.as_deref()),
            suberror = refused.and_then(|refused| refused.suberror.as_deref()),
            provider_trace_id = refused.and_then(|refused| refused.trace_id.as_deref()),
            correlation_id = refused.and_then(|refused| refused.correlation_id.as_deref()),
            advice = advice(self.error.kind()),
            "a sign-in failed"
        );
    }

    /// Returns the problem that the failure page shows to the user.
    pub fn problem(&self) -> SignInProblem {
        let mut problem = SignInProblem {
            timestamp: Some(clock::timestamp()),
            reason: reason::of(&self.error),
            is_step_up: self.is_step_up,
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

impl Auth {
    /// Logs and counts a failed sign-in, without personal data. Call it once for each failed sign-in.
    pub fn report_failed_sign_in(&self, failed: &FailedSignIn) {
        failed.log();
        self.relying_party.metrics().sign_in_failed(failed.error.kind());
    }
}

/// Returns what the operator of this app can do. `None` if only the user, their administrator or a new attempt can help.
const fn advice(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::AppMisconfigured => "compare CLIENT_ID, the authority, REDIRECT_URI and SCOPE with the app registration",
        Kind::CredentialRejected => {
            "check CLIENT_SECRET, CLIENT_CERTIFICATE_FILE, CLIENT_ASSERTION_FILE or MANAGED_IDENTITY_CLIENT_ID: the credential is wrong or has expired"
        }
        Kind::CredentialUnavailable => {
            "check whether the app reaches the identity endpoint of Azure, and whether Azure reports an outage"
        }
        Kind::TenantNotAllowed => "to admit the organization of this user, add its tenant ID to ALLOWED_TENANTS",
        Kind::PasswordForgotten => "to let users reset their passwords, set RESETPASSWORD_USER_FLOW",
        Kind::ProviderUnavailable => "check the network of this machine, and whether the provider reports an outage",
        Kind::ProviderFailed => "check whether the provider reports an outage",
        Kind::StoreUnavailable => "check the server or the file of SESSION_STORE",
        Kind::ClockSkew => "synchronize the clock of this machine",
        Kind::UnknownTransaction => "harmless if it is rare; otherwise check that all replicas share SESSION_STORE",
        Kind::ProviderUnusable => {
            "check the authority, and whether a proxy or a firewall responds instead of the provider"
        }
        Kind::ResponseNotTrusted => {
            "check the authority, CLIENT_ID and CUSTOM_SIGNING_KEY; if they are right, treat this as a security incident"
        }
        _ => return None,
    })
}
