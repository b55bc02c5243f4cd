//! The data of the sign-in failure view: the texts for the class of the problem, and the details of the problem.

use super::{
    for_developers::developer,
    reasons::reason_in_words,
    words::{words, words_of_step_up},
};
use crate::{
    server::{
        entra::number_in_words,
        sign_in_problem::{SignInProblem, SignInProblemKind as Kind, SignInReason},
    },
    text, texts,
};

/// The data of the sign-in failure view. Every text is written by this app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInFailedView {
    pub title: String,
    pub what_happened: String,
    /// The next step for the user.
    pub what_next: String,
    /// Says that the user stays signed in, unless the other texts say so.
    pub note: Option<String>,
    pub for_administrators: Vec<String>,
    /// English in every language of the page.
    pub for_developers: Vec<String>,
    /// The details for support, with the names that Microsoft's pages use.
    pub facts: Vec<Fact>,
    /// When the sign-in failed, as `YYYY-MM-DD HH:MM:SSZ`.
    pub time: Option<String>,
    /// Whether the next step is a sign-in with another account, because the same account would be rejected again.
    pub another_account: bool,
    /// Whether the user stays signed in, so that the retry needs no sign-in.
    pub is_step_up: bool,
    /// Whether an administrator can approve the app at the provider.
    pub admin_consent: bool,
    /// The path of this app to which the retry leads, after a sign-in unless it was a step-up.
    pub return_to: String,
}

/// A detail for support: a name and a value of known form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// The values of `error` that specifications define: RFC 6749, RFC 6750, RFC 8628, RFC 8707, RFC 9470, OpenID Connect
/// Core §3.1.2.6, and those of Entra ID. Other values are only in the log and not shown, because users can share the
/// address of a problem: the text could be from a stranger.
const REGISTERED: [&str; 28] = [
    "access_denied",
    "account_selection_required",
    "authorization_declined",
    "authorization_pending",
    "bad_verification_code",
    "consent_required",
    "expired_token",
    "insufficient_scope",
    "insufficient_user_authentication",
    "interaction_required",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_request_object",
    "invalid_request_uri",
    "invalid_scope",
    "invalid_target",
    "invalid_token",
    "login_required",
    "registration_not_supported",
    "request_not_supported",
    "request_uri_not_supported",
    "server_error",
    "slow_down",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
];

/// Returns the data of the view that explains a failed sign-in.
pub fn explained(problem: SignInProblem) -> SignInFailedView {
    let words = if problem.is_step_up { words_of_step_up(problem.kind) } else { words(problem.kind) };
    let of_the_number = problem.code.as_deref().and_then(number_in_words).map(str::to_owned);
    let of_the_reason = problem.reason.as_ref().map(reason_in_words);
    let for_administrators = problem.reason.as_ref().and_then(tenant_for_administrators);
    let facts = [
        (text!("sign-in-failed-detail-error"), problem.error.filter(|error| REGISTERED.contains(&error.as_str()))),
        (text!("sign-in-failed-detail-code"), problem.code),
        (text!("sign-in-failed-detail-trace-id"), problem.trace_id),
        (text!("sign-in-failed-detail-correlation-id"), problem.correlation_id),
    ];
    let known = facts.into_iter().filter_map(|(name, value)| Some(Fact { name, value: value? }));
    SignInFailedView {
        title: texts::format(words.title, []),
        what_happened: texts::format(words.what_happened, []),
        what_next: texts::format(words.what_next, []),
        note: words.note.map(|note| texts::format(note, [])),
        for_administrators: std::iter::once(texts::format(words.administrator, [])).chain(for_administrators).collect(),
        for_developers: [Some(developer(problem.kind).to_owned()), of_the_number, of_the_reason]
            .into_iter()
            .flatten()
            .collect(),
        facts: known.collect(),
        time: problem.timestamp,
        another_account: matches!(problem.kind, Kind::AccountNotAllowed | Kind::TenantNotAllowed),
        is_step_up: problem.is_step_up,
        admin_consent: matches!(problem.kind, Kind::AdminConsentRequired | Kind::ConsentRequired),
        return_to: problem.return_to,
    }
}

/// Returns the ID of a rejected tenant in a sentence, because the administrator decides which tenants are allowed.
fn tenant_for_administrators(reason: &SignInReason) -> Option<String> {
    match reason {
        SignInReason::TenantNotAllowed { tenant } if tenant.is_empty() => Some(text!("sign-in-failed-no-tenants")),
        SignInReason::TenantNotAllowed { tenant } => Some(text!("sign-in-failed-tenant-id", tenant = tenant.as_str())),
        _ => None,
    }
}
