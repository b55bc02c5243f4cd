//! Pending step-ups in the store, and the pending actions that run after them.

use tower_sessions::session::Id;

use super::{
    super::{super::clock, Action, Reference, SignInCookie, StepUp},
    Store, StoreError,
    backend::PutCondition,
    session_key,
    short_lived::Slot,
};

const STEP_UP: &str = "step-up";
const ACTION: &str = "action";

impl Store {
    /// Stores a pending step-up. Returns the random reference that finds it.
    pub async fn put_step_up(&self, step_up: &StepUp) -> Result<Reference, StoreError> {
        let reference = Reference::new_random();
        let until = clock::unix_after(StepUp::LIFETIME);
        let record = self.record(&step_up_slot(&reference), step_up, until)?;
        self.backend.put(record, PutCondition::Always).await?;
        Ok(reference)
    }

    /// Returns the step-up that a reference finds.
    pub async fn step_up(&self, reference: &Reference) -> Result<Option<StepUp>, StoreError> {
        self.find(&step_up_slot(reference)).await
    }

    /// Removes and returns the step-up that a reference finds. Only one call gets it.
    pub async fn take_step_up(&self, reference: &Reference) -> Result<Option<StepUp>, StoreError> {
        self.take(&step_up_slot(reference)).await
    }

    /// Stores the action that a finished step-up left for a session, until the browser comes back for it.
    pub async fn put_action(&self, id: Id, action: Action) -> Result<(), StoreError> {
        let until = clock::unix_after(StepUp::LIFETIME);
        let record = self.record(&action_slot(id), &action, until)?;
        self.backend.put(record, PutCondition::Always).await.map(drop)
    }

    /// Removes and returns the pending action of a session. Only one call gets it.
    pub async fn take_action(&self, id: Id) -> Result<Option<Action>, StoreError> {
        self.take(&action_slot(id)).await
    }
}

fn step_up_slot(reference: &Reference) -> Slot {
    Slot::of_reference(STEP_UP, reference)
}

/// Returns the slot of a session's pending action. The session's key finds the action, and the session ID opens it.
fn action_slot(id: Id) -> Slot {
    let secret = SignInCookie::from_browser(&id.to_string());
    Slot::new(ACTION, session_key(id).to_bytes().into(), secret)
}
