//! `leptos-entra dev-tenant`: the dev tenant alone.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

use super::CommandError;
use crate::dev_tenant::{self, Options, RefreshMode};

#[derive(Args)]
pub struct Arguments {
    /// Where it listens: an address on loopback.
    #[arg(long, default_value = "127.0.0.1:3002")]
    listen: SocketAddr,
    /// A redirect URI of the app; may be given several times.
    #[arg(long = "redirect-uri", required = true)]
    redirect_uris: Vec<String>,
    /// A post-logout redirect URI of the app; may be given several times.
    #[arg(long = "post-logout-redirect-uri")]
    post_logout_redirect_uris: Vec<String>,
    /// Where refresh grants are remembered, so that sign-ins survive a restart.
    #[arg(long)]
    state_file: Option<PathBuf>,
    /// Makes every refresh token work once only, and ends the family when one is used again.
    #[arg(long)]
    strict: bool,
}

/// Starts the dev tenant and waits for the signal to stop.
pub fn dev_tenant(arguments: Arguments) -> Result<(), CommandError> {
    super::in_runtime(async {
        let options = Options {
            listen: arguments.listen,
            redirect_uris: arguments.redirect_uris,
            post_logout_redirect_uris: arguments.post_logout_redirect_uris,
            state_file: arguments.state_file,
            production_markers: Vec::new(),
            allow_host: None,
            refresh: if arguments.strict { RefreshMode::Strict } else { RefreshMode::Entra },
        };
        let running = dev_tenant::start(options).await.map_err(|error| CommandError(error.to_string()))?;
        print(&serde_json::json!({
            "authority": running.authority(),
            "tenant_id": running.tenant_id(),
            "client_id": running.client_id(),
            "client_secret": running.client_secret(),
            "endpoint": running.endpoint(),
        }));
        super::serve::signal_to_stop().await;
        Ok(())
    })
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn print(line: &serde_json::Value) {
    println!("{line}");
}
