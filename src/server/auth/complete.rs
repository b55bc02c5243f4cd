//! Step 2: authorization response → code exchange → ID token → session. [`super::redeem`] handles the first arrival of
//! an authorization response, [`super::repeated_response`] a repeated response.

use std::sync::Arc;

use super::{Auth, AuthError, CallbackResponse, FailedSignIn, redeem::Redemption, repeated_response::RepeatedResponse};
use crate::{
    paths::{self, ReturnTo},
    server::{
        detached,
        entra::UserFlowLink,
        oidc::AuthorizationResponse,
        session::{Journey, ResponseLookup, SignInCookie, Visitor},
    },
};

impl Auth {
    /// Completes a sign-in, and returns where the browser goes: to the page that the user requested, or to a page that
    /// explains the failure. `None` if the task panicked.
    ///
    /// It runs in its own task, because the sign-in would be lost if the browser closed the connection after its code
    /// was redeemed.
    pub async fn complete(
        self: &Arc<Self>,
        visitor: Visitor,
        response: Option<AuthorizationResponse>,
        cookie: Option<SignInCookie>,
    ) -> Option<CallbackResponse> {
        let auth = Arc::clone(self);
        detached(async move {
            let completed = match (response, cookie) {
                (None, _) => Err(AuthError::MalformedResponse),
                (Some(response), None) => auth.without_transaction(&response),
                (Some(response), Some(cookie)) => auth.complete_with_transaction(&visitor, &response, &cookie).await,
            };
            match completed {
                Ok(response) => response,
                Err(error) => {
                    let failed = FailedSignIn::new(error, ReturnTo::home());
                    CallbackResponse::redirect_to(auth.failure_address(&failed).await)
                }
            }
        })
        .await
    }

    /// Completes an authorization response that came with a sign-in cookie. The sign-in transaction is taken out of the
    /// store before anything else, whether the response has a code or an error. A different second response therefore
    /// finds no transaction. A repetition of the same response gets the result of its first arrival.
    async fn complete_with_transaction(
        &self,
        visitor: &Visitor,
        response: &AuthorizationResponse,
        cookie: &SignInCookie,
    ) -> Result<CallbackResponse, AuthError> {
        let answer = response.fingerprint();
        match self.store.take_transaction(&response.state, cookie, answer).await? {
            ResponseLookup::First(transaction) => {
                let redemption = Redemption { auth: self, visitor, response, cookie };
                let outcome = redemption.outcome(*transaction).await;
                if let Err(error) = self.store.conclude(&response.state, cookie, answer, &outcome).await {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the outcome of a sign-in could not be stored; if the browser repeats the request, it gets an error page"
                    );
                }
                Ok(CallbackResponse::of_first_response(outcome))
            }
            ResponseLookup::Repeated(outcome) => {
                RepeatedResponse { auth: self, visitor, response, cookie }.complete(outcome).await
            }
            ResponseLookup::Unknown => self.without_transaction(response),
        }
    }

    /// An authorization response without a transaction proves nothing, so the sign-in fails. Exception: "I forgot my
    /// password" at Azure AD B2C leads to the page where the user can start the password reset.
    fn without_transaction(&self, response: &AuthorizationResponse) -> Result<CallbackResponse, AuthError> {
        let relying_party = &self.relying_party;
        let forgot_password = relying_party.user_flow_link(response) == Some(UserFlowLink::ResetPassword);
        if forgot_password && relying_party.offers(Journey::ResetPassword) {
            return Ok(CallbackResponse::redirect_to(paths::RESET_PASSWORD.to_owned()));
        }
        Err(AuthError::UnknownTransaction)
    }
}
