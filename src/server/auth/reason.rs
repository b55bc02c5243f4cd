//! Converts the error of a sign-in into the data of the failure page, which adds the words.

use super::AuthError;
use crate::server::{
    entra::{ExpectedIssuer, IssuerRefused},
    http::HttpError,
    oidc::{
        AssertionFileError, CertificateError, CredentialError, IdTokenError, IdentityError, MetadataError,
        ProviderDocument, ProviderError, ResponseIssuerError, SigningKeysError, TokenEndpointError, WrongMember,
    },
    sign_in_problem::{
        CredentialFileFailure, IdTokenRule, IdentityFailure, IssuerRule, ResponseOf, SignInReason as Reason,
    },
};

/// Returns the exact cause of a failed sign-in. `None` if the kind of the problem explains it well enough.
pub fn of(error: &AuthError) -> Option<Reason> {
    match error {
        AuthError::Provider(error) => of_provider(error),
        AuthError::TokenEndpoint(error) => of_token_endpoint(error),
        AuthError::IdToken(error) => Some(of_id_token(error)),
        AuthError::NoIdToken => Some(Reason::IdToken(IdTokenRule::Missing)),
        AuthError::ResponseIssuer(error) => {
            Some(Reason::ResponseIssuer { is_missing: *error == ResponseIssuerError::Missing })
        }
        _ => None,
    }
}

fn of_provider(error: &ProviderError) -> Option<Reason> {
    match error {
        ProviderError::Unreachable(document, error) => of_http(document_of(*document), error),
        ProviderError::Rejected(..) => None,
        ProviderError::Status(document, status) => {
            Some(Reason::Status { from: document_of(*document), status: *status })
        }
        ProviderError::Moved(document, to) => Some(Reason::Moved { from: document_of(*document), to: to.to_string() }),
        ProviderError::Metadata(MetadataError::NotMetadata(wrong)) => Some(of_member(ResponseOf::Metadata, wrong)),
        ProviderError::Metadata(MetadataError::Address(member)) => {
            Some(Reason::Endpoint { member: (*member).to_owned(), is_foreign_host: false })
        }
        ProviderError::Metadata(MetadataError::ForeignHost(member)) => {
            Some(Reason::Endpoint { member: (*member).to_owned(), is_foreign_host: true })
        }
        ProviderError::Issuer(refused) => Some(of_issuer(refused)),
        ProviderError::Keys(SigningKeysError::NotAKeySet(wrong)) => Some(of_member(ResponseOf::Keys, wrong)),
        ProviderError::Keys(SigningKeysError::NoSigningKey) => Some(Reason::NoUsableKey),
    }
}

const fn document_of(document: ProviderDocument) -> ResponseOf {
    match document {
        ProviderDocument::Metadata => ResponseOf::Metadata,
        ProviderDocument::Keys => ResponseOf::Keys,
    }
}

fn of_http(from: ResponseOf, error: &HttpError) -> Option<Reason> {
    matches!(error, HttpError::TooLarge(_)).then_some(Reason::TooLarge { from })
}

fn of_member(from: ResponseOf, wrong: &WrongMember) -> Reason {
    match wrong.clone().name() {
        Some(member) => Reason::Member { from, member },
        None => Reason::NotUnderstood { from },
    }
}

fn of_token_endpoint(error: &TokenEndpointError) -> Option<Reason> {
    let from = ResponseOf::TokenEndpoint;
    match error {
        TokenEndpointError::Http(error) => of_http(from, error),
        TokenEndpointError::Credential(CredentialError::ManagedIdentity(error)) => Some(of_identity(*error)),
        TokenEndpointError::Credential(error) => of_credential_file(error).map(Reason::CredentialFile),
        TokenEndpointError::Refused(_) => None,
        TokenEndpointError::NotUnderstood(200..=299) => Some(Reason::NotUnderstood { from }),
        TokenEndpointError::NotUnderstood(status) => Some(Reason::Status { from, status: *status }),
        TokenEndpointError::WrongMember { member, .. } => Some(Reason::Member { from, member: member.clone() }),
        TokenEndpointError::NotOffered => Some(Reason::NoDeviceCode),
    }
}

const fn of_credential_file(error: &CredentialError) -> Option<CredentialFileFailure> {
    match error {
        CredentialError::AssertionFile(AssertionFileError::File(_)) => Some(CredentialFileFailure::AssertionNotRead),
        CredentialError::AssertionFile(AssertionFileError::NotToken) => Some(CredentialFileFailure::AssertionNotToken),
        CredentialError::Certificate(CertificateError::Expired { .. }) => {
            Some(CredentialFileFailure::CertificateExpired)
        }
        CredentialError::Certificate(CertificateError::NotYetValid { .. }) => {
            Some(CredentialFileFailure::CertificateNotYetValid)
        }
        _ => None,
    }
}

const fn of_identity(error: IdentityError) -> Reason {
    Reason::Identity(match error {
        IdentityError::Unreachable => IdentityFailure::Unreachable,
        IdentityError::Timeout => IdentityFailure::Timeout,
        IdentityError::Redirected => IdentityFailure::Redirected,
        IdentityError::NotAssigned => IdentityFailure::NotAssigned,
        IdentityError::NoToken => IdentityFailure::NoToken,
        IdentityError::Status(status) => IdentityFailure::Status(status),
    })
}

fn of_id_token(error: &IdTokenError) -> Reason {
    Reason::IdToken(match error {
        IdTokenError::Issuer(refused) => return of_issuer(refused),
        IdTokenError::Expired(seconds) => return Reason::Clock { seconds: *seconds, is_expired: true },
        IdTokenError::NotYetValid(seconds) | IdTokenError::IssuedInTheFuture(seconds) => {
            return Reason::Clock { seconds: *seconds, is_expired: false };
        }
        IdTokenError::TooLong(_) => IdTokenRule::TooLong,
        IdTokenError::Malformed => IdTokenRule::Malformed,
        IdTokenError::OtherType => IdTokenRule::OtherType,
        IdTokenError::Algorithm(name) => IdTokenRule::Algorithm((*name).to_owned()),
        IdTokenError::CriticalHeader => IdTokenRule::CriticalHeader,
        IdTokenError::MissingClaim(name) => IdTokenRule::MissingClaim((*name).to_owned()),
        IdTokenError::UnknownKey => IdTokenRule::UnknownKey,
        IdTokenError::KeyOfOtherIssuer => IdTokenRule::KeyOfOtherIssuer,
        IdTokenError::KeyOfOtherAlgorithm => IdTokenRule::KeyOfOtherAlgorithm,
        IdTokenError::AmbiguousKey => IdTokenRule::AmbiguousKey,
        IdTokenError::Signature => IdTokenRule::Signature,
        IdTokenError::Audience => IdTokenRule::Audience,
        IdTokenError::OtherAudiences => IdTokenRule::OtherAudiences,
        IdTokenError::AuthorizedParty => IdTokenRule::AuthorizedParty,
        IdTokenError::Nonce => IdTokenRule::Nonce,
        IdTokenError::UnexpectedNonce => IdTokenRule::UnexpectedNonce,
        IdTokenError::AccessTokenHash => IdTokenRule::AccessTokenHash,
    })
}

fn of_issuer(refused: &IssuerRefused) -> Reason {
    let (rule, expected) = match refused {
        IssuerRefused::Metadata { authority, issuer, why } => {
            let (authority, issuer) = (authority.clone(), issuer.clone());
            return Reason::MetadataIssuer { authority, issuer, mismatch: *why };
        }
        IssuerRefused::TenantNotAllowed(refused) => {
            return Reason::TenantNotAllowed { tenant: refused.tenant.clone() };
        }
        IssuerRefused::Version => return Reason::IdToken(IdTokenRule::Version),
        IssuerRefused::OtherIssuer(expected) => (IssuerRule::OtherIssuer, expected),
        IssuerRefused::Tenant(expected) => (IssuerRule::Tenant, expected),
        IssuerRefused::PersonalAccount(expected) => (IssuerRule::PersonalAccount, expected),
        IssuerRefused::NoPolicy(expected) => (IssuerRule::NoPolicy, expected),
        IssuerRefused::Policy(expected) => (IssuerRule::Policy, expected),
    };
    let ExpectedIssuer { authority, issuer, .. } = expected.clone();
    Reason::Issuer { rule, authority, issuer }
}
