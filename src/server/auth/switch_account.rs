//! Several accounts in one browser: one session is active, and the sessions of the other accounts are parked.
//!
//! Each account has its own session with its own tokens and lifetimes. A switch gives the session of the chosen account a new ID, as a
//! sign-in does, so that an ID that leaked before is useless.

use std::{sync::Arc, time::Duration};

use tower_sessions::{Session, session::Id};
use url::Url;

use super::{Auth, RefreshError, lease::LeaseOutcome, own_sessions::reference_of};
use crate::server::{
    detached,
    security_event::SecurityEvent,
    session::{self, EstablishedSession, ParkedSessions, Person, StoreError, UserSession, Visitor, session_key},
};

/// How long a switch waits for a refresh of the tokens of the chosen session.
const WAIT_FOR_REFRESH: Duration = Duration::from_secs(5);

/// A parked session that exists, and its user.
pub struct ParkedAccount {
    pub id: Id,
    /// Names the account in a form. Neither the session ID nor the key of its record can be derived from it.
    pub reference: String,
    pub user: UserSession,
}

/// The sessions of a browser after a switch.
pub struct Switched {
    /// The former ID of the session that is active now.
    pub former: Id,
    pub session: EstablishedSession,
    pub parked: ParkedSessions,
}

impl Auth {
    /// Returns the accounts of the parked sessions that have not ended. The sessions are not used by this, so that each expires when
    /// its idle lifetime is over.
    pub async fn parked_accounts(&self, parked: &ParkedSessions) -> Result<Vec<ParkedAccount>, StoreError> {
        let mut accounts = Vec::new();
        for id in parked.ids() {
            if let Some(user) = self.user_of_parked(*id).await? {
                accounts.push(ParkedAccount { id: *id, reference: reference_of(session_key(*id)), user });
            }
        }
        Ok(accounts)
    }

    /// Makes the parked session with this reference the active session, and parks the active session. `Ok(None)` if no parked session of
    /// this browser has the reference, or if it has ended. `None` if the task panicked.
    ///
    /// It runs in its own task, because the session would be lost if the browser closed the connection before it got the new ID.
    pub async fn switch_account(
        self: &Arc<Self>,
        visitor: Visitor,
        reference: String,
    ) -> Option<Result<Option<Switched>, StoreError>> {
        let auth = Arc::clone(self);
        detached(async move { auth.switch(&visitor, &reference).await }).await
    }

    /// Ends the session of the request and all parked sessions, and returns where the browser goes next. `None` if the task panicked.
    ///
    /// The parked sessions end first: if that fails, the user is still signed in and can repeat the sign-out.
    pub async fn sign_out_of_all_accounts(
        self: &Arc<Self>,
        session: Session,
        parked: ParkedSessions,
    ) -> Option<Result<Url, StoreError>> {
        let auth = Arc::clone(self);
        detached(async move {
            let keys: Vec<_> = parked.ids().iter().copied().map(session_key).collect();
            let ended = auth.store.end_keys(&keys).await?;
            if ended > 0 {
                let sessions = auth.store.sessions_in_log(keys);
                let (event, reason) = (SecurityEvent::SessionEnded.name(), "logout");
                tracing::info!(event, reason, ended, sessions, "a user signed out of all accounts of a browser");
            }
            auth.sign_out(&session).await
        })
        .await
    }

    async fn switch(&self, visitor: &Visitor, reference: &str) -> Result<Option<Switched>, StoreError> {
        let chosen = visitor.parked.ids().iter().copied().find(|id| reference_of(session_key(*id)) == reference);
        let Some(chosen) = chosen.filter(|id| Some(*id) != visitor.brought) else { return Ok(None) };
        let Some(user) = self.user_of_parked(chosen).await? else { return Ok(None) };
        let active = match visitor.brought {
            Some(id) if self.user_of_parked(id).await?.is_some() => Some(id),
            _ => None,
        };
        let Some(session) = self.renew(chosen).await? else { return Ok(None) };
        let others = visitor.parked.ids().iter().copied().filter(|id| *id != chosen && Some(*id) != visitor.brought);
        let parked = active.into_iter().chain(others).collect();
        let reference = self.store.session_in_log(session_key(session.id));
        let user = self.store.user_in_log(Person::of(&user));
        let event = SecurityEvent::AccountSwitched.name();
        tracing::info!(event, session = reference, user, "a user switched to another account of the browser");
        Ok(Some(Switched { former: chosen, session, parked }))
    }

    /// Gives a session a new ID. The lease keeps the tokens from being refreshed in between, because the new refresh token would be lost.
    async fn renew(&self, id: Id) -> Result<Option<EstablishedSession>, StoreError> {
        match self.lease::<()>(id, WAIT_FOR_REFRESH, |_| None).await {
            Ok(LeaseOutcome::Acquired { lease, tokens, .. }) => {
                let renewed = session::renew(&self.store, id, &tokens).await;
                if !matches!(renewed, Ok(Some(_))) {
                    lease.release().await;
                }
                renewed
            }
            Ok(LeaseOutcome::NotNeeded(()) | LeaseOutcome::TimedOut) => Err(StoreError::Late),
            Err(RefreshError::Store(error)) => Err(error),
            Err(_) => Ok(None),
        }
    }

    async fn user_of_parked(&self, id: Id) -> Result<Option<UserSession>, StoreError> {
        let user = self.store.user_of_parked(id).await?;
        Ok(user.filter(|user| self.relying_party.admits(user)))
    }
}
