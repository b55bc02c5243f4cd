//! The sessions of other users, for an administrator of the app.
//!
//! An administrator reaches only the users of one tenant, the administrator's. In an app for several tenants, each tenant assigns the app roles to
//! its users, so a role proves nothing about the users of another tenant.

use tower_sessions::session::Id;

use super::Auth;
use crate::server::{
    security_event::SecurityEvent,
    session::{ListedSession, Person, StoreError, UserSession, session_key},
};

/// The app role (claim `roles`) of administrators.
pub const ROLE: &str = "Operator";

/// The sessions of one user.
pub struct SessionsOfUser {
    /// The reference of the user, which also is in the log.
    pub user: String,
    /// The newest first. Never empty.
    pub sessions: Vec<ListedSession>,
}

impl Auth {
    /// Returns the live sessions of all users whom an administrator reaches. The user with the newest session comes first. Reads all
    /// sessions of the store.
    pub async fn sessions_by_user(&self, administrator: &UserSession) -> Result<Vec<SessionsOfUser>, StoreError> {
        let mut users: Vec<SessionsOfUser> = Vec::new();
        let mut sessions = self.reachable(administrator).await?;
        sessions.sort_by_key(|session| (session.listed.person, std::cmp::Reverse(session.listed.started_at)));
        for of_one in sessions.chunk_by(|a, b| a.listed.person == b.listed.person) {
            if let Some(user) = of_one.first().and_then(|session| self.store.owner_in_log(session)) {
                users.push(SessionsOfUser { user, sessions: of_one.to_vec() });
            }
        }
        users.sort_by_key(|user| std::cmp::Reverse(user.sessions.first().map(|session| session.listed.started_at)));
        Ok(users)
    }

    /// Returns the reference of a user whom the administrator names: by the object ID in the administrator's tenant, or by the
    /// subject at a provider other than Microsoft.
    pub fn reference_of_user(&self, administrator: &UserSession, id: &str) -> String {
        let person = match &administrator.tenant_id {
            Some(tenant) => Person::in_tenant(tenant, id),
            None => Person::of_issuer(&administrator.issuer, id),
        };
        self.store.user_in_log(person)
    }

    /// Ends all sessions of the user with this reference. Returns how many ended. Nothing changes if the administrator does not reach
    /// the user.
    pub async fn end_sessions_of_user(
        &self,
        administrator: &UserSession,
        by: Id,
        user: &str,
    ) -> Result<usize, StoreError> {
        let users = self.sessions_by_user(administrator).await?;
        let Some(found) = users.into_iter().find(|found| found.user == user) else { return Ok(0) };
        let ended = self.store.end_all(&found.sessions).await?;
        let sessions = self.store.sessions_in_log(found.sessions.iter().map(|session| session.key));
        let by = self.store.session_in_log(session_key(by));
        let (event, reason) = (SecurityEvent::SessionEnded.name(), "revoked");
        tracing::info!(event, reason, sessions, user, by, "an administrator ended the sessions of a user");
        Ok(ended)
    }

    /// Returns the live sessions of the administrator's tenant. At a provider other than Microsoft there is one issuer, so these are
    /// all sessions without a tenant.
    async fn reachable(&self, administrator: &UserSession) -> Result<Vec<ListedSession>, StoreError> {
        if let Some(tenant) = &administrator.tenant_id {
            return Ok(self.store.sessions_of_tenant(tenant).await?.sessions);
        }
        let mut all = self.store.all_sessions().await?;
        all.retain(|session| session.listed.tenant.is_none());
        Ok(all)
    }
}
