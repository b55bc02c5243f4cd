//! The exact cause of a failed sign-in: data for the texts of the failure page.
//!
//! The values come from settings, from the provider's metadata or from a status line, never from a token. The exception is the
//! ID of a tenant that is not allowed, because the administrator needs it.

use serde::{Deserialize, Serialize};

/// The exact cause of a failed sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInReason {
    /// A response of the provider has this status, and neither tokens nor a document.
    Status { from: ResponseOf, status: u16 },
    /// A response of the provider is not of the expected form.
    NotUnderstood { from: ResponseOf },
    /// A member of a provider's response is wrong or missing.
    Member { from: ResponseOf, member: String },
    /// A response of the provider is larger than the app reads.
    TooLarge { from: ResponseOf },
    /// A document of the provider moved to another origin.
    Moved { from: ResponseOf, to: String },
    /// The metadata names an endpoint that must not be used.
    Endpoint { member: String, is_foreign_host: bool },
    /// The metadata names an issuer that does not belong to the authority.
    MetadataIssuer { authority: String, issuer: String, mismatch: IssuerMismatch },
    /// No key of the provider can verify a signature that this app accepts.
    NoUsableKey,
    /// The provider offers no sign-in by device code.
    NoDeviceCode,
    /// The authorization response names another issuer, or none.
    ResponseIssuer { is_missing: bool },
    /// The identity endpoint of Azure issued no token for the managed identity of this app.
    Identity(IdentityFailure),
    /// A file of the client credential cannot be used.
    CredentialFile(CredentialFileFailure),
    /// An ID token breaks a rule.
    IdToken(IdTokenRule),
    /// The issuer of an ID token does not belong to the authority.
    Issuer { rule: IssuerRule, authority: String, issuer: String },
    /// `ALLOWED_TENANTS` does not list this tenant. The ID is empty for a provider without tenants.
    TenantNotAllowed { tenant: String },
    /// The clocks of this machine and of the provider differ: the ID token expired, or becomes valid, in this number of seconds.
    Clock { seconds: i64, is_expired: bool },
}

/// The kind of a provider's response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResponseOf {
    Metadata,
    Keys,
    TokenEndpoint,
}

/// Why the identity endpoint of Azure issued no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdentityFailure {
    Unreachable,
    Timeout,
    Redirected,
    NotAssigned,
    NoToken,
    Status(u16),
}

/// Why a file of the client credential cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CredentialFileFailure {
    AssertionNotRead,
    AssertionNotToken,
    CertificateExpired,
    CertificateNotYetValid,
}

/// Why the issuer that a metadata document names does not belong to the authority. The texts are for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum IssuerMismatch {
    #[error("this is not an https address, or it has a query or a fragment")]
    NoAddress,
    #[error("this is an issuer of version 1 of the Microsoft identity platform; append /v2.0 to the authority")]
    VersionOne,
    #[error("this host does not issue the tokens of this authority")]
    OtherHost,
    #[error("this is another tenant")]
    OtherTenant,
    #[error("this does not contain the ID of a tenant")]
    NoTenant,
    #[error("this is not the template of a multi-tenant authority")]
    NoTemplate,
    #[error("this does not have the form of an issuer of Azure AD B2C, which ends with /v2.0/")]
    NoPolicy,
    #[error("this is another policy of Azure AD B2C")]
    OtherPolicy,
    #[error("an OpenID provider must name its own address")]
    OtherProvider,
}

/// The rule about the issuer that an ID token breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IssuerRule {
    OtherIssuer,
    Tenant,
    PersonalAccount,
    NoPolicy,
    Policy,
}

/// The rule that an ID token breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdTokenRule {
    Missing,
    TooLong,
    Malformed,
    OtherType,
    /// The registered name of the token's signature algorithm.
    Algorithm(String),
    CriticalHeader,
    MissingClaim(String),
    Version,
    UnknownKey,
    KeyOfOtherIssuer,
    KeyOfOtherAlgorithm,
    AmbiguousKey,
    Signature,
    Audience,
    OtherAudiences,
    AuthorizedParty,
    Nonce,
    UnexpectedNonce,
    AccessTokenHash,
}
