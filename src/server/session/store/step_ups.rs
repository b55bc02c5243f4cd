//! Steps at the provider that were asked for, and what is to be done when their people are back: each once.

use openidconnect::CsrfToken;
use tower_sessions::session::Id;

use super::{
    super::{super::clock, SignInCookie, StepUp},
    Store, StoreError, hash, session_key,
    short_lived::opener,
};
use crate::model::Action;

const STEP_UP: &str = "step-up";
const ACTION: &str = "action";

impl Store {
    /// Keeps what a step at the provider is for, and returns the random reference that finds it.
    pub async fn put_step_up(&self, step_up: &StepUp) -> Result<CsrfToken, StoreError> {
        let reference = CsrfToken::new_random();
        let (key, until) = (hash(&reference), clock::unix_after(StepUp::LIFETIME));
        self.backend.put(self.record(STEP_UP, key, &opener(&reference), step_up, until)?).await?;
        Ok(reference)
    }

    /// Returns what a reference finds.
    pub async fn step_up(&self, reference: &CsrfToken) -> Result<Option<StepUp>, StoreError> {
        self.find(STEP_UP, hash(reference), &opener(reference)).await
    }

    /// Takes out what a reference finds: nobody gets it a second time.
    pub async fn take_step_up(&self, reference: &CsrfToken) -> Result<Option<StepUp>, StoreError> {
        self.take(STEP_UP, hash(reference), &opener(reference)).await
    }

    /// Keeps what a session has to do next.
    pub async fn put_action(&self, id: Id, action: Action) -> Result<(), StoreError> {
        let until = clock::unix_after(StepUp::LIFETIME);
        self.backend.put(self.record(ACTION, session_key(id), &bound_to(id), &action, until)?).await
    }

    /// Takes out what a session has to do next: whoever gets it does it, and nobody else.
    pub async fn take_action(&self, id: Id) -> Result<Option<Action>, StoreError> {
        self.take(ACTION, session_key(id), &bound_to(id)).await
    }
}

fn bound_to(id: Id) -> SignInCookie {
    SignInCookie::from_browser(&id.to_string())
}
