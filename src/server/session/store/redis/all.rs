//! The list of all sessions, for the operator: read in pages of some hundred, so that other requests do not wait.

use redis::{cmd, pipe};

use super::{
    super::{StoreError, backend::ListedSession},
    Redis, listed, names,
};

/// The approximate number of key names in one page (`COUNT` of `SCAN`).
const PAGE: usize = 500;

/// The fields of a session. All are `None` if the session ended a moment ago.
type Fields = (Option<String>, Option<i64>, Option<i64>, Option<i64>, Option<String>, Option<String>, Option<Vec<u8>>);

impl Redis {
    /// Lists all sessions. `SCAN` may return a name twice, so duplicates are removed.
    pub(super) async fn all(&self) -> Result<Vec<ListedSession>, StoreError> {
        let (mut cursor, mut found) = (0_u64, Vec::<ListedSession>::new());
        loop {
            let mut scan = cmd("SCAN");
            scan.arg(cursor).arg("MATCH").arg(names::every_session()).arg("COUNT").arg(PAGE);
            let scan = |mut connection| async move { scan.query_async(&mut connection).await };
            let (next, names): (u64, Vec<String>) = self.connection.run(scan).await?;
            found.extend(self.named(names).await?);
            if next == 0 {
                break;
            }
            cursor = next;
        }
        found.sort_by_key(|session| session.key);
        found.dedup_by_key(|session| session.key);
        Ok(found)
    }

    async fn named(&self, names: Vec<String>) -> Result<Vec<ListedSession>, StoreError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let mut fields = pipe();
        for name in &names {
            let wanted = ["browser", "started_at", "expires_at", "seen_at", "person", "provider_session", "tenant"];
            fields.cmd("HMGET").arg(name).arg(&wanted);
        }
        let read = |mut connection| async move { fields.query_async(&mut connection).await };
        let read: Vec<Fields> = self.connection.run(read).await?;
        let sessions = names.into_iter().zip(read).filter_map(|(name, fields)| {
            let (browser, started_at, expires_at, seen_at, person, provider_session, tenant) = fields;
            listed((name, browser?, started_at?, expires_at?, seen_at?, person, provider_session, tenant))
        });
        Ok(sessions.collect())
    }
}
