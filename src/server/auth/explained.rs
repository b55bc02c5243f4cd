//! What the sign-in failure view says about a problem: the class's words, and what is known beyond its class.

use crate::{
    model::{Fact, SignInFailedView, SignInProblem, SignInProblemKind as Kind},
    server::entra,
};

/// Returns the view of a problem.
pub fn explained(problem: SignInProblem) -> SignInFailedView {
    let words = entra::words(problem.kind);
    let of_the_number = problem.code.as_deref().and_then(entra::number_in_words).map(str::to_owned);
    let of_our_rules = problem.explanation.map(|explanation| format!("What was refused, and why: {explanation}."));
    let facts = [
        ("Error", problem.error),
        ("Code", problem.code),
        ("Trace ID", problem.trace_id),
        ("Correlation ID", problem.correlation_id),
    ];
    let known = facts.into_iter().filter_map(|(name, value)| Some(Fact { name: name.to_owned(), value: value? }));
    SignInFailedView {
        what_happened: words.what_happened.to_owned(),
        what_next: words.what_next.to_owned(),
        for_administrators: vec![words.administrator.to_owned()],
        for_developers: [Some(words.developer.to_owned()), of_the_number, of_our_rules].into_iter().flatten().collect(),
        facts: known.collect(),
        time: problem.timestamp,
        another_account: problem.kind == Kind::AccountNotAllowed,
        admin_consent: problem.kind == Kind::AdminConsentRequired,
        return_to: problem.return_to,
    }
}
