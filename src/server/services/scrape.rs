//! The text of a scrape: the recorded metrics, and those whose values are read at the scrape.

use crate::server::Services;

impl Services {
    /// Returns the number of live sessions in the store. `None` if the store cannot count them.
    pub async fn live_sessions(&self) -> Option<usize> {
        self.session_count.of(&self.auth.store).await
    }

    /// Returns all metrics in the text format of Prometheus. `None` if nothing is recorded.
    pub async fn scrape(&self) -> Option<String> {
        if !self.metrics.is_on() {
            return None;
        }
        for expiry in self.credential_expiry() {
            self.metrics.credential_expires(expiry.kind.label(), expiry.expires_at);
        }
        self.metrics.sessions(self.live_sessions().await);
        self.metrics.render()
    }
}
