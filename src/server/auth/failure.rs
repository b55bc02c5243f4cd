//! Where a sign-in that failed at the callback leads: to a page whose address says nothing of its own.
//!
//! What the provider said is kept for ten minutes under a random reference. What every stranger can provoke, such as a
//! callback without a sign-in, is not kept at all: the address names one of a few fixed problems.

use super::FailedSignIn;
use crate::{
    model::{SignInProblem, SignInProblemKind as Kind},
    paths::{self, ReturnTo},
    server::session::Store,
};

const UNAVAILABLE: &str = "unavailable";
const NAMES: [(&str, Kind); 3] = [
    ("unknown-transaction", Kind::UnknownTransaction),
    ("malformed-response", Kind::MalformedResponse),
    (UNAVAILABLE, Kind::ProviderUnavailable),
];

/// Returns the address of the page that explains the failure, a path of this app.
pub async fn address(store: &Store, failed: &FailedSignIn) -> String {
    failed.log();
    let problem = failed.problem();
    let named = NAMES.iter().find(|(name, kind)| *kind == problem.kind && *name != UNAVAILABLE);
    if let Some((name, _)) = named {
        return format!("{}?problem={name}", paths::SIGN_IN_FAILED);
    }
    match store.put_problem(&problem).await {
        Ok(reference) => format!("{}?ref={}", paths::SIGN_IN_FAILED, reference.secret()),
        Err(_) => format!("{}?problem={UNAVAILABLE}", paths::SIGN_IN_FAILED),
    }
}

/// Returns the problem of a fixed name; of none, the one that fits every lost sign-in.
pub fn problem_named(name: Option<&str>) -> SignInProblem {
    let named = NAMES.iter().find(|(known, _)| Some(*known) == name);
    SignInProblem {
        kind: named.map_or(Kind::UnknownTransaction, |(_, kind)| *kind),
        error: None,
        code: None,
        trace_id: None,
        correlation_id: None,
        timestamp: None,
        explanation: None,
        return_to: ReturnTo::home().as_str().to_owned(),
    }
}
