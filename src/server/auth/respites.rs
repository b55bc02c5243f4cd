//! Refreshes that are not tried again for a while: an old token serves, and the provider did not answer a moment ago.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;
use tower_sessions::session::Id;

use crate::server::oidc::ApiScopes;

/// How long the provider is left alone.
const RESPITE: Duration = Duration::from_secs(30);
/// More are not remembered: then a question is asked that could have been spared.
const AT_MOST: usize = 4096;

/// The sessions and scopes for which the provider is left alone, as far as this process knows.
#[derive(Default)]
pub struct Respites(Mutex<HashMap<(Id, String), Instant>>);

impl Respites {
    /// Begins a respite for these scopes of this session.
    pub fn begin(&self, id: Id, scopes: &ApiScopes) {
        let now = Instant::now();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= AT_MOST {
            known.retain(|_, until| *until > now);
        }
        if known.len() < AT_MOST {
            known.insert((id, name(scopes)), now + RESPITE);
        }
    }

    /// Says whether these scopes of this session have a respite.
    pub fn is_on(&self, id: Id, scopes: &ApiScopes) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(id, name(scopes))).is_some_and(|until| *until > Instant::now())
    }
}

/// Returns the scopes as they are sent: they name their resource.
fn name(scopes: &ApiScopes) -> String {
    scopes.scopes().iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use openidconnect::Scope;

    use super::{AT_MOST, ApiScopes, Id, RESPITE, Respites};

    #[tokio::test(start_paused = true)]
    async fn a_respite_is_for_one_session_and_its_scopes_and_ends_and_they_are_bounded() {
        let scopes = |text: &str| ApiScopes::of_one([Scope::new(text.to_owned())]);
        let (respites, mine) = (Respites::default(), Id(1));
        respites.begin(mine, &scopes("User.Read"));
        assert!(respites.is_on(mine, &scopes("User.Read")));
        assert!(!respites.is_on(mine, &scopes("Mail.Read")) && !respites.is_on(Id(2), &scopes("User.Read")));
        for other in 2..10_000 {
            respites.begin(Id(other), &scopes("User.Read"));
        }
        assert_eq!(respites.0.lock().unwrap().len(), AT_MOST);
        tokio::time::advance(RESPITE).await;
        assert!(!respites.is_on(mine, &scopes("User.Read")));
        respites.begin(mine, &scopes("User.Read"));
        assert_eq!(respites.0.lock().unwrap().len(), 1);
    }
}
