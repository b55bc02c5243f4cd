//! All sessions of a server, for the operator: found by their names, some hundred at a time, so that nobody else waits.

use redis::{cmd, pipe};

use super::{
    super::{StoreError, backend::ListedSession},
    Redis, listed,
};

/// So many names are asked for in one round trip.
const AT_ONCE: usize = 500;

/// What is read of a session; any of it is missing when the session ended a moment ago.
type Fields = (Option<String>, Option<i64>, Option<i64>, Option<i64>, Option<String>, Option<String>);

impl Redis {
    /// Lists all sessions. `SCAN` may name one twice.
    pub(super) async fn all(&self) -> Result<Vec<ListedSession>, StoreError> {
        let (mut cursor, mut found) = (0_u64, Vec::<ListedSession>::new());
        loop {
            let mut scan = cmd("SCAN");
            scan.arg(cursor).arg("MATCH").arg(self.names.every_session()).arg("COUNT").arg(AT_ONCE);
            let scan = |mut connection| async move { scan.query_async(&mut connection).await };
            let (next, names): (u64, Vec<String>) = self.connection.ask(scan).await?;
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
            let wanted = ["browser", "started_at", "expires_at", "seen_at", "person", "provider_session"];
            fields.cmd("HMGET").arg(name).arg(&wanted);
        }
        let read = |mut connection| async move { fields.query_async(&mut connection).await };
        let read: Vec<Fields> = self.connection.ask(read).await?;
        let sessions = names.into_iter().zip(read).filter_map(|(name, fields)| {
            let (browser, started_at, expires_at, seen_at, person, provider_session) = fields;
            listed((name, browser?, started_at?, expires_at?, seen_at?, person, provider_session))
        });
        Ok(sessions.collect())
    }
}
