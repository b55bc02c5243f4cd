//! The protocol as the specifications have it: discovery, the authorization request, the token endpoint, the ID token.
//!
//! openidconnect builds the authorization request and gives the values their types. Where it fails on the shapes that
//! Microsoft's endpoints answer with (discovery of aliases, issuers that are templates, keys that are for one issuer, errors
//! with `trace_id`, `expires_in` as a string), own types take over.

mod api_scopes;
mod authorization;
mod authorization_response;
mod claims_request;
mod error_response;
mod id_token;
mod keys;
mod logout_token;
mod members;
mod membership;
mod metadata;
mod provider;
mod raw_id_token;
mod token_endpoint;
mod token_response;

pub use api_scopes::ApiScopes;
pub use authorization::{AccountChoice, AuthorizationRequest, ResponseMode, authorization_request};
pub use authorization_response::{AuthorizationAnswer, AuthorizationResponse, ResponseIssuerError, ResponseParameters};
pub use claims_request::ClaimsRequest;
pub use error_response::ErrorResponse;
pub use id_token::{IdTokenError, IdTokenRules, VerifiedIdToken, verify};
pub use keys::{SigningKeys, SigningKeysError};
pub use logout_token::{LogoutTokenError, LogoutTokenRules, VerifiedLogoutToken, verify_logout_token};
pub use members::WrongMember;
pub use membership::{Groups, Membership};
pub use metadata::{MetadataError, ProviderMetadata};
pub use provider::{OpenIdProvider, ProviderError, ProviderSnapshot, WhoAsks};
pub use raw_id_token::RawIdToken;
pub use token_endpoint::{ClientCredential, DeviceAuthorization, TokenEndpoint, TokenEndpointError, TokenWish};
pub use token_response::TokenResponse;
