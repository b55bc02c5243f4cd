//! The exact cause of a failed sign-in: data for the texts of the failure page.
//!
//! The values come from settings, from the provider's metadata or from a status line, never from a token. The exception is the
//! ID of a tenant that is not allowed, because the administrator needs it.

use serde::{Deserialize, Serialize};

/// The exact cause of a failed sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInReason {
    /// A response of the provider has this status, where tokens or a document should be.
    Status { from: ResponseOf, status: u16 },
    /// A response is not of the expected form.
    NotUnderstood { from: ResponseOf },
    /// A member of a response is wrong or missing.
    Member { from: ResponseOf, member: String },
    /// A response is larger than the app reads.
    TooLarge { from: ResponseOf },
    /// A document moved to another origin.
    Moved { from: ResponseOf, to: String },
    /// The metadata names an endpoint that must not be used.
    Endpoint { member: String, is_foreign_host: bool },
    /// The metadata names an issuer that does not belong to the authority.
    MetadataIssuer { authority: String, issuer: String, mismatch: IssuerMismatch },
    /// No key of the provider can verify a signature.
    NoUsableKey,
    /// The provider offers no sign-in by device code.
    NoDeviceCode,
    /// The authorization response names another issuer, or none.
    ResponseIssuer { is_missing: bool },
    /// An ID token breaks a rule.
    IdToken(IdTokenRule),
    /// The issuer of an ID token does not belong to the authority.
    Issuer { rule: IssuerRule, authority: String, issuer: String },
    /// `ALLOWED_TENANTS` does not list this tenant; empty at a provider without tenants.
    TenantNotAllowed { tenant: String },
    /// The clocks of this machine and of the provider differ: the ID token expired, or becomes valid, in this number of seconds.
    Clock { seconds: i64, is_expired: bool },
}

/// Which response of the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResponseOf {
    Metadata,
    Keys,
    TokenEndpoint,
}

/// Why an issuer in the metadata does not belong to the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IssuerMismatch {
    NoAddress,
    VersionOne,
    OtherHost,
    OtherTenant,
    NoTenant,
    NoTemplate,
    NoPolicy,
    OtherPolicy,
    OtherProvider,
}

/// Which rule about the origin of an ID token is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IssuerRule {
    OtherIssuer,
    Tenant,
    PersonalAccount,
    NoPolicy,
    Policy,
}

/// Which rule for ID tokens is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdTokenRule {
    Missing,
    TooLong,
    Malformed,
    OtherType,
    /// The name of the algorithm, as it is registered.
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
