//! Client authentication by an assertion (RFC 7523): signed by the application's certificate, or by a trusted issuer.

use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::client_assertion::{PresentedAssertion, RegisteredCertificate};
use crate::dev_tenant::protocol::ids::CLIENT_ID;
use crate::dev_tenant::protocol::jwt;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::client_credentials::{ClientCredentials, FederatedCredential};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

/// Verifies an assertion for a request to `endpoint`.
pub fn verify(tenant: &Tenant, endpoint: &str, compact: &str) -> Result<(), Problem> {
    let Some(assertion) = PresentedAssertion::parse(compact) else {
        return Err(refused(Aadsts::ASSERTION_MALFORMED, "JWT token is invalid or malformed."));
    };
    let now = tenant.clock.seconds();
    let mut credentials = hold(&tenant.client_credentials);
    if assertion.text("iss") != CLIENT_ID {
        return match matching_issuer(&credentials, &assertion)? {
            Some(certificate) => verify_signature(certificate, &assertion),
            None if jwt::verified(&tenant.keys.known(), compact).is_some() => Ok(()),
            None => Err(refused(Aadsts::ASSERTION_REJECTED, "Client assertion contains an invalid signature.")),
        }
        .and_then(|()| verify_time(&assertion, now));
    }
    verify_own(&credentials, &assertion, endpoint, now)?;
    // Entra ID accepts an assertion twice, and Microsoft's libraries reuse it. On loopback the dev tenant is stricter, as other
    // providers are.
    let is_strict = tenant.addresses.origin.starts_with("http://");
    let (jti, expires_at) = (assertion.text("jti"), assertion.time("exp").unwrap_or_default());
    if jti.is_empty() || is_strict && !credentials.use_once(jti, expires_at, now) {
        return Err(refused(Aadsts::ASSERTION_REPLAYED, "Client assertion has no jti, or its jti was used before."));
    }
    Ok(())
}

/// Verifies an assertion by the application's own key.
fn verify_own(
    credentials: &ClientCredentials,
    assertion: &PresentedAssertion,
    endpoint: &str,
    now: u64,
) -> Result<(), Problem> {
    if assertion.text("sub") != CLIENT_ID {
        return Err(refused(Aadsts::SUBJECT_NOT_ISSUER, "Subject must match Issuer claim in the client assertion."));
    }
    let Some(thumbprint) = assertion.thumbprint() else {
        let message =
            "Client assertion contains an invalid signature: no certificate thumbprint specified in token header.";
        return Err(refused(Aadsts::ASSERTION_MALFORMED, message));
    };
    let Some(certificate) = credentials.certificate(thumbprint) else {
        let message = format!(
            "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found. SHA-256 thumbprint of key used by client: '{thumbprint}']"
        );
        return Err(refused(Aadsts::ASSERTION_REJECTED, &message));
    };
    verify_signature(certificate, assertion)?;
    if !certificate.is_valid_at(now) {
        let message = "The provided certificate is not within its validity period.";
        return Err(refused(Aadsts::CERTIFICATE_NOT_VALID, message));
    }
    verify_time(assertion, now)?;
    if assertion.text("aud") != endpoint {
        let message = "Client assertion audience claim does not match Realm issuer.";
        return Err(refused(Aadsts::ASSERTION_AUDIENCE, message));
    }
    Ok(())
}

/// Returns the certificate of the federated credential that an assertion matches, or `None` if its issuer is this tenant.
fn matching_issuer<'a>(
    credentials: &'a ClientCredentials,
    assertion: &PresentedAssertion,
) -> Result<Option<&'a RegisteredCertificate>, Problem> {
    let (issuer, subject, audience) = (assertion.text("iss"), assertion.text("sub"), assertion.text("aud"));
    if credentials.federated().is_empty() {
        let message = "No matching federated identity record found for presented assertion.";
        return Err(refused(Aadsts::NO_FEDERATED_CREDENTIAL, message));
    }
    let mismatch = |number, claim: &str, presented: &str| {
        let message = format!(
            "No matching federated identity record found for presented assertion {claim} '{presented}'. The {claim} must match exactly."
        );
        Err(refused(number, &message))
    };
    let of_issuer: Vec<_> =
        credentials.federated().iter().filter(|(credential, _)| credential.issuer == issuer).collect();
    if of_issuer.is_empty() {
        return mismatch(Aadsts::FEDERATED_ISSUER, "issuer", issuer);
    }
    let has_subject = |credential: &FederatedCredential| credential.subject == subject;
    let of_subject: Vec<_> = of_issuer.iter().filter(|(credential, _)| has_subject(credential)).collect();
    if of_subject.is_empty() {
        let is_similar = of_issuer.iter().any(|(credential, _)| credential.subject.eq_ignore_ascii_case(subject));
        let number = if is_similar { Aadsts::FEDERATED_CASE } else { Aadsts::FEDERATED_SUBJECT };
        return mismatch(number, "subject", subject);
    }
    let Some((_, certificate)) = of_subject.iter().find(|(credential, _)| credential.audience == audience) else {
        return mismatch(Aadsts::FEDERATED_AUDIENCE, "audience", audience);
    };
    Ok(certificate.as_ref())
}

fn verify_signature(certificate: &RegisteredCertificate, assertion: &PresentedAssertion) -> Result<(), Problem> {
    if certificate.has_signed(assertion) {
        return Ok(());
    }
    let message = format!(
        "Client assertion contains an invalid signature. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: '{}']",
        certificate.portal_thumbprint
    );
    Err(refused(Aadsts::ASSERTION_REJECTED, &message))
}

fn verify_time(assertion: &PresentedAssertion, now: u64) -> Result<(), Problem> {
    /// The tolerated difference of the clocks, in seconds.
    const SKEW: u64 = 300;
    let begins = assertion.time("nbf").unwrap_or_default();
    match assertion.time("exp") {
        Some(expires) if begins <= now + SKEW && now <= expires + SKEW => Ok(()),
        expires => {
            let message = format!(
                "Client assertion is not within its valid time range. Current time: {now}, assertion valid from {begins}, expiry time of assertion {}.",
                expires.unwrap_or_default()
            );
            Err(refused(Aadsts::ASSERTION_TIME, &message))
        }
    }
}

fn refused(number: Aadsts, message: &str) -> Problem {
    Problem::invalid_client(number, message)
}
