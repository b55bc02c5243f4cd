//! `leptos-entra dev-tenant`: runs the dev tenant without the app.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, ValueEnum};

use super::{command_error::CommandError, runtime::in_runtime, stop_signals::StopSignals};
use crate::{
    dev_tenant::{self, Flavour, Options, RefreshMode},
    server::causes::with_causes,
};

#[derive(Args)]
pub struct Arguments {
    /// The address to listen on. It must be a loopback address.
    #[arg(long, default_value = "127.0.0.1:3002")]
    listen: SocketAddr,
    /// A redirect URI of the app. Can be given several times.
    #[arg(long = "redirect-uri", required = true)]
    redirect_uris: Vec<String>,
    /// A post-logout redirect URI of the app. Can be given several times.
    #[arg(long = "post-logout-redirect-uri")]
    post_logout_redirect_uris: Vec<String>,
    /// A front-channel logout URL of the app. Can be given several times.
    #[arg(long = "front-channel-logout-url")]
    front_channel_logout_urls: Vec<String>,
    /// The path of a file that stores refresh tokens, so that sign-ins survive a restart.
    #[arg(long)]
    state_file: Option<PathBuf>,
    /// Accepts every refresh token only once. A second use revokes all tokens of the sign-in.
    #[arg(long)]
    strict: bool,
    /// The kind of tenant that the dev tenant imitates.
    #[arg(long, value_enum, default_value_t)]
    flavour: Kind,
    /// The https origin of a TLS proxy in front of the dev tenant, such as `https://login.microsoftonline.us`.
    #[arg(long)]
    public_origin: Option<String>,
}

/// The kinds of tenants that the dev tenant can imitate on a loopback address.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Kind {
    /// A workforce tenant, and an application for its own users.
    #[default]
    Workforce,
    /// Workforce tenants and personal accounts, for `common`, `organizations` and `consumers`.
    MultiTenant,
    /// An external tenant, whose users are customers.
    External,
    /// An Azure AD B2C tenant with its policies.
    B2c,
}

impl From<Kind> for Flavour {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Workforce => Self::Workforce,
            Kind::MultiTenant => Self::MultiTenant,
            Kind::External => Self::External,
            Kind::B2c => Self::B2c { policy_in_issuer: false },
        }
    }
}

/// Runs the dev tenant until the process receives a signal to stop.
pub fn dev_tenant(arguments: Arguments) -> Result<(), CommandError> {
    in_runtime(async {
        let options = Options {
            listen: arguments.listen,
            redirect_uris: arguments.redirect_uris,
            post_logout_redirect_uris: arguments.post_logout_redirect_uris,
            front_channel_logout_urls: arguments.front_channel_logout_urls,
            state_file: arguments.state_file,
            production_markers: Vec::new(),
            allow_host: None,
            refresh: if arguments.strict { RefreshMode::Strict } else { RefreshMode::Entra },
            flavour: arguments.flavour.into(),
            public_origin: arguments.public_origin,
        };
        let connection = dev_tenant::run(options).await.map_err(|error| CommandError(with_causes(&error)))?;
        print(&serde_json::json!({
            "authority": connection.authority,
            "tenant_id": connection.tenant_id,
            "client_id": connection.client_id,
            "client_secret": connection.client_secret,
            "endpoint": connection.endpoint,
        }));
        StopSignals::listen()?.next().await;
        Ok(())
    })
}

#[expect(clippy::print_stdout, reason = "the output of the command")]
fn print(line: &serde_json::Value) {
    println!("{line}");
}
