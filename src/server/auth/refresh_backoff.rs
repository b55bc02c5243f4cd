//! The backoff after a failed refresh: for 30 s no new refresh is requested while the old access token is valid.

use std::time::Duration;

use moka::sync::Cache;
use tower_sessions::session::Id;

use crate::server::oidc::ApiScopes;

const BACKOFF: Duration = Duration::from_secs(30);
/// Upper bound of the backoffs in memory. Beyond it a backoff can be dropped, which costs one needless refresh request.
const CAPACITY: u64 = 4096;

/// The sessions and scopes whose refresh failed a moment ago, in this process.
pub struct RefreshBackoff(Cache<(Id, String), ()>);

impl Default for RefreshBackoff {
    fn default() -> Self {
        Self::lasting(BACKOFF)
    }
}

impl RefreshBackoff {
    fn lasting(duration: Duration) -> Self {
        Self(Cache::builder().max_capacity(CAPACITY).time_to_live(duration).build())
    }

    /// Starts the backoff for these scopes of this session.
    pub fn start(&self, id: Id, scopes: &ApiScopes) {
        self.0.insert((id, name(scopes)), ());
    }

    /// Whether there is a backoff for these scopes of this session.
    pub fn is_active(&self, id: Id, scopes: &ApiScopes) -> bool {
        self.0.contains_key(&(id, name(scopes)))
    }
}

/// Returns the scopes as a refresh request names them. Their names include the resource.
fn name(scopes: &ApiScopes) -> String {
    scopes.scopes().iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::{
        thread::sleep,
        time::{Duration, Instant},
    };

    use openidconnect::Scope;

    use super::{ApiScopes, BACKOFF, CAPACITY, Id, RefreshBackoff};

    fn scopes(text: &str) -> ApiScopes {
        ApiScopes::of_one([Scope::new(text.to_owned())])
    }

    #[test]
    fn a_backoff_covers_one_session_and_its_scopes() {
        let backoff = RefreshBackoff::default();
        backoff.start(Id(1), &scopes("User.Read"));
        assert!(backoff.is_active(Id(1), &scopes("User.Read")));
        assert!(!backoff.is_active(Id(1), &scopes("Mail.Read")) && !backoff.is_active(Id(2), &scopes("User.Read")));
    }

    #[test]
    fn a_backoff_expires() {
        assert_eq!(RefreshBackoff::default().0.policy().time_to_live(), Some(BACKOFF));
        let backoff = RefreshBackoff::lasting(Duration::from_millis(200));
        let started = Instant::now();
        backoff.start(Id(1), &scopes("User.Read"));
        let was_active = backoff.is_active(Id(1), &scopes("User.Read"));
        assert!(was_active || started.elapsed() >= Duration::from_millis(200));
        sleep(Duration::from_millis(250));
        assert!(!backoff.is_active(Id(1), &scopes("User.Read")));
    }

    #[test]
    fn the_number_of_backoffs_is_bounded() {
        let backoff = RefreshBackoff::default();
        for id in 0..10_000 {
            backoff.start(Id(id), &scopes("User.Read"));
        }
        backoff.0.run_pending_tasks();
        assert_eq!(backoff.0.entry_count(), CAPACITY);
    }
}
