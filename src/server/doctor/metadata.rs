//! The provider's metadata, its issuer and its signing keys, by the rules of a sign-in.

use std::sync::Arc;

use super::{
    Check, Line,
    error_words::{self, rejection},
};
use crate::server::{
    causes::with_causes,
    config::Config,
    oidc::{ClientCredential, ProviderDocument, ProviderError, ProviderSnapshot},
};

const LINK: &str = "https://openid.net/specs/openid-connect-discovery-1_0.html";

/// Returns the line about the metadata and the line about the keys.
pub fn lines(config: &Config, snapshot: &Result<Arc<ProviderSnapshot>, ProviderError>) -> [Line; 2] {
    match snapshot {
        Ok(snapshot) => {
            let keys =
                Line::ok(Check::SigningKeys, "the provider's keys can verify the signatures that this app accepts.");
            [of_metadata(config, snapshot), keys]
        }
        Err(
            error @ (ProviderError::Keys(_)
            | ProviderError::Unreachable(ProviderDocument::Keys, _)
            | ProviderError::Rejected(ProviderDocument::Keys, _)
            | ProviderError::Status(ProviderDocument::Keys, _)
            | ProviderError::Moved(ProviderDocument::Keys, _)),
        ) => {
            let metadata = Line::ok(Check::Metadata, "the metadata and its issuer are valid.");
            [metadata, failed(Check::SigningKeys, "the provider's signing keys cannot be used.", error)]
        }
        Err(error) => {
            let keys = Line::skipped(Check::SigningKeys, "not checked, because the metadata is not usable.");
            [failed(Check::Metadata, "the provider's metadata cannot be used: users cannot sign in.", error), keys]
        }
    }
}

fn of_metadata(config: &Config, snapshot: &ProviderSnapshot) -> Line {
    let line = Line::ok(Check::Metadata, snapshot.issuer_policy.explain());
    let methods = snapshot.metadata.token_endpoint_auth_methods_supported.as_deref().unwrap_or_default();
    let sends_assertions = !matches!(
        config.client_credential,
        ClientCredential::Secret(_) | ClientCredential::SecretFile(_) | ClientCredential::Public
    );
    if !sends_assertions || methods.is_empty() || methods.iter().any(|method| method == "private_key_jwt") {
        return line;
    }
    Line::warning(Check::Metadata, "the provider does not list private_key_jwt, which the configured credential needs.")
        .because("The list is in the member token_endpoint_auth_methods_supported of the metadata.")
        .fix("Set CLIENT_SECRET instead, or allow private_key_jwt for this client at the provider.")
        .see(LINK)
}

fn failed(check: Check, what: &str, error: &ProviderError) -> Line {
    let line = Line::failed(check, what);
    if let ProviderError::Rejected(_, rejected) = error {
        let fix = error_words::correction(rejected, "", "").unwrap_or_else(|| fix(error).to_owned());
        return line.because(rejection(rejected)).fix(fix).see(error_words::link(rejected));
    }
    line.because(format!("{}.", with_causes(error))).fix(fix(error)).see(LINK)
}

const fn fix(error: &ProviderError) -> &'static str {
    match error {
        ProviderError::Unreachable(..) => "See network. If the host is reachable, try again.",
        ProviderError::Status(..) => {
            "Check the address in the settings: its metadata is at <address>/.well-known/openid-configuration"
        }
        ProviderError::Moved(..) => "Set the authority to the new address.",
        ProviderError::Issuer(_) => {
            "Set AUTHORITY to the address of your tenant: https://login.microsoftonline.com/<tenant ID>. For another provider, set \
             OIDC_AUTHORITY to its issuer."
        }
        ProviderError::Metadata(_) | ProviderError::Keys(_) | ProviderError::Rejected(..) => {
            "Check the address in the settings. A proxy that responds in place of the provider is another cause: curl -v <address>"
        }
    }
}
