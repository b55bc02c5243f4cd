//! The tenants of sessions, for the operator who ends all sessions of a tenant.
//!
//! Each row contains the tenant ID of its user, sealed with the master key and bound to the row. It is not hashed like the other
//! lookup keys, because tenant IDs are public: a reader of the database could test a list of them, and learn which organizations
//! use the app. So the table cannot have an index by tenant. The operator's command decrypts the tenant of every session, which takes
//! some microseconds each.

use super::{
    super::lookup_keys::SessionKey,
    Store, StoreError,
    backend::ListedSession,
    sealing::{self, Binding},
};

/// The live sessions of a tenant, and the sessions of which the store cannot tell the tenant.
#[derive(Debug, Default)]
pub struct SessionsOfTenant {
    pub sessions: Vec<ListedSession>,
    /// Sessions without a tenant ID: of another provider than Microsoft, or of an older version of this app.
    pub without_tenant: usize,
    /// Sessions whose tenant cannot be opened, because the key ring lacks their key.
    pub not_opened: usize,
}

impl Store {
    /// Seals the tenant ID of a session's user. The case of the letters does not matter.
    pub(super) fn seal_tenant(&self, key: SessionKey, tenant_id: &str) -> Result<Vec<u8>, StoreError> {
        self.seal(Binding::tenant(key), &[], tenant_id.to_ascii_lowercase().into_bytes())
    }

    /// Lists the live sessions of a tenant, the newest first; for the operator. Reads all sessions.
    pub async fn sessions_of_tenant(&self, tenant_id: &str) -> Result<SessionsOfTenant, StoreError> {
        let (tenant_id, mut found) = (tenant_id.to_ascii_lowercase(), SessionsOfTenant::default());
        for session in self.all_sessions().await? {
            let Some(sealed) = &session.listed.tenant else {
                found.without_tenant += 1;
                continue;
            };
            match sealing::open(&self.keys, Binding::tenant(session.key), &[], sealed) {
                Ok(tenant) if tenant == tenant_id.as_bytes() => found.sessions.push(session),
                Ok(_) => {}
                Err(_) => found.not_opened += 1,
            }
        }
        Ok(found)
    }
}
