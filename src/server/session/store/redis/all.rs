//! The list and the number of all sessions, for the operator: read in pages, so that other requests do not wait.

use redis::{cmd, pipe};

use super::{
    super::{StoreError, backend::ListedSession},
    Redis, listed, names,
};

/// The approximate number of key names in one page (`COUNT` of `SCAN`).
const PAGE: usize = 500;
/// The same for a page of which only the times of the sessions are needed.
const COUNTED_PAGE: usize = 2000;

/// The fields of a session. All are `None` if the session ended a moment ago.
type Fields = (Option<String>, Option<i64>, Option<i64>, Option<i64>, Option<String>, Option<String>, Option<Vec<u8>>);

/// The expiry and the last use of a session. Both are `None` if the session ended a moment ago.
type Times = (Option<i64>, Option<i64>);

impl Redis {
    /// Lists all sessions. `SCAN` may return a name twice, so duplicates are removed.
    pub(super) async fn all(&self) -> Result<Vec<ListedSession>, StoreError> {
        let (mut cursor, mut found) = (0_u64, Vec::<ListedSession>::new());
        loop {
            let (next, names) = self.page(cursor, PAGE).await?;
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

    /// Counts the sessions that have not expired at `now` and were used after `idle_since`. The server keeps a session longer than that,
    /// so that the next sign-in can name its account.
    ///
    /// `SCAN` may return a name twice while the server resizes its table, so the number may be somewhat too high.
    pub(super) async fn count(&self, now: i64, idle_since: i64) -> Result<usize, StoreError> {
        let (mut cursor, mut number) = (0_u64, 0);
        loop {
            let (next, names) = self.page(cursor, COUNTED_PAGE).await?;
            let times = self.times(names).await?;
            let is_live = |(expires_at, seen_at): &&Times| {
                expires_at.is_some_and(|at| at > now) && seen_at.is_some_and(|at| at > idle_since)
            };
            number += times.iter().filter(is_live).count();
            if next == 0 {
                return Ok(number);
            }
            cursor = next;
        }
    }

    /// Returns the names of a page of sessions, and the cursor of the next page, which is 0 after the last one.
    async fn page(&self, cursor: u64, size: usize) -> Result<(u64, Vec<String>), StoreError> {
        let mut scan = cmd("SCAN");
        scan.arg(cursor).arg("MATCH").arg(names::every_session()).arg("COUNT").arg(size);
        Ok(self.connection.run(|mut connection| async move { scan.query_async(&mut connection).await }).await?)
    }

    /// Returns the expiry and the last use of each session.
    async fn times(&self, names: Vec<String>) -> Result<Vec<Times>, StoreError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let mut times = pipe();
        for name in &names {
            times.cmd("HMGET").arg(name).arg(&["expires_at", "seen_at"]);
        }
        Ok(self.connection.run(|mut connection| async move { times.query_async(&mut connection).await }).await?)
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
