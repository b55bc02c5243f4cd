//! Step 4: end the session here, then at the provider.

use tower_sessions::Session;
use url::Url;

use super::Auth;
use crate::{
    paths,
    server::{
        entra::ProviderKind,
        security_event::SecurityEvent,
        session::{self, Person, StoreError, TokenSet, UserSession, session_key},
    },
};

/// Upper bound of the address to which the browser is sent at the provider's end-session endpoint, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

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
        let id = session.id();
        session::end(session).await?;
        if let Some((user, id)) = data.user.as_ref().zip(id) {
            let user = self.store.user_in_log(Person::of(user));
            let session = self.store.session_in_log(session_key(id));
            let (event, reason) = (SecurityEvent::SessionEnded.name(), "logout");
            tracing::info!(event, reason, session, user, "a user signed out");
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
            // The tokens only serve as a hint to the provider (`id_token_hint`): the sign-out succeeds without them.
            Some(id) => self.store.tokens(id).await.ok().flatten().map(|(tokens, _)| tokens),
            None => None,
        };
        Ok(EndSessionData { user, tokens })
    }

    /// Returns the end-session address with the hint that names the account, so that the provider need not ask the user
    /// for the account. A hint that makes the address too long is left out: proxies limit the size of headers (nginx: 4
    /// KB), and this address is sent in a header.
    async fn end_session_url_of(&self, data: &EndSessionData) -> Url {
        let relying_party = &self.relying_party;
        let signed_out = relying_party.own_address(paths::SIGNED_OUT);
        let Some(user) = &data.user else { return signed_out };
        let provider = relying_party.snapshot().await.ok();
        let Some(endpoint) = provider.and_then(|snapshot| snapshot.metadata.end_session_endpoint.clone()) else {
            return signed_out;
        };
        let is_microsoft = relying_party.provider().authority().provider() != ProviderKind::OpenId;
        let hint = hint_of(user, data.tokens.as_ref(), is_microsoft);
        let address = |hint: Option<(&str, &str)>| {
            let mut url = endpoint.clone();
            url.query_pairs_mut()
                .append_pair("client_id", relying_party.client_id().as_str())
                .append_pair("post_logout_redirect_uri", signed_out.as_str())
                .extend_pairs(hint);
            Some(url).filter(|url| url.as_str().len() <= LONGEST_ADDRESS)
        };
        address(hint).or_else(|| address(None)).unwrap_or_else(|| {
            tracing::warn!("the end-session address of the provider is too long, so users are signed out here only");
            signed_out.clone()
        })
    }
}

/// Returns the parameter that names the account (RP-Initiated Logout 1.0 §2).
///
/// `logout_hint` comes first, so that the ID token does not reach the browser: it would stay in the history and in the
/// logs of proxies. At Microsoft the hint is the claim `login_hint`, and nothing else. At other providers it can also
/// be the user name.
///
/// Two limitations: another provider that sends neither `login_hint` nor a user name gets the ID token as a hint if the
/// ID token is short. A provider that requires `id_token_hint` in addition to `client_id` and `logout_hint` requires an
/// interaction, or shows an error. The user is signed out of this app in any case.
fn hint_of<'a>(
    user: &'a UserSession,
    tokens: Option<&'a TokenSet>,
    is_microsoft: bool,
) -> Option<(&'static str, &'a str)> {
    let username = user.username.as_deref().filter(|_| !is_microsoft);
    let logout_hint = user.login_hint.as_deref().or(username).map(|hint| ("logout_hint", hint));
    let id_token = tokens.filter(|_| !is_microsoft).map(|tokens| ("id_token_hint", tokens.id_token.secret()));
    logout_hint.or(id_token)
}
