//! The settings that decide how the app is registered at Microsoft.

use std::path::Path;

use openidconnect::{RedirectUrl, Scope};
use url::Url;

use super::{
    address,
    authority::authority,
    b2c,
    build::Build,
    client_credential::CREDENTIALS,
    dot_env::DotEnv,
    downstream::Downstream,
    finding::{Finding, Problem},
    named_apis::NamedApiSettings,
    reader::{Reader, Reported},
    settings::variable_of_process,
    sign_out_paths::SignOutPaths,
    site::Site,
    variable::Variable,
};
use crate::server::entra::{Authority, is_guid};

/// The settings that decide how the app is registered. A client ID is optional, and files of credentials are not read, because both
/// exist only after the registration.
#[derive(Clone, Debug)]
pub struct RegistrationSettings {
    /// `CLIENT_ID`; `None` if it is not the ID of an application.
    pub client_id: Option<String>,
    pub authority: Authority,
    /// The redirect URI. `None` means sign-in by device code.
    pub redirect_uri: Option<RedirectUrl>,
    pub public_url: Url,
    pub sign_out_paths: SignOutPaths,
    /// The configured scopes, without the scopes of every sign-in.
    pub scopes: Vec<Scope>,
    /// The APIs that the app calls by name.
    pub apis: NamedApiSettings,
    /// `None` if no credential is configured.
    pub credential: Option<CredentialKind>,
}

/// The kind of the configured client credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    Secret,
    Certificate,
    AssertionFile,
    /// A managed identity of Azure with this client ID.
    ManagedIdentity(String),
}

impl RegistrationSettings {
    /// Reads the environment and `.env` as the app does.
    ///
    /// Call it once, before other threads start: it changes the environment of the process.
    pub fn load(build: &Build) -> Result<Self, Vec<Finding>> {
        let file = DotEnv::load(Path::new(".env"), &variable_of_process);
        file.share_with_libraries(&variable_of_process);
        let lookup = |name: &str| variable_of_process(name).or_else(|| file.value(name));
        Self::read_all(Reader::new(&lookup, &file, build))
    }

    /// Reads these settings from `lookup` alone, without `.env`.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>, build: &Build) -> Result<Self, Vec<Finding>> {
        Self::read_all(Reader::new(&lookup, &DotEnv::default(), build))
    }

    fn read_all(mut reader: Reader<'_>) -> Result<Self, Vec<Finding>> {
        match Self::read(&mut reader) {
            Ok(settings) if !reader.has_findings() => Ok(settings),
            Ok(_) | Err(Reported) => Err(reader.into_findings()),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let site = Site::read(reader);
        let authority = authority(reader).map(|(authority, _)| authority);
        let redirect_uri = address::redirect_uri(reader);
        let known_redirect_uri = redirect_uri.as_ref().ok().and_then(Option::as_ref);
        let public_url = address::public_url(reader, known_redirect_uri, site.listen.port());
        let callback_path = address::callback_path(known_redirect_uri, public_url.as_ref().ok());
        let sign_out_paths = SignOutPaths::read(reader, callback_path);
        let is_b2c = b2c::is_b2c_configured(reader);
        let downstream = Downstream::read(reader, authority.as_ref().ok(), is_b2c);
        let apis = NamedApiSettings::read(reader, authority.as_ref().ok(), is_b2c);
        let credential = credential(reader);
        Ok(Self {
            client_id: client_id(reader),
            authority: authority?,
            redirect_uri: redirect_uri?,
            public_url: public_url?,
            sign_out_paths: sign_out_paths?,
            scopes: downstream?.scopes,
            apis: apis?,
            credential: credential?,
        })
    }
}

/// Returns `CLIENT_ID` if it is a GUID, as the IDs of applications are.
fn client_id(reader: &Reader<'_>) -> Option<String> {
    reader.value(Variable::ClientId.name()).filter(|id| is_guid(id)).map(|id| id.to_ascii_lowercase())
}

/// Returns the kind of the credential by the variable that is set. The value may still be a placeholder, except for the
/// ID of a managed identity, because that is printed.
fn credential(reader: &mut Reader<'_>) -> Result<Option<CredentialKind>, Reported> {
    let set: Vec<_> = CREDENTIALS.into_iter().filter(|variable| reader.is_set(variable.name())).collect();
    if let [first, second, ..] = set[..] {
        return Err(reader.report(second, Problem::SetTogetherWith(first)));
    }
    Ok(set.first().and_then(|variable| match variable {
        Variable::ClientSecret | Variable::ClientSecretFile => Some(CredentialKind::Secret),
        Variable::ClientCertificateFile => Some(CredentialKind::Certificate),
        Variable::ClientAssertionFile => Some(CredentialKind::AssertionFile),
        Variable::ManagedIdentityClientId => {
            let id = reader.value(variable.name()).filter(|id| is_guid(id))?;
            Some(CredentialKind::ManagedIdentity(id.to_ascii_lowercase()))
        }
        _ => None,
    }))
}
