//! `GET /profile`: the user's profile, the facts of the session, and the claims of the ID token.

mod claims;
mod view;

use std::time::Duration;

pub use self::{
    claims::{Claim, claims},
    view::{ClaimsTable, ProfileView, SessionFacts, page},
};
use super::{dashboard, tokens::tokens_of};
use crate::{
    server::{SignedIn, clock, graph, session::TokenSet},
    web::PageResult,
};

/// Shows the profile of the user.
pub async fn profile(user: SignedIn) -> PageResult {
    let tokens = tokens_of(&user).await?;
    let is_available = graph::is_available(user.services());
    let data = if is_available { dashboard::profile(&user).await? } else { dashboard::ProfileData::default() };
    Ok(page(ProfileView {
        name: user.user().display_name.clone(),
        facts: data.facts,
        photo: data.photo,
        session: session_facts(&user, tokens.as_ref()),
        claims: tokens.and_then(|tokens| tokens.id_token.claims()).map(claims).unwrap_or_default(),
    }))
}

/// Returns the times of the session. It ends with its refresh token if that expires earlier.
fn session_facts(user: &SignedIn, tokens: Option<&TokenSet>) -> SessionFacts {
    let (started, lifetimes) = (user.user().signed_in_at, user.services().auth.store.lifetimes());
    let after =
        |start: i64, lifetime: Duration| start.saturating_add(i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX));
    let latest = after(started, lifetimes.absolute);
    let absolute_end = tokens.and_then(|tokens| tokens.refresh_token_ends_at).map_or(latest, |end| end.min(latest));
    let idle_end = after(clock::unix_now(), lifetimes.idle).min(absolute_end);
    SessionFacts { started, idle_end, absolute_end }
}
