//! The first arrival of an authorization response: check its issuer, redeem its code, and establish the session.

use std::sync::Arc;

use openidconnect::AuthorizationCode;
use tower_sessions::session::Id;

use super::{
    Auth, AuthError, ExtraRequest, FailedSignIn,
    begin::{BrowserSessions, ProviderRedirect, SignInRequest},
    relying_party::ExpectedIdToken,
    step_up::FinishedStepUp,
    token_set, user_record,
};
use crate::{
    paths::ReturnTo,
    server::{
        entra::UserFlowLink,
        oidc::{
            AccountChoice, AuthorizationResponse, AuthorizationResult, ClaimsRequest, ErrorResponse, ProviderSnapshot,
        },
        session::{
            self, EstablishedSession, Journey, NewSignIn, Outcome, ParkedSessions, SignInCookie, SignInTransaction,
            TokenSet, UserSession, Visitor,
        },
    },
};

/// An authorization response, and the browser that brought it.
pub(super) struct Redemption<'a> {
    pub auth: &'a Auth,
    pub visitor: &'a Visitor,
    pub response: &'a AuthorizationResponse,
    pub cookie: &'a SignInCookie,
}

/// The result of a journey at the provider.
enum JourneyResult {
    /// A session was established. After a step-up, the path leads back to the page or action that needed it. `None` for
    /// other sign-ins.
    SignedIn(EstablishedSession, ParkedSessions, Option<String>),
    /// The user cancelled, which is not reported as a failure.
    Cancelled,
    /// Another journey follows at the provider, in the same browser.
    Continues(ProviderRedirect),
}

impl Redemption<'_> {
    /// Redeems the authorization response that a transaction waits for, and returns where the browser goes next.
    pub async fn outcome(&self, transaction: SignInTransaction) -> Outcome {
        let return_to = ReturnTo::parse(&transaction.return_to);
        let is_step_up = transaction.step_up.is_some();
        let leads_to = match self.redeem(transaction).await {
            Ok(JourneyResult::SignedIn(session, parked, path)) => {
                let leads_to = path.unwrap_or_else(|| return_to.as_str().to_owned());
                return Outcome { leads_to, session: Some(session), parked };
            }
            Ok(JourneyResult::Cancelled) => return_to.as_str().to_owned(),
            Ok(JourneyResult::Continues(redirect)) => redirect.url.to_string(),
            Err(error) => self.auth.failure_address(&FailedSignIn { error, return_to, is_step_up }).await,
        };
        Outcome { leads_to, session: None, parked: ParkedSessions::default() }
    }

    async fn redeem(&self, transaction: SignInTransaction) -> Result<JourneyResult, AuthError> {
        let relying_party = &self.auth.relying_party;
        if transaction.relying_party != relying_party.name() {
            return Err(AuthError::UnknownTransaction);
        }
        let provider = relying_party.snapshot_of(transaction.journey).await;
        if let Ok(provider) = &provider {
            self.response.check_issuer(&provider.metadata)?;
        }
        let error = match &self.response.result {
            AuthorizationResult::Code(code) => {
                return match self.exchange(&provider?, code, &transaction).await {
                    Ok((user, tokens)) if transaction.journey == Journey::SignIn => {
                        self.establish(user, &tokens, transaction).await
                    }
                    // Sign in again after a profile edit or password reset, so that the session gets the new claims.
                    // Single sign-on of Azure AD B2C makes this silent.
                    Ok(_) => self.continue_with(Journey::SignIn, transaction, None).await,
                    Err(AuthError::Refused(refused)) if requires_claims(&refused, &transaction) => {
                        tracing::info!(error = %refused.error, number = refused.number, "the provider requires claims, so the sign-in is repeated with them");
                        self.continue_with(transaction.journey, transaction, refused.claims).await
                    }
                    Err(error) => Err(error),
                };
            }
            AuthorizationResult::Error(error) => error,
        };
        match relying_party.user_flow_link(self.response) {
            Some(UserFlowLink::Cancel) => Ok(JourneyResult::Cancelled),
            Some(UserFlowLink::ResetPassword) if relying_party.offers(Journey::ResetPassword) => {
                self.continue_with(Journey::ResetPassword, transaction, None).await
            }
            _ => Err(AuthError::Refused(Box::new(error.clone()))),
        }
    }

    /// Starts the journey that follows, with the return path, step-up and cookie of the transaction. `challenge` contains the
    /// claims that the provider requires beyond the requested claims.
    async fn continue_with(
        &self,
        journey: Journey,
        transaction: SignInTransaction,
        challenge: Option<ClaimsRequest>,
    ) -> Result<JourneyResult, AuthError> {
        let answers_challenge = challenge.is_some();
        let claims = ClaimsRequest::merged(transaction.claims, challenge);
        let request = SignInRequest {
            return_to: &ReturnTo::parse(&transaction.return_to),
            account: AccountChoice::default(),
            extra: ExtraRequest {
                scopes: transaction.further_scopes,
                claims,
                proof: transaction.proof,
                reference: transaction.step_up,
                answers_challenge,
            },
            journey,
            browser: BrowserSessions {
                replaces: transaction.replaces,
                parks: transaction.parks,
                adds_account: transaction.adds_account,
                parked: transaction.parked,
            },
            cookie: Some(self.cookie.clone()),
        };
        self.auth.begin(request, transaction.language.as_deref()).await.map(JourneyResult::Continues)
    }

    /// Exchanges the code at the token endpoint of the journey's provider, and verifies the ID token with that provider's keys.
    async fn exchange(
        &self,
        provider: &Arc<ProviderSnapshot>,
        code: &AuthorizationCode,
        transaction: &SignInTransaction,
    ) -> Result<(UserSession, TokenSet), AuthError> {
        let relying_party = &self.auth.relying_party;
        let redirect_uri = relying_party.redirect_uri().ok_or(AuthError::NoRedirectUri)?;
        let endpoint = relying_party.token_endpoint(provider);
        let parameters = relying_party.scopes().at_exchange(&provider.metadata, &transaction.scopes);
        let tokens = endpoint.exchange(code, &transaction.pkce_code_verifier, redirect_uri, &parameters).await?;
        let expected = ExpectedIdToken { journey: transaction.journey, provider, nonce: Some(&transaction.nonce) };
        let (verified, raw) = relying_party.verify(&tokens, expected).await?;
        self.response.check_issuer_of_token(&verified.issuer)?;
        let user = user_record::user_session(relying_party, provider, verified, tokens.access_token.as_ref()).await;
        Ok((user, token_set::of_sign_in(tokens, raw, &transaction.scopes)))
    }

    async fn establish(
        &self,
        mut user: UserSession,
        tokens: &TokenSet,
        transaction: SignInTransaction,
    ) -> Result<JourneyResult, AuthError> {
        user.consent_requested = transaction.further_scopes;
        user.proof_requested = transaction.proof;
        let adds_account = transaction.adds_account;
        let sign_in = NewSignIn { user: &user, tokens, replaces: transaction.replaces, adds_account };
        let visitor = with_sessions_of(self.visitor, transaction.parks, &transaction.parked);
        let (session, parked) = session::establish(&self.auth.store, &visitor, sign_in).await?;
        let step_up = FinishedStepUp {
            reference: transaction.step_up.as_ref(),
            requested_by: transaction.replaces,
            session: Some(session.id),
            user: &user,
        };
        let path = self.auth.path_after(step_up).await;
        self.auth.log_sign_in(&user, session.id);
        Ok(JourneyResult::SignedIn(session, parked, path))
    }
}

/// Adds the sessions of the browser when the sign-in began to those that the callback brought. With `form_post` browsers send neither
/// the session cookie nor the cookie of the other accounts to the callback.
fn with_sessions_of(visitor: &Visitor, parks: Option<Id>, parked: &ParkedSessions) -> Visitor {
    let parked = visitor.parked.ids().iter().chain(parked.ids()).copied().collect();
    Visitor { brought: visitor.brought.or(parks), parked, browser: visitor.browser.clone() }
}

/// Whether a new authorization request can meet the claims that the token endpoint requires. If the provider requires
/// claims again after that, no third request follows, because it would be a redirect loop.
fn requires_claims(refused: &ErrorResponse, transaction: &SignInTransaction) -> bool {
    refused.claims.is_some() && refused.requires_interaction() && !transaction.answers_challenge
}
