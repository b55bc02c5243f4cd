//! The caller of the protected API, and the proof that the access token of a request has a right.
//!
//! It is for the API what [`SignedIn`](super::SignedIn) is for pages. A handler takes the proof, [`Bearer`], as a parameter, so
//! that it cannot run without it. The API has no session: the token is the only credential, and nothing else is read.
//!
//! ```
//! use axum::Json;
//! use leptos_entra::server::{ApiNeeds, ApiRight, Bearer};
//!
//! /// The right to read stock: of a user with the scope `Stock.Read`, or of an app with the app role `Stock.Read.All`.
//! pub struct ReadStock;
//! impl ApiRight for ReadStock {
//!     fn needs() -> ApiNeeds {
//!         ApiNeeds::scope("Stock.Read").or_app_role("Stock.Read.All")
//!     }
//! }
//!
//! /// The right to change stock: of users only, after a second factor (authentication context `c1`).
//! pub struct ChangeStock;
//! impl ApiRight for ChangeStock {
//!     fn needs() -> ApiNeeds {
//!         ApiNeeds::scope("Stock.Write").with_context("c1")
//!     }
//! }
//!
//! /// `GET /api/v1/stock`: the proof is an extractor of axum.
//! async fn stock(caller: Bearer<ReadStock>) -> Json<serde_json::Value> {
//!     Json(serde_json::json!({ "tenant": caller.token().tenant_id, "items": [] }))
//! }
//! ```

mod error;
mod on_behalf_of;
mod right;

use std::{marker::PhantomData, sync::Arc};

use super::{
    Services,
    auth::{bearer_token::BearerTokenError, on_behalf_of::UserAssertion},
    oidc::{TokenHolder, VerifiedAccessToken},
};
pub use error::BearerError;
pub use on_behalf_of::{Delegation, OnBehalfOf};
pub use right::{ApiNeeds, ApiRight};

/// Proof that the request has a valid access token with the right `R`. [`Bearer::admit`] is its only source.
pub struct Bearer<R> {
    token: Arc<VerifiedAccessToken>,
    /// The access token itself, for calls on behalf of its user. `None` for the token of an app.
    user: Option<Arc<UserAssertion>>,
    right: PhantomData<fn() -> R>,
}

impl<R: ApiRight> Bearer<R> {
    /// Verifies an access token, and checks that it has the right.
    pub async fn admit(services: &Services, compact: &str) -> Result<Self, BearerError> {
        let api = services.api.as_ref().ok_or(BearerError::NoApi)?;
        let token = match services.auth.verify_bearer_token(api, compact).await {
            Ok(token) => token,
            Err(BearerTokenError::Refused(error)) => return Err(BearerError::Token(error)),
            Err(BearerTokenError::Keys(error)) => return Err(BearerError::Unavailable(error)),
        };
        match R::needs().missing_in(&token) {
            None => {
                let user = UserAssertion::new(compact, &token).map(Arc::new);
                Ok(Self { token: Arc::new(token), user, right: PhantomData })
            }
            Some(missing) => Err(missing),
        }
    }
}

impl<R> Bearer<R> {
    /// Returns the verified claims of the access token.
    pub fn token(&self) -> &VerifiedAccessToken {
        &self.token
    }

    /// Returns the object ID of the user. `None` if an app acts for itself.
    pub fn user(&self) -> Option<&str> {
        match self.token.holder {
            TokenHolder::User { .. } => Some(self.token.object_id.as_deref().unwrap_or(&self.token.subject)),
            TokenHolder::App => None,
        }
    }
}
