//! The result of an authorization response: where the browser goes, and which session it gets.

use openidconnect::CsrfToken;
use url::Url;

use crate::server::session::{EstablishedSession, Outcome, ParkedSessions};

/// The response to the browser whose authorization response the callback has handled: a redirect.
#[derive(Debug)]
pub struct CallbackResponse {
    /// The address to which the browser is redirected: a path of this app, or the provider's URL for the journey that
    /// follows.
    pub address: String,
    /// The session that this authorization response, or its first arrival, established. The browser may not have the
    /// session cookie yet.
    pub session: Option<EstablishedSession>,
    /// The sessions of the browser's other accounts, if there is a session.
    pub parked: ParkedSessions,
    /// Whether this authorization response has just ended a sign-in of this browser, with or without success. `false`
    /// for a repeated response.
    pub ended_a_sign_in: bool,
}

impl CallbackResponse {
    /// Returns a redirect to this address, without a session.
    pub(super) fn redirect_to(address: String) -> Self {
        Self { address, session: None, parked: ParkedSessions::default(), ended_a_sign_in: false }
    }

    /// Returns the redirect for the first arrival of an authorization response. A sign-in that continues with another
    /// journey has not ended.
    pub(super) fn of_first_response(outcome: Outcome) -> Self {
        let Outcome { leads_to, session, parked } = outcome;
        let response = Self { session, parked, ..Self::redirect_to(leads_to) };
        Self { ended_a_sign_in: response.next_state().is_none(), ..response }
    }

    /// Returns the `state` of the journey that follows at the provider. `None` if the browser goes to a page of this app.
    pub fn next_state(&self) -> Option<CsrfToken> {
        let url = Url::parse(&self.address).ok()?;
        let (_, state) = url.query_pairs().find(|(name, _)| name == "state")?;
        Some(CsrfToken::new(state.into_owned()))
    }
}
