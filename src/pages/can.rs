//! Components that show a part of a page to some visitors: [`SignedIn()`], [`SignedOut()`] and [`Can()`].
//!
//! They decide by the facts of the session that the page has read, and send no request. They never replace the guard of the
//! data: a server function or a route checks the right itself.

use std::sync::Arc;

use leptos::prelude::*;

use crate::server::{
    self, Right,
    caller::{Facts, Standing},
    clock,
    session::session_key,
};

/// The visitor of a page, as its audience knows them. The audience provides it to the components of the page.
#[derive(Clone, Default)]
pub enum VisitorFacts {
    /// The page has not read the session, so no component shows its children.
    #[default]
    Unknown,
    SignedOut,
    SignedIn(Arc<server::SignedIn>),
}

/// Shows its children to signed-in users.
#[component]
pub fn SignedIn(children: Children) -> impl IntoView {
    matches!(facts(), VisitorFacts::SignedIn(_)).then(children)
}

/// Shows its children to visitors who are not signed in.
#[component]
pub fn SignedOut(children: Children) -> impl IntoView {
    matches!(facts(), VisitorFacts::SignedOut).then(children)
}

/// Shows its children to users with a right, and the fallback to all others.
///
/// The scopes of the right are not checked, because the page that needs them requests them. Groups that the ID token does not
/// list count only if they were fetched before: a page that needs them has its own right.
#[component]
pub fn Can<R: Right>(
    /// The right, such as `Operator`, or several such as `(Operator, ReadMail)`.
    right: R,
    /// Also shows the children if a step at the provider can give the missing proof of authentication. This is for links to a
    /// page that requests the step.
    #[prop(optional)]
    or_step: bool,
    #[prop(optional, into)] fallback: ViewFn,
    children: Children,
) -> impl IntoView {
    if is_met(right, or_step) { children() } else { fallback.run() }
}

fn is_met<R: Right>(_: R, or_step: bool) -> bool {
    let VisitorFacts::SignedIn(user) = facts() else { return false };
    let fetched = user.services().group_cache.get(session_key(user.session_id()));
    let facts = Facts { user: user.user(), groups: fetched.as_deref(), now: clock::unix_now() };
    match R::needs().standing(&facts) {
        Standing::Met => true,
        Standing::StepNeeded => or_step,
        Standing::GroupsUnknown | Standing::Refused(_) => false,
    }
}

fn facts() -> VisitorFacts {
    use_context().unwrap_or_default()
}
