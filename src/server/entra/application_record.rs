//! The app registration as Microsoft Graph shows it to the app itself: `GET /applications(appId='…')`.
//!
//! An app may read its own registration with a token for itself (client credentials). If a policy of the tenant forbids it, the
//! application permission `Application.Read.All` allows it.

use openidconnect::{AccessToken, ClientId};
use reqwest::header::HeaderMap;
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use url::Url;

use super::Cloud;
use crate::server::{
    http::{Http, HttpError, Limits},
    lenient::lenient,
};

/// The members of the record that this app reads.
const SELECT: &str = "passwordCredentials,web,spa,optionalClaims";

/// The record of the app registration. Members of another form count as missing.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationRecord {
    #[serde(default, deserialize_with = "lenient")]
    password_credentials: Option<Vec<SecretRecord>>,
    #[serde(default, deserialize_with = "lenient")]
    web: Option<Platform>,
    #[serde(default, deserialize_with = "lenient")]
    spa: Option<Platform>,
    #[serde(default, deserialize_with = "lenient")]
    optional_claims: Option<OptionalClaims>,
}

/// A client secret, without its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SecretRecord {
    /// The first three characters of the secret. Old secrets have none.
    #[serde(default, deserialize_with = "lenient")]
    hint: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    start_date_time: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    end_date_time: Option<String>,
}

/// A platform of the registration, with its redirect URIs.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Platform {
    #[serde(default, deserialize_with = "lenient")]
    redirect_uris: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OptionalClaims {
    #[serde(default, deserialize_with = "lenient")]
    id_token: Option<Vec<OptionalClaim>>,
}

#[derive(Debug, Deserialize)]
struct OptionalClaim {
    name: String,
}

/// The validity of a registered client secret, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisteredSecret {
    pub valid_from: Option<i64>,
    pub expires_at: i64,
    /// Whether this is the secret for certain. Otherwise several secrets are possible, and this is the newest of them.
    pub is_certain: bool,
}

/// Why the record could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ApplicationRecordError {
    #[error("the request to Microsoft Graph failed")]
    Http(#[from] HttpError),
    #[error("Microsoft Graph does not allow this app to read its registration (status 403)")]
    NotAllowed,
    #[error("Microsoft Graph responded with status {0}")]
    Status(u16),
    #[error("the response of Microsoft Graph is not an app registration")]
    NotUnderstood(#[source] serde_json::Error),
}

/// Returns the resource of tokens for this Graph: its host if that is one of Microsoft's, otherwise the Graph of the cloud.
pub fn graph_resource(graph: &Url, cloud: Option<&'static Cloud>) -> String {
    let own = graph.host_str().filter(|host| Cloud::of_graph_host(host).is_some());
    format!("https://{}", own.unwrap_or(cloud.unwrap_or(Cloud::public()).graph_host()))
}

impl ApplicationRecord {
    /// Reads the record of an app from Graph, whose base address is `graph`. The token is one for the app itself.
    pub async fn read(
        http: &Http,
        (graph, client_id): (&Url, &ClientId),
        token: &AccessToken,
        limits: Limits,
    ) -> Result<Self, ApplicationRecordError> {
        let mut url = graph.clone();
        url.set_path(&format!("{}applications(appId='{}')", graph.path(), client_id.as_str().replace('\'', "''")));
        url.query_pairs_mut().append_pair("$select", SELECT);
        let response = http.get(&url, Some(token), HeaderMap::new(), limits).await?;
        match response.status.as_u16() {
            200 => serde_json::from_slice(&response.body).map_err(ApplicationRecordError::NotUnderstood),
            403 => Err(ApplicationRecordError::NotAllowed),
            status => Err(ApplicationRecordError::Status(status)),
        }
    }

    /// Returns the validity of this client secret, which is found by its first characters. `None` if no registered secret can be
    /// this one.
    pub fn secret(&self, secret: &str) -> Option<RegisteredSecret> {
        let hint: String = secret.chars().take(3).collect();
        let all = self.password_credentials.as_deref().unwrap_or_default();
        let with_hint: Vec<_> = all.iter().filter(|record| record.hint.as_deref() == Some(hint.as_str())).collect();
        let is_certain = with_hint.len() == 1;
        let possible = if with_hint.is_empty() {
            all.iter().filter(|record| record.hint.as_deref().is_none_or(str::is_empty)).collect()
        } else {
            with_hint
        };
        let dated = possible.into_iter().filter_map(|record| {
            let expires_at = seconds(record.end_date_time.as_deref())?;
            Some(RegisteredSecret { valid_from: seconds(record.start_date_time.as_deref()), expires_at, is_certain })
        });
        dated.max_by_key(|record| (record.valid_from, record.expires_at))
    }

    /// Returns whether the redirect URI is registered for web apps. Entra ID ignores the port of `http://localhost`.
    pub fn has_redirect_uri(&self, uri: &Url) -> bool {
        redirect_uris(self.web.as_ref()).iter().any(|registered| is_same(registered, uri))
    }

    /// Returns whether the redirect URI is registered for single-page applications, where a sign-in of this app fails.
    pub fn has_redirect_uri_of_spa(&self, uri: &Url) -> bool {
        redirect_uris(self.spa.as_ref()).iter().any(|registered| is_same(registered, uri))
    }

    /// Returns whether ID tokens have this optional claim.
    pub fn has_optional_claim(&self, name: &str) -> bool {
        let claims = self.optional_claims.as_ref().and_then(|claims| claims.id_token.as_deref()).unwrap_or_default();
        claims.iter().any(|claim| claim.name == name)
    }
}

fn redirect_uris(platform: Option<&Platform>) -> &[String] {
    platform.and_then(|platform| platform.redirect_uris.as_deref()).unwrap_or_default()
}

fn is_same(registered: &str, uri: &Url) -> bool {
    let without_port = |url: &Url| {
        let mut url = url.clone();
        if url.scheme() == "http" && matches!(url.host_str(), Some("localhost" | "127.0.0.1")) {
            // `set_port` fails only for addresses without a host.
            let _ = url.set_port(None);
        }
        url
    };
    Url::parse(registered).is_ok_and(|registered| without_port(&registered) == without_port(uri))
}

fn seconds(text: Option<&str>) -> Option<i64> {
    OffsetDateTime::parse(text?, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp)
}

#[cfg(test)]
mod tests;
