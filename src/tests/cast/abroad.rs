//! An app at a dev tenant that is served over TLS with the host names of Microsoft.

use std::net::SocketAddr;

use leptos_entra::{
    dev_tenant::{self, Flavour, Options, RefreshMode, Running},
    server::{config::Config, entra::Authority},
};

use super::{App, config, front, options};

impl App {
    /// Starts an app at a dev tenant that is served over TLS at `origin`, with one of Microsoft's host names. All requests of the
    /// app and its browser go to this machine.
    pub async fn abroad(
        flavour: Flavour,
        origin: &str,
        authority: Authority,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let public_origin = Some(origin.to_owned());
        let tenant = Options { flavour, public_origin, ..options(RefreshMode::Strict) };
        let tenant = dev_tenant::start(tenant).await.unwrap();
        let behind_front = tenant.listens_on();
        Self::abroad_beside((tenant, behind_front), authority, change).await
    }

    /// Starts an app like [`App::abroad`] at this dev tenant. The TLS proxy forwards to the address, which may be that of a
    /// [`Recorder`].
    pub async fn abroad_beside(
        (tenant, behind_front): (Running, SocketAddr),
        authority: Authority,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let is_b2c = authority.is_b2c();
        let mut config = Config { dev_tenant: false, ..config(&tenant, authority) };
        if is_b2c {
            // Azure AD B2C issues no tokens for Graph, so the app has no downstream API.
            config = Config { scopes: Vec::new(), endpoint: None, ..config };
        }
        change(&mut config);
        let client = front::start(behind_front).await;
        Self::of(tenant, config, Some(client))
    }
}
