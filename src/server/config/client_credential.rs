//! The client credential: a secret, a certificate, a file with an assertion, or a managed identity. At most one of them is set.

use std::{path::PathBuf, sync::Arc};

use openidconnect::{ClientId, ClientSecret};

use super::{
    finding::{Missing, Problem, SecretProblem, ValueProblem},
    managed_identity::managed_identity,
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::{
    entra::{Authority, is_guid},
    oidc::{AssertionFile, CertificateFile, CertificatePaths, ClientCredential, ClientSecretFile},
};

/// The variables of which at most one may be set, because a silent order of precedence would hide a credential that does not
/// work.
pub(super) const CREDENTIALS: [Variable; 5] = [
    Variable::ClientSecret,
    Variable::ClientSecretFile,
    Variable::ClientCertificateFile,
    Variable::ClientAssertionFile,
    Variable::ManagedIdentityClientId,
];

/// The variables that need `CLIENT_CERTIFICATE_FILE`.
const OF_CERTIFICATE: [Variable; 2] = [Variable::ClientCertificateKeyFile, Variable::ClientCertificateSendChain];

/// Reads the client credential. Without one, the app is a public client.
pub(super) fn client_credential(
    reader: &mut Reader<'_>,
    client_id: Option<&ClientId>,
    authority: Option<&Authority>,
) -> Result<ClientCredential, Reported> {
    let is_set = |reader: &Reader<'_>, variable: &Variable| reader.is_set(variable.name());
    let set: Vec<_> = CREDENTIALS.into_iter().filter(|variable| is_set(reader, variable)).collect();
    if let [first, second, ..] = set[..] {
        return Err(reader.report(second, Problem::SetTogetherWith(first)));
    }
    let of_certificate = OF_CERTIFICATE.into_iter().find(|variable| is_set(reader, variable));
    match (set.first(), of_certificate) {
        (Some(Variable::ClientCertificateFile), _) => certificate(reader),
        (_, Some(variable)) => Err(reader.report(Variable::ClientCertificateFile, Missing::Beside(variable))),
        (Some(Variable::ClientAssertionFile), None) => assertion_file(reader, client_id),
        (Some(Variable::ManagedIdentityClientId), None) => managed_identity(reader, client_id, authority),
        (Some(variable), None) => secret(reader, *variable),
        (None, None) => Ok(ClientCredential::Public),
    }
}

/// Reads `CLIENT_SECRET` or `CLIENT_SECRET_FILE`.
fn secret(reader: &mut Reader<'_>, variable: Variable) -> Result<ClientCredential, Reported> {
    let secret = match variable {
        Variable::ClientSecretFile => reader.secret_file(variable)?,
        _ => reader.secret(variable)?,
    };
    let Some(secret) = secret else { return Ok(ClientCredential::Public) };
    // A GUID is rejected at Microsoft only, because other providers may use GUIDs as secrets. Microsoft's addresses end
    // with the tenant or with /v2.0.
    let is_microsoft =
        reader.value(Variable::OidcAuthority.name()).is_none_or(|base| base.trim_end_matches('/').ends_with("/v2.0"));
    if is_microsoft && is_guid(&secret) {
        return Err(reader.report(variable, SecretProblem::Id));
    }
    if !secret.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return Err(reader.report(variable, ValueProblem::OutsideAscii));
    }
    let secret = ClientSecret::new(secret);
    let file = reader.value(variable.name()).filter(|_| variable == Variable::ClientSecretFile);
    Ok(match file {
        Some(path) => ClientCredential::SecretFile(Arc::new(ClientSecretFile::new(path.into(), secret))),
        None => ClientCredential::Secret(secret),
    })
}

/// Reads `CLIENT_CERTIFICATE_FILE` and the two variables that belong to it.
fn certificate(reader: &mut Reader<'_>) -> Result<ClientCredential, Reported> {
    let certificate = path(reader, Variable::ClientCertificateFile);
    let key = path(reader, Variable::ClientCertificateKeyFile);
    let sends_chain = sends_chain(reader);
    let (Some(certificate), key, sends_chain) = (certificate?, key?, sends_chain?) else {
        return Ok(ClientCredential::Public);
    };
    let has_key_file = key.is_some();
    match CertificateFile::open(CertificatePaths { certificate, key }, sends_chain) {
        Ok(file) => Ok(ClientCredential::Certificate(Arc::new(file))),
        Err(error) if has_key_file && error.is_about_key() => {
            Err(reader.report(Variable::ClientCertificateKeyFile, error))
        }
        Err(error) => Err(reader.report(Variable::ClientCertificateFile, error)),
    }
}

/// Reads `CLIENT_CERTIFICATE_SEND_CHAIN`.
fn sends_chain(reader: &mut Reader<'_>) -> Result<bool, Reported> {
    let variable = Variable::ClientCertificateSendChain;
    match reader.setting(variable)?.map(|text| text.to_ascii_lowercase()).as_deref() {
        None | Some("off") => Ok(false),
        Some("on") => Ok(true),
        Some(_) => Err(reader.report(variable, ValueProblem::NotKeyword { keywords: &["on", "off"], value: None })),
    }
}

/// Reads `CLIENT_ASSERTION_FILE`: a path, or `azure` for the file of Azure Kubernetes Service.
fn assertion_file(reader: &mut Reader<'_>, client_id: Option<&ClientId>) -> Result<ClientCredential, Reported> {
    let variable = Variable::ClientAssertionFile;
    let Some(mut file) = path(reader, variable)? else { return Ok(ClientCredential::Public) };
    if file.as_os_str() == "azure" {
        let Some(injected) = reader.value("AZURE_FEDERATED_TOKEN_FILE") else {
            return Err(reader.report(variable, Problem::NoAzureTokenFile));
        };
        let other = reader.value("AZURE_CLIENT_ID");
        let differs = |id: &ClientId| other.is_some_and(|other| !other.eq_ignore_ascii_case(id.as_str()));
        if client_id.is_some_and(differs) {
            reader.warn(Variable::ClientId, Problem::OtherAzureClient);
        }
        file = injected.into();
    }
    match AssertionFile::open(file) {
        Ok(file) => Ok(ClientCredential::AssertionFile(file)),
        Err(error) => Err(reader.report(variable, error)),
    }
}

fn path(reader: &mut Reader<'_>, variable: Variable) -> Result<Option<PathBuf>, Reported> {
    Ok(reader.setting(variable)?.map(PathBuf::from))
}
