//! One more step at the provider: what it asks for besides what every sign-in does, and the way back from it.

use openidconnect::{CsrfToken, Scope};
use tower_sessions::session::Id;

use crate::{
    paths,
    server::{
        oidc::ClaimsRequest,
        session::{SessionKey, Store, StoreError, Then, UserSession},
    },
};

/// What a sign-in asks for besides what every sign-in does.
#[derive(Default)]
pub struct Asked {
    pub scopes: Vec<Scope>,
    /// What the provider or the downstream API asked for.
    pub claims: Option<ClaimsRequest>,
    /// Finds what comes after it ([`StepUp`](crate::server::session::StepUp)).
    pub reference: Option<CsrfToken>,
}

/// Returns where the step that has just been taken leads; nothing, if there was none, or it was somebody else's.
///
/// What is to be done moves from the record that the link named to one that is bound to the new session. That the sign-in
/// succeeded stands, whatever becomes of this.
pub(super) async fn leads_to(
    store: &Store,
    session: Option<Id>,
    user: &UserSession,
    reference: Option<&CsrfToken>,
    asked_by: Option<SessionKey>,
) -> Option<String> {
    let settled = settle(store, session, user, reference?, asked_by).await;
    settled.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "what a step at the provider was for is lost");
        None
    })
}

async fn settle(
    store: &Store,
    session: Option<Id>,
    user: &UserSession,
    reference: &CsrfToken,
    asked_by: Option<SessionKey>,
) -> Result<Option<String>, StoreError> {
    let step_up = store.take_step_up(reference).await?.filter(|step_up| step_up.was_asked_by(asked_by, user));
    match step_up.map(|step_up| step_up.then) {
        Some(Then::Show(path)) => Ok(Some(path)),
        Some(Then::Do(action)) => {
            store.put_action(session.ok_or(StoreError::Gone)?, action).await?;
            Ok(Some(paths::CONTINUE.to_owned()))
        }
        None => Ok(None),
    }
}
