//! The names of the checks. They are stable, because scripts name them after `--only` and read them in the JSON document.

use clap::ValueEnum;

/// A check of the doctor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Check {
    /// All settings are valid.
    Settings,
    /// Files with secrets are readable for the app, and for no other user.
    Files,
    /// The certificate and its key, or the file with an assertion, are valid, and how long.
    Credential,
    /// The file of the session keys has usable keys.
    SessionKeys,
    /// The session store works. Its version, and its clock.
    Store,
    /// Name, connection, TLS and proxy of each host.
    Network,
    /// The clock of this machine against the clock of the provider.
    Clock,
    /// The tenant exists, in the cloud of the authority.
    Tenant,
    /// The provider's metadata and its issuer are valid.
    Metadata,
    /// The provider's signing keys are usable.
    SigningKeys,
    /// The tenant knows the application.
    AppId,
    /// The provider accepts the credential of the application.
    CredentialAccepted,
    /// The redirect URIs are registered.
    RedirectUri,
    /// The app registration in Microsoft Graph: when the client secret expires, the redirect URIs, the optional claims.
    Registration,
    /// The downstream API responds.
    Api,
}

impl Check {
    /// Returns the name of the check, e.g. `redirect-uri`.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// The checks of one run.
pub struct Selection {
    /// The checks that the command line names. Empty: all.
    pub only: Vec<Check>,
    /// Whether no connection may be made.
    pub is_offline: bool,
}

impl Selection {
    pub fn has(&self, check: Check) -> bool {
        self.only.is_empty() || self.only.contains(&check)
    }

    pub fn has_any(&self, checks: &[Check]) -> bool {
        checks.iter().any(|check| self.has(*check))
    }
}
