//! OpenID Connect: discovery, the authorization request, the token endpoint, the ID token.
//!
//! The crate openidconnect builds the authorization request. This module defines other types itself where those of the
//! crate fail on Microsoft's responses: metadata of tenant aliases, issuers that are templates, signing keys for one
//! issuer only, errors with `trace_id`, `expires_in` as a string.
//!
//! `Display` texts of errors are for the log. The texts for users are defined with the pages that show them.

mod account_choice;
mod algorithm;
mod api_scopes;
mod authorization;
mod authorization_response;
mod claims_request;
mod client_credential;
mod error_response;
mod granted_scopes;
mod id_token;
mod keys;
mod logout_token;
mod members;
mod membership;
mod metadata;
mod names;
mod proof_request;
mod provider;
mod raw_id_token;
mod readable;
mod token_endpoint;
mod token_response;
mod userinfo;

pub use account_choice::{AccountChoice, Prompt, is_domain};
pub use algorithm::SignatureAlgorithm;
pub use api_scopes::ApiScopes;
pub use authorization::{AuthorizationRequest, ResponseMode, authorization_request};
pub use authorization_response::{AuthorizationResponse, AuthorizationResult, ResponseIssuerError, ResponseParameters};
pub use claims_request::ClaimsRequest;
#[cfg(test)]
pub(super) use client_credential::test_certificates;
pub use client_credential::{
    AssertionFile, AssertionFileError, AssertionRequest, CertificateError, CertificateFile, CertificatePaths,
    ClientAssertion, ClientCertificate, ClientCredential, ClientSecretFile, CredentialError, CredentialExpiry,
    ExpiringCredential, IdentityEndpoint, IdentityError, ManagedIdentity,
};
pub use error_response::ErrorResponse;
pub use granted_scopes::{GrantedScopes, granted_of_resource};
pub use id_token::{
    AccessTokenError, AccessTokenRules, IdTokenError, IdTokenRules, RefreshedIdTokenError, RefreshedIdTokenRules,
    TokenHolder, VerifiedAccessToken, VerifiedIdToken, verify, verify_access_token, verify_refreshed,
};
pub use keys::{SigningKeys, SigningKeysError, VerificationKey, WantedKey};
pub use logout_token::{LogoutTokenError, LogoutTokenRules, VerifiedLogoutToken, verify_logout_token};
pub use members::WrongMember;
pub use membership::{Groups, Membership};
pub use metadata::{MetadataError, ProviderMetadata};
pub use names::UserNames;
pub use proof_request::ProofRequest;
pub use provider::{OpenIdProvider, ProviderDocument, ProviderError, ProviderSnapshot, TokenSender};
pub use raw_id_token::RawIdToken;
pub use readable::readable;
pub use token_endpoint::{
    AssertionRules, DeviceAuthorization, TokenEndpoint, TokenEndpointError, TokenRequestParameters,
};
pub use token_response::TokenResponse;
pub use userinfo::{UserInfoEndpoint, UserInfoError};
