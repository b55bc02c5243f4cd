//! Serves requests until the process receives a signal to stop.

use std::{io, net::SocketAddr, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, sync::watch, time};
use url::Url;

use crate::{
    cli::{command_error::CommandError, console::print_message, stop_signals::StopSignals},
    paths,
    server::{
        causes::with_causes,
        config::{Site, Variable},
        readiness::Drain,
        security_event::SecurityEvent,
    },
    web::server::{self, ConnectionLimits, Shutdown},
};

/// How long open requests may take after the drain. cargo-leptos kills the process ten seconds after the signal to stop.
const STOP_WITHIN: Duration = Duration::from_secs(5);
/// The largest number of connections to `MANAGEMENT_ADDR`.
const MANAGEMENT_CONNECTIONS: usize = 64;

/// The routers of the process.
pub(super) struct Routers {
    pub app: Router,
    /// The routes of `MANAGEMENT_ADDR`.
    pub management: Router,
}

/// Serves the routers. After the signal to stop the process drains, and then stops accepting requests.
pub(super) async fn listen(site: &Site, public_url: &Url, routers: Routers, drain: Drain) -> Result<(), CommandError> {
    let signals = StopSignals::listen()?;
    let (stopping, stopped) = watch::channel(false);
    let shutdown = || {
        let mut stopped = stopped.clone();
        let stop = async move {
            let _ = stopped.wait_for(|is_stopped| *is_stopped).await;
        };
        Shutdown { drain: drain.clone(), stop }
    };
    let limits = ConnectionLimits::of_process();
    let (listener, address) = bind(site.listen, Variable::LeptosSiteAddr).await?;
    let app = server::serve(listener, routers.app, limits, shutdown());
    let management = match site.management {
        Some(address) => {
            let (listener, address) = bind(address, Variable::ManagementAddr).await?;
            print_message(&format!("  The probes are also at http://{address}{}", paths::HEALTH_READY));
            let limits = ConnectionLimits { number: MANAGEMENT_CONNECTIONS, ..limits };
            Some(server::serve(listener, routers.management, limits, shutdown()))
        }
        None => None,
    };
    print_message(&ready(&site.brand.name, public_url, address));
    tracing::info!(
        event = SecurityEvent::Started.name(),
        version = env!("CARGO_PKG_VERSION"),
        "the process accepts requests"
    );
    let management = async {
        if let Some(management) = management {
            management.await;
        }
    };
    let deadline = async {
        drained(signals, drain.clone(), site.drain).await;
        stopping.send_replace(true);
        time::sleep(STOP_WITHIN).await;
    };
    tokio::select! {
        ((), ()) = async { tokio::join!(app, management) } => {}
        () = deadline => {}
    }
    Ok(())
}

/// Listens on the address of a variable. Returns also the address, whose port is known only now if the setting has port 0.
async fn bind(address: SocketAddr, variable: Variable) -> Result<(TcpListener, SocketAddr), CommandError> {
    let cannot = |error: io::Error| {
        CommandError(format!("cannot listen on {address} ({}): {}", variable.name(), with_causes(&error)))
    };
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    Ok((listener, address))
}

/// Waits for the signal to stop, and then drains: the readiness probe fails, and requests are accepted for `wait`, until load
/// balancers have noticed. A second signal ends the wait.
async fn drained(mut signals: StopSignals, drain: Drain, wait: Duration) {
    signals.next().await;
    drain.begin();
    tracing::info!(event = SecurityEvent::Stopping.name(), drain_seconds = wait.as_secs(), "the process stops");
    // Both the timeout and the second signal end the wait.
    let _ = time::timeout(wait, signals.next()).await;
}

/// Returns the message that the app `name` is ready: the address for users, and the address that it listens on if that
/// differs.
fn ready(name: &str, public_url: &Url, listens: SocketAddr) -> String {
    let is_same = matches!(public_url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
        && public_url.scheme() == "http"
        && listens.ip().is_loopback()
        && public_url.port_or_known_default() == Some(listens.port());
    let behind = if is_same { String::new() } else { format!(" (listens on {listens})") };
    format!("  {name} is ready: {public_url}{behind}\n")
}
