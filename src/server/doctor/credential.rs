//! The client credential and the session keys on this machine: whether they are valid, and how long.

use std::path::Path;

use super::{Check, Line};
use crate::server::{
    causes::with_causes,
    clock,
    key_file::{self, KeyFileError},
    oidc::{ClientCertificate, ClientCredential, CredentialExpiry},
    secret_file::SecretFileError,
};

/// A certificate that expires within this number of days gets a warning.
const DAYS: i64 = 30;
const LINK: &str = "https://learn.microsoft.com/entra/identity-platform/certificate-credentials";

/// Returns the lines about the client credential.
pub fn lines(credential: &ClientCredential) -> Vec<Line> {
    vec![match credential {
        ClientCredential::Secret(_) | ClientCredential::SecretFile(_) => {
            Line::ok(Check::Credential, "a client secret is set.").because(
                "Only the provider knows when it expires: see registration, or the column Expires in the portal.",
            )
        }
        ClientCredential::Public => {
            Line::ok(Check::Credential, "a public client needs no credential: users sign in by device code.")
        }
        ClientCredential::Certificate(file) => match file.certificate() {
            Ok(certificate) => of_certificate(&certificate, credential.expiry().as_ref(), clock::unix_now()),
            Err(error) => Line::failed(Check::Credential, format!("{}.", with_causes(&error))).see(LINK),
        },
        ClientCredential::ManagedIdentity(_) => Line::ok(
            Check::Credential,
            "a managed identity of Azure is set. It has no file, and Azure renews its token.",
        )
        .because("Whether Azure issues a token is part of credential-accepted."),
        ClientCredential::AssertionFile(file) => match file.read() {
            Ok(_) => of_token(credential.expiry().map(|expiry| expiry.expires_at), clock::unix_now()),
            Err(error) => Line::failed(Check::Credential, format!("{}.", with_causes(&error))),
        },
    }]
}

fn of_certificate(certificate: &ClientCertificate, expiry: Option<&CredentialExpiry>, now: i64) -> Line {
    let thumbprint = certificate.portal_thumbprint();
    let Some(expiry) = expiry else {
        return Line::ok(Check::Credential, format!("the certificate {thumbprint} and its key belong together."));
    };
    let days = expiry.days_left(now);
    let what = format!(
        "the certificate {thumbprint} and its key belong together. The last certificate of the file expires at {}, in {days} days.",
        clock::rfc3339(expiry.expires_at)
    );
    // A certificate for a short time is renewed more often.
    let is_short = expiry.lifetime_days().is_some_and(|lifetime| lifetime <= DAYS && days > lifetime / 3);
    if days > DAYS || is_short {
        return Line::ok(Check::Credential, what);
    }
    Line::warning(Check::Credential, what)
        .fix(
            "Create another certificate: openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj \"/CN=<name>\" -keyout key.pem \
             -out cert.pem. Upload cert.pem under App registrations > (the app) > Certificates & secrets > Certificates, then \
             append both files to the file of CLIENT_CERTIFICATE_FILE.",
        )
        .see(LINK)
}

fn of_token(expiry: Option<i64>, now: i64) -> Line {
    let Some(expires_at) = expiry else {
        return Line::skipped(Check::Credential, "the token in CLIENT_ASSERTION_FILE names no expiry.");
    };
    let (at, minutes) = (clock::rfc3339(expires_at), (expires_at - now) / 60);
    if expires_at > now {
        let what = format!("the token in CLIENT_ASSERTION_FILE expires at {at}, in {minutes} minutes.");
        return Line::ok(Check::Credential, what);
    }
    Line::failed(Check::Credential, format!("the token in CLIENT_ASSERTION_FILE expired at {at}."))
        .because("The system that writes the file no longer renews it, or the app has an old copy (a mount with subPath is never updated).")
        .fix("Check the pod and its service account: kubectl describe pod <pod>. Compare the clock: date -u.")
        .see("https://learn.microsoft.com/entra/workload-id/workload-identity-federation")
}

/// Returns the line about the session key file. `None` means that the sessions are in memory and need no file.
pub fn session_keys(file: Option<&Path>) -> Line {
    let Some(file) = file else {
        return Line::ok(Check::SessionKeys, "sessions in memory need no session key file.");
    };
    let shown = file.display();
    match key_file::read(file) {
        Ok(keys) => {
            let now = clock::unix_now();
            let what = format!("the session key file has {} usable keys.", keys.len());
            if keys.iter().any(|key| key.seals_from <= now) {
                Line::ok(Check::SessionKeys, what)
            } else {
                Line::warning(Check::SessionKeys, what)
                    .because("All keys begin in the future: the clock of this machine, or of the machine that created them, is wrong.")
                    .fix("Compare: date -u, and leptos-entra keys list")
            }
        }
        Err(KeyFileError::File(SecretFileError::Read(std::io::ErrorKind::NotFound))) => {
            Line::ok(Check::SessionKeys, "the session key file does not exist yet. The app creates it at its start.")
        }
        Err(error) => Line::failed(Check::SessionKeys, format!("the session key file cannot be used: {error}."))
            .because("Without its keys, sessions can neither be written nor read.")
            .fix(format!("ls -l {shown}, then chmod 600 {shown}, or create another file (all users are signed out): leptos-entra keys new --file <path>")),
    }
    .about(shown.to_string())
}

#[cfg(test)]
mod tests {
    use super::of_token;
    use crate::server::doctor::CheckOutcome;

    #[test]
    fn a_token_is_ok_until_it_expires() {
        assert_eq!(of_token(Some(100), 99).outcome, CheckOutcome::Ok);
        assert_eq!(of_token(Some(100), 100).outcome, CheckOutcome::Failed);
        assert_eq!(of_token(None, 0).outcome, CheckOutcome::Skipped);
    }
}
