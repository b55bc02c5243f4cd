//! The accounts of this browser: the parked sessions that its cookie lists, and the switch to one of them.

use url::Url;

use super::{Caller, NotSignedIn, Redirection, log_store_error};
use crate::{
    paths,
    server::{
        auth::ParkedAccount,
        session::{self, ParkedSessions, SetCookie, StoreError, session_key},
    },
};

/// The other accounts of a browser that can be used without a sign-in.
pub struct OtherAccounts {
    pub accounts: Vec<ParkedAccount>,
    /// The cookie that lists only these accounts. `None` if the browser has it already.
    pub cookie: Option<SetCookie>,
}

impl Caller {
    /// Returns the parked sessions that the cookie of this browser lists, which may have ended.
    pub(super) fn parked_sessions(&self) -> ParkedSessions {
        ParkedSessions::from_browser(self.cookies.named(&self.services.cookies.accounts()).as_ref())
    }

    /// Whether the cookie of this browser lists other accounts. The store is not read.
    pub fn may_have_other_accounts(&self) -> bool {
        !self.parked_sessions().is_empty()
    }

    /// Reads the other accounts of this browser, without the account of the session of the request.
    pub async fn other_accounts(&self) -> Result<OtherAccounts, NotSignedIn> {
        let active = self.session.id();
        let listed = self.parked_sessions().without(|id| Some(id) == active);
        let accounts = self.services.auth.parked_accounts(&listed).await.inspect_err(log_store_error)?;
        let parked: ParkedSessions = accounts.iter().map(|account| account.id).collect();
        Ok(OtherAccounts { cookie: self.accounts_cookie(&parked), accounts })
    }

    /// Switches to the parked session with this reference, and returns the redirect. An unknown reference leads to the page of the
    /// accounts, and changes nothing.
    pub async fn switch_account(&self, reference: String) -> Result<Redirection, NotSignedIn> {
        let services = &self.services;
        let switched = services.auth.switch_account(self.visitor(), reference).await;
        let switched = switched.unwrap_or(Err(StoreError::Gone)).inspect_err(log_store_error)?;
        let Some(switched) = switched else {
            return Ok(Redirection { address: paths::ACCOUNTS.to_owned(), cookies: Vec::new() });
        };
        services.forget(session_key(switched.former));
        let session = services.cookies.of_session(&switched.session);
        let cookies = [Some(session), self.accounts_cookie(&switched.parked)].into_iter().flatten().collect();
        Ok(Redirection { address: paths::HOME.to_owned(), cookies })
    }

    /// Ends all sessions of this browser. Returns where the browser goes next, and the cookie that removes the list of accounts.
    pub async fn sign_out_of_all_accounts(&self) -> Result<(Url, Option<SetCookie>), NotSignedIn> {
        let (services, parked) = (&self.services, self.parked_sessions());
        let keys: Vec<_> = self.session.id().into_iter().chain(parked.ids().iter().copied()).map(session_key).collect();
        self.forget_ended_session().await?;
        let next = services.auth.sign_out_of_all_accounts(self.session.clone(), parked).await;
        let next = next.unwrap_or(Err(StoreError::Gone)).inspect_err(log_store_error)?;
        // The cached data is removed after the end of the sessions, because a concurrent request could add it again.
        for key in keys {
            services.forget(key);
        }
        Ok((next, self.accounts_cookie(&ParkedSessions::default())))
    }

    /// Forgets the account of a session that has ended already, because after a sign-out no sign-in may name the account.
    pub(super) async fn forget_ended_session(&self) -> Result<(), NotSignedIn> {
        let is_live = session::user(&self.session).await.inspect_err(log_store_error)?.is_some();
        if let Some(id) = self.ended_session().filter(|_| !is_live) {
            self.services.auth.store.take_ended_user(id).await.inspect_err(log_store_error)?;
        }
        Ok(())
    }

    /// Returns the cookie that lists these sessions. `None` if the browser has brought an equal cookie, or needs none.
    pub(super) fn accounts_cookie(&self, parked: &ParkedSessions) -> Option<SetCookie> {
        let names = &self.services.cookies;
        let brought = self.cookies.named(&names.accounts());
        let is_equal = brought.map_or(parked.is_empty(), |brought| brought.secret() == parked.to_cookie());
        let lifetime = self.services.auth.store.lifetimes().absolute;
        (!is_equal).then(|| names.of_parked(parked, lifetime))
    }
}
