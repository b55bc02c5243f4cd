//! The checks at the provider: one request for the metadata document, one snapshot, and the requests of the client.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::time::timeout;

use super::{
    Check, Line, Selection,
    app::{self, ProviderOfApp},
    clock,
    limits::LIMITS,
    metadata,
    metadata_response::MetadataResponse,
    redirect_uri, tenant,
};
use crate::server::{
    causes::with_causes,
    config::Config,
    http::Http,
    oidc::{OpenIdProvider, ProviderError},
};

/// The checks of this file.
pub const CHECKS: [Check; 8] = [
    Check::Clock,
    Check::Tenant,
    Check::Metadata,
    Check::SigningKeys,
    Check::AppId,
    Check::CredentialAccepted,
    Check::RedirectUri,
    Check::Registration,
];
/// The time of all checks of this file. It ends before the timeout of the group.
const TIME: Duration = Duration::from_secs(12);
/// The checks that send requests of the client.
const OF_CLIENT: [Check; 4] = [Check::AppId, Check::CredentialAccepted, Check::RedirectUri, Check::Registration];

/// Returns the lines about the provider.
pub async fn lines(config: &Config, http: &Arc<Http>, selection: &Selection) -> Vec<Line> {
    let begun = Instant::now();
    let provider = OpenIdProvider::new(config.authority.clone(), config.allowed_tenants.clone(), LIMITS);
    let (document, snapshot) = tokio::join!(MetadataResponse::request(config, http), provider.snapshot(http));
    let mut lines = vec![clock::line(&document)];
    lines.extend(metadata::lines(config, &snapshot));
    let of_client = async {
        let snapshot = match &snapshot {
            Ok(snapshot) => snapshot,
            Err(error) => return skipped(error),
        };
        if !selection.has_any(&OF_CLIENT) {
            return Vec::new();
        }
        let app = ProviderOfApp { config, http, snapshot };
        let (client, redirect_uris) = tokio::join!(app::lines(&app, selection), async {
            if selection.has(Check::RedirectUri) { redirect_uri::lines(&app).await } else { Vec::new() }
        });
        client.into_iter().chain(redirect_uris).collect()
    };
    // The other lines must not wait for the requests of the client, which are the longest chain.
    let of_client = async {
        let late = |check| Line::failed(check, format!("no result within {} s.", TIME.as_secs()));
        let lines = timeout(TIME.saturating_sub(begun.elapsed()), of_client).await;
        lines.unwrap_or_else(|_| OF_CLIENT.map(late).to_vec())
    };
    let (tenant, of_client) = tokio::join!(tenant::line(config, http, &document), of_client);
    lines.push(tenant);
    lines.extend(of_client);
    lines
}

/// Returns the lines of the checks that need the metadata and the keys.
fn skipped(error: &ProviderError) -> Vec<Line> {
    let line = |check| {
        let line = Line::skipped(check, "not checked, because the provider's metadata or keys are not usable.");
        line.because(format!("{}.", with_causes(error)))
    };
    OF_CLIENT.map(line).to_vec()
}
