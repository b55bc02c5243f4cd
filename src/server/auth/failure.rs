//! The page that explains a sign-in that failed at the callback. Its address contains no text from the provider.
//!
//! The provider's error is stored for ten minutes under a random reference. Two kinds of failure are not stored:
//! failures that anyone can provoke, such as a callback without a sign-in, and a failure of the store itself. Their addresses
//! name one of a few fixed problems.

use super::{Auth, FailedSignIn};
use crate::{
    paths::{self, ReturnTo},
    server::{
        entra,
        oidc::ErrorResponse,
        session::{Reference, StoreError},
        sign_in_problem::{SignInProblem, SignInProblemKind as Kind},
    },
};

const STORE_UNAVAILABLE: &str = "store-unavailable";
const NAMES: [(&str, Kind); 3] = [
    ("unknown-transaction", Kind::UnknownTransaction),
    ("malformed-response", Kind::MalformedResponse),
    (STORE_UNAVAILABLE, Kind::StoreUnavailable),
];

/// The kinds of errors that a provider reports without a sign-in of this browser, with their names in the address of
/// the failure page. Anyone can send such a response, so the address contains only the kind.
const REPORTED: [(&str, Kind); 9] = [
    ("refused", Kind::Refused),
    ("declined", Kind::Declined),
    ("consent-required", Kind::ConsentRequired),
    ("admin-consent-required", Kind::AdminConsentRequired),
    ("account-not-allowed", Kind::AccountNotAllowed),
    ("more-proof-required", Kind::MoreProofRequired),
    ("app-misconfigured", Kind::AppMisconfigured),
    ("provider-failed", Kind::ProviderFailed),
    ("password-forgotten", Kind::PasswordForgotten),
];

impl Auth {
    /// Returns the address of the page that explains an error that the provider reported without a sign-in.
    pub fn reported_address(&self, error: &ErrorResponse) -> String {
        let kind = entra::explain(&error.error, error.number.as_deref());
        let name = REPORTED.iter().find(|(_, reported)| *reported == kind).map_or("refused", |(name, _)| *name);
        format!("{}?problem={name}", paths::SIGN_IN_FAILED)
    }

    /// Logs and counts a failed sign-in, and returns the address of the page that explains it: a path of this app.
    pub async fn failure_address(&self, failed: &FailedSignIn) -> String {
        self.report_failed_sign_in(failed);
        let problem = failed.problem();
        if let Some((name, _)) = NAMES.iter().find(|(_, kind)| *kind == problem.kind) {
            return format!("{}?problem={name}", paths::SIGN_IN_FAILED);
        }
        match self.store.put_problem(&problem).await {
            Ok(reference) => format!("{}?ref={}", paths::SIGN_IN_FAILED, reference.secret()),
            Err(_) => format!("{}?problem={STORE_UNAVAILABLE}", paths::SIGN_IN_FAILED),
        }
    }

    /// Returns the problem that the address of a failure page names: by reference if it is stored, else by its fixed name.
    pub async fn problem(
        &self,
        reference: Option<&Reference>,
        name: Option<&str>,
    ) -> Result<SignInProblem, StoreError> {
        let stored = match reference {
            Some(reference) => self.store.problem(reference).await?,
            None => None,
        };
        Ok(stored.unwrap_or_else(|| problem_named(name)))
    }
}

/// Returns the problem with a fixed name. An unknown name gets the problem "unknown transaction", which fits every lost
/// sign-in.
fn problem_named(name: Option<&str>) -> SignInProblem {
    let named = NAMES.iter().chain(&REPORTED).find(|(known, _)| Some(*known) == name);
    SignInProblem::of_kind(named.map_or(Kind::UnknownTransaction, |(_, kind)| *kind), ReturnTo::home().as_str())
}
