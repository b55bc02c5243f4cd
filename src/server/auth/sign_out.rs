//! Step 4: end the session here, then at the provider.

use tower_sessions::Session;
use url::Url;

use super::Auth;
use crate::{
    paths,
    server::{
        entra::ProviderKind,
        session::{self, StoreError, TokenSet, UserSession},
    },
};

/// Session data for the end-session request, read before the session is deleted.
struct EndSessionData {
    user: Option<UserSession>,
    tokens: Option<TokenSet>,
}

impl Auth {
    /// Ends the session, and returns where the browser goes next: the provider's end-session endpoint, or this app's
    /// signed-out page if the provider has none.
    ///
    /// The session is deleted on the server when this returns, whatever the browser does next.
    pub async fn sign_out(&self, session: &Session) -> Result<Url, StoreError> {
        let data = self.end_session_data(session).await?;
        session::end(session).await?;
        if data.user.is_some() {
            tracing::info!(event = "authn_logout", "a user signed out");
        }
        Ok(self.end_session_url_of(&data).await)
    }

    /// Returns where the browser goes after the end of this session. It must be called while the session exists.
    pub async fn end_session_url(&self, session: &Session) -> Result<Url, StoreError> {
        Ok(self.end_session_url_of(&self.end_session_data(session).await?).await)
    }

    async fn end_session_data(&self, session: &Session) -> Result<EndSessionData, StoreError> {
        let user = session::user(session).await?.filter(|user| user.relying_party == self.relying_party.name());
        let tokens = match session.id() {
            // The tokens only serve as a hint: the sign-out succeeds without them.
            Some(id) => self.store.tokens(id).await.ok().flatten().map(|(tokens, _)| tokens),
            None => None,
        };
        Ok(EndSessionData { user, tokens })
    }

    /// The hint names the account, so that the provider need not ask for it. Microsoft takes the `login_hint` claim.
    /// Other providers take the ID token (RP-Initiated Logout 1.0 §2). The ID token puts personal data into a URL, so it is
    /// sent only to providers without a tenant (`tid`).
    async fn end_session_url_of(&self, data: &EndSessionData) -> Url {
        let relying_party = &self.relying_party;
        let signed_out = relying_party.own_address(paths::SIGNED_OUT);
        let Some(user) = &data.user else { return signed_out };
        let provider = relying_party.snapshot().await.ok();
        let Some(mut url) = provider.and_then(|snapshot| snapshot.metadata.end_session_endpoint.clone()) else {
            return signed_out;
        };
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("client_id", relying_party.client_id().as_str());
            query.append_pair("post_logout_redirect_uri", signed_out.as_str());
            if let Some(hint) = &user.login_hint {
                query.append_pair("logout_hint", hint);
            } else if relying_party.provider().authority().provider() == ProviderKind::OpenId
                && user.tenant_id.is_none()
                && let Some(tokens) = &data.tokens
            {
                query.append_pair("id_token_hint", tokens.id_token.secret());
            }
        }
        url
    }
}
