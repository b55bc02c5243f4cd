//! Client authentication at the token endpoint: HTTP Basic, a secret in the form, or a signed assertion in the form.

use std::time::Duration;

use openidconnect::{ClientId, ClientSecret};
use secrecy::zeroize::Zeroizing;

use crate::server::{
    entra::Authority,
    http::FormCredential,
    oidc::{
        AssertionRequest, ClientAssertion, ClientCertificate, ClientCredential, CredentialError, ProviderMetadata,
        SignatureAlgorithm,
    },
};

const ASSERTION_TYPE: (&str, &str) =
    ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

/// The rules of a provider for client assertions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AssertionRules {
    /// Microsoft accepts PS256 without listing it, and expects the token endpoint as the audience. At other providers the
    /// audience is the issuer, because another provider could use an assertion for an endpoint that it has named itself
    /// (draft-ietf-oauth-rfc7523bis).
    pub is_microsoft: bool,
    /// Whether the provider accepts an assertion in several requests. Microsoft's hosts do. Other providers reject a
    /// `jti` that they have received before (RFC 7523 §3).
    pub is_reusable: bool,
}

impl AssertionRules {
    /// Returns the rules of a provider.
    pub fn of(authority: &Authority) -> Self {
        Self { is_microsoft: authority.may_be_microsoft(), is_reusable: authority.cloud().is_some() }
    }
}

/// The client, and the provider at which it authenticates.
pub struct Client<'a> {
    pub id: &'a ClientId,
    pub credential: &'a ClientCredential,
    pub metadata: &'a ProviderMetadata,
    pub rules: AssertionRules,
}

/// The authentication of one request.
pub enum Authentication<'a> {
    /// Client ID and secret are form-encoded before they are joined (RFC 6749 §2.3.1).
    Basic {
        username: String,
        password: Zeroizing<String>,
    },
    Secret {
        id: &'a str,
        secret: ClientSecret,
    },
    Certificate {
        id: &'a str,
        assertion: ClientAssertion,
    },
    Assertion {
        id: &'a str,
        text: Zeroizing<String>,
    },
    Public {
        id: &'a str,
    },
}

impl<'a> Client<'a> {
    /// Returns the authentication of the next request. `wait` is the timeout for a token of a managed identity.
    pub async fn authentication(&self, wait: Duration) -> Result<Authentication<'a>, CredentialError> {
        let id = self.id.as_str();
        Ok(match self.credential {
            ClientCredential::Secret(secret) => self.by_secret(secret.clone()),
            ClientCredential::SecretFile(file) => self.by_secret(file.secret()),
            ClientCredential::Certificate(file) => {
                Authentication::Certificate { id, assertion: file.assertion(&self.assertion_request())? }
            }
            ClientCredential::AssertionFile(file) => {
                Authentication::Assertion { id, text: file.read_complete().await? }
            }
            ClientCredential::ManagedIdentity(identity) => {
                Authentication::Assertion { id, text: identity.assertion(wait).await? }
            }
            ClientCredential::Public => Authentication::Public { id },
        })
    }

    /// Returns the authentication for a retry after the provider has rejected the client. `None` unless the files of the
    /// credential contain another valid certificate, secret or token, as during a rotation.
    pub async fn authentication_after_rejection(
        &self,
        rejected: &[Authentication<'_>],
    ) -> Result<Option<Authentication<'a>>, CredentialError> {
        let id = self.id.as_str();
        Ok(match (self.credential, rejected) {
            (ClientCredential::Certificate(file), [Authentication::Certificate { assertion, .. }]) => {
                report(&assertion.certificate);
                let other = file.assertion_by_another(&assertion.certificate, &self.assertion_request())?;
                other.map(|assertion| Authentication::Certificate { id, assertion })
            }
            (ClientCredential::SecretFile(file), _) => {
                let is_rejected = |secret: &ClientSecret| rejected.iter().any(|one| one.has_secret(secret));
                file.secret_after_rejection(is_rejected).await.map(|secret| self.by_secret(secret))
            }
            (ClientCredential::AssertionFile(file), [Authentication::Assertion { text, .. }]) => {
                file.read_after_rejection(text).await.map(|text| Authentication::Assertion { id, text })
            }
            _ => None,
        })
    }

    /// Remembers the secret of a request that the provider has accepted.
    pub fn accept(&self, authentication: &Authentication<'_>) {
        if let ClientCredential::SecretFile(file) = self.credential {
            file.accept(|secret| authentication.has_secret(secret));
        }
    }

    fn by_secret(&self, secret: ClientSecret) -> Authentication<'a> {
        let id = self.id.as_str();
        if self.metadata.wants_basic_credential() {
            let password = Zeroizing::new(form_encoded(secret.secret()));
            return Authentication::Basic { username: form_encoded(id), password };
        }
        Authentication::Secret { id, secret }
    }

    fn assertion_request(&self) -> AssertionRequest<'_> {
        let AssertionRules { is_microsoft, is_reusable } = self.rules;
        let audience = if is_microsoft { self.metadata.token_endpoint.as_str() } else { self.metadata.issuer.as_str() };
        let takes_ps256 = self.metadata.lists_for_assertions(SignatureAlgorithm::Ps256).unwrap_or(is_microsoft);
        let algorithm = if takes_ps256 { SignatureAlgorithm::Ps256 } else { SignatureAlgorithm::Rs256 };
        AssertionRequest { client_id: self.id.as_str(), audience, algorithm, is_reusable }
    }
}

/// Logs the thumbprints of a certificate that the provider has rejected, for a comparison with the app registration.
fn report(certificate: &ClientCertificate) {
    tracing::warn!(
        thumbprint = certificate.portal_thumbprint(),
        sha256 = certificate.thumbprint(),
        "the provider rejected the client certificate; check that the app registration contains it"
    );
}

impl Authentication<'_> {
    /// Returns the parameters for the form.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let (id, others) = match self {
            Self::Basic { .. } => (None, [None, None]),
            Self::Public { id } => (Some(*id), [None, None]),
            Self::Secret { id, secret } => (Some(*id), [Some(("client_secret", secret.secret().as_str())), None]),
            Self::Certificate { id, assertion } => (Some(*id), by_assertion(&assertion.text)),
            Self::Assertion { id, text } => (Some(*id), by_assertion(text)),
        };
        id.map(|id| ("client_id", id)).into_iter().chain(others.into_iter().flatten())
    }

    /// Returns whether the request authenticates with this secret.
    fn has_secret(&self, secret: &ClientSecret) -> bool {
        match self {
            Self::Basic { password, .. } => **password == form_encoded(secret.secret()),
            Self::Secret { secret: own, .. } => own.secret() == secret.secret(),
            _ => false,
        }
    }

    /// Returns the credential for the header.
    pub fn credential(&self) -> FormCredential<'_> {
        match self {
            Self::Basic { username, password } => FormCredential::Basic { username, password },
            _ => FormCredential::InForm,
        }
    }
}

fn by_assertion(text: &str) -> [Option<(&str, &str)>; 2] {
    [Some(ASSERTION_TYPE), Some(("client_assertion", text))]
}

/// Encodes a credential for HTTP Basic. Unreserved characters (RFC 3986 §2.3) are not encoded: some providers do not
/// decode them, and every secret of Entra ID contains `~`, which the form encoding of browsers would encode.
pub(super) fn form_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace("%7E", "~")
}
