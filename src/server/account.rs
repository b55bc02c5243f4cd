//! Ends all sessions of a user, in this app and at Microsoft. It is not a part of [`auth`](super::auth), because it calls Graph.

use url::Url;

use super::{
    caller::{Caller, SignedIn},
    detached, graph,
    security_event::SecurityEvent,
    session::{Person, SetCookie, StoreError, session_key},
};

/// The result of a sign-out from all sessions.
pub struct SignedOutEverywhere {
    /// The address to which the browser goes next.
    pub continue_to: Url,
    /// Why Microsoft did not end the user's sign-ins. `None` if it did, or if this was not requested.
    pub problem: Option<RevocationProblem>,
    /// The cookie that removes the browser's cookie of a sign-in by device code.
    pub cookie: Option<SetCookie>,
}

/// Why Microsoft did not end the user's sign-ins in other apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevocationProblem {
    /// This app lacks the permission, or the consent to it.
    NotAllowed,
    /// The sign-in of this session had already ended.
    Over,
    /// Microsoft Graph could not be reached, or responded with an error.
    Failed,
}

/// Ends every session of the user, and with `revoke` also Microsoft's sign-ins. `None` if the task panicked.
///
/// The sign-out runs in its own task, because a closed connection must not leave half of the sessions active. The
/// refresh of the access token for Graph runs in a second task, because it must also continue after its timeout.
pub async fn sign_out_everywhere(
    caller: Caller,
    user: SignedIn,
    revoke: bool,
) -> Option<Result<SignedOutEverywhere, StoreError>> {
    detached(async move {
        let (continue_to, problem) = end_all_sessions(&user, revoke).await?;
        Ok(SignedOutEverywhere { continue_to, problem, cookie: caller.drop_device_flow().await })
    })
    .await
}

/// Ends all sessions of the user. The other sessions end before the request to Microsoft, because that can take seconds,
/// and once more after it, because a session may have started in between. The access token request can end this session,
/// so the address for the browser is read first.
async fn end_all_sessions(user: &SignedIn, revoke: bool) -> Result<(Url, Option<RevocationProblem>), StoreError> {
    let auth = &user.services().auth;
    end_other_sessions(user).await?;
    let continue_to = auth.end_session_url(user.session()).await?;
    let mut problem = None;
    if revoke {
        problem = revoke_sign_ins(user).await;
        end_other_sessions(user).await?;
    }
    user.end().await?;
    let session = auth.store.session_in_log(session_key(user.session_id()));
    let reference = auth.store.user_in_log(Person::of(user.user()));
    let (event, reason) = (SecurityEvent::SessionEnded.name(), "logout");
    tracing::info!(event, reason, session, user = reference, "a user signed out everywhere");
    Ok((continue_to, problem))
}

async fn end_other_sessions(user: &SignedIn) -> Result<(), StoreError> {
    let auth = &user.services().auth;
    let own = auth.own_sessions(user.user(), user.session_id()).await?;
    auth.end_other_sessions(&own).await
}

/// Requests that Microsoft ends the user's sign-ins. A failure at Microsoft does not stop the sign-out from this app.
async fn revoke_sign_ins(user: &SignedIn) -> Option<RevocationProblem> {
    let Err(error) = graph::revoke_sign_in_sessions(user).await else {
        let reference = user.services().auth.store.user_in_log(Person::of(user.user()));
        let event = SecurityEvent::TokenRevoked.name();
        tracing::info!(event, user = reference, "the provider ended all sign-ins of a user");
        return None;
    };
    tracing::warn!(
        error = &error as &dyn std::error::Error,
        "a user signed out everywhere, but the provider did not revoke the user's other sign-ins"
    );
    Some(if graph::sign_in_has_ended(&error) {
        RevocationProblem::Over
    } else if graph::is_refusal(&error) {
        RevocationProblem::NotAllowed
    } else {
        RevocationProblem::Failed
    })
}
