//! Step 4: end the session here, then at the provider.

use tower_sessions::Session;
use url::Url;

use super::RelyingParty;
use crate::{
    model::Provider,
    paths,
    server::session::{self, Store, StoreError, TokenSet, UserSession},
};

/// Ends the session, and returns where the browser goes next: the provider's end-session endpoint, or this app's
/// signed-out page when there is none.
///
/// The session is dead on the server when this returns, whatever happens to the browser on its way.
pub async fn sign_out(relying_party: &RelyingParty, store: &Store, session: &Session) -> Result<Url, StoreError> {
    let leaver = Leaver::of(relying_party, store, session).await?;
    session::end(session).await?;
    if leaver.user.is_some() {
        tracing::info!(event = "authn_logout", "somebody signed out");
    }
    Ok(leaver.way_on(relying_party).await)
}

/// Returns where the browser goes when this session has ended. It is worked out while the session is still there.
pub async fn way_on(relying_party: &RelyingParty, store: &Store, session: &Session) -> Result<Url, StoreError> {
    Ok(Leaver::of(relying_party, store, session).await?.way_on(relying_party).await)
}

/// Who leaves: what the way on needs of a session that will be gone by then.
struct Leaver {
    user: Option<UserSession>,
    tokens: Option<TokenSet>,
}

impl Leaver {
    async fn of(relying_party: &RelyingParty, store: &Store, session: &Session) -> Result<Self, StoreError> {
        let user = session::user(session).await?.filter(|user| user.relying_party == relying_party.name());
        let tokens = match session.id() {
            // They are for a hint only: without it the sign-out goes on.
            Some(id) => store.tokens(id).await.ok().flatten().map(|(tokens, _)| tokens),
            None => None,
        };
        Ok(Self { user, tokens })
    }

    async fn way_on(&self, relying_party: &RelyingParty) -> Url {
        match &self.user {
            Some(user) => end_session_address(relying_party, user, self.tokens.as_ref()).await,
            None => relying_party.own_address(paths::SIGNED_OUT),
        }
    }
}

/// The hint names the account, so that the provider need not ask which one. Microsoft takes the `login_hint` claim for that.
/// Elsewhere the specification's hint is the ID token (RP-Initiated Logout 1.0 §2). It is sent to those providers only,
/// without a tenant (`tid`), because it puts a token with personal data into an address.
async fn end_session_address(relying_party: &RelyingParty, user: &UserSession, tokens: Option<&TokenSet>) -> Url {
    let signed_out = relying_party.own_address(paths::SIGNED_OUT);
    let metadata = relying_party.snapshot().await.ok();
    let Some(mut address) = metadata.and_then(|snapshot| snapshot.metadata.end_session_endpoint.clone()) else {
        return signed_out;
    };
    {
        let mut query = address.query_pairs_mut();
        query.append_pair("client_id", relying_party.client_id.as_str());
        query.append_pair("post_logout_redirect_uri", signed_out.as_str());
        if let Some(hint) = &user.login_hint {
            query.append_pair("logout_hint", hint);
        } else if relying_party.provider().authority().provider() == Provider::OpenId
            && user.tenant_id.is_none()
            && let Some(tokens) = tokens
        {
            query.append_pair("id_token_hint", tokens.id_token.secret());
        }
    }
    address
}
