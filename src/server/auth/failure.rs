//! Where a sign-in that failed at the callback leads: to a page whose address says nothing of its own.
//!
//! What the provider said is kept for ten minutes under a random reference. What every stranger can provoke, such as a
//! callback without a sign-in, is not kept at all, and neither is what goes wrong because nothing can be kept: the address
//! names one of a few fixed problems.

use super::FailedSignIn;
use crate::{
    model::{SignInProblem, SignInProblemKind as Kind},
    paths::{self, ReturnTo},
    server::session::Store,
};

const STORE_UNAVAILABLE: &str = "store-unavailable";
const NAMES: [(&str, Kind); 3] = [
    ("unknown-transaction", Kind::UnknownTransaction),
    ("malformed-response", Kind::MalformedResponse),
    (STORE_UNAVAILABLE, Kind::StoreUnavailable),
];

/// Returns the address of the page that explains the failure, a path of this app.
pub async fn address(store: &Store, failed: &FailedSignIn) -> String {
    failed.log();
    let problem = failed.problem();
    let named = NAMES.iter().find(|(_, kind)| *kind == problem.kind);
    if let Some((name, _)) = named {
        return format!("{}?problem={name}", paths::SIGN_IN_FAILED);
    }
    match store.put_problem(&problem).await {
        Ok(reference) => format!("{}?ref={}", paths::SIGN_IN_FAILED, reference.secret()),
        Err(_) => format!("{}?problem={STORE_UNAVAILABLE}", paths::SIGN_IN_FAILED),
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
        reason: None,
        return_to: ReturnTo::home().as_str().to_owned(),
    }
}
