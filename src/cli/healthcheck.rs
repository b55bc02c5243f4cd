//! `leptos-entra healthcheck`: requests the readiness probe of the app, for container images without a shell.
//!
//! The connection goes directly to the app: neither a proxy nor TLS is in between.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use clap::Args;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpStream, lookup_host},
    time::timeout,
};
use url::Url;

use super::{build::build, command_error::CommandError, console::print_result, runtime::in_runtime_without_waiting};
use crate::{
    paths,
    server::{causes::with_causes, config::LoadedSettings},
};

/// The timeout of the whole check.
const TIMEOUT: Duration = Duration::from_secs(3);
/// Upper bound of the response body in bytes.
const LONGEST_BODY: usize = 4096;

#[derive(Args)]
pub struct Arguments {
    /// The http address to request [default: /health/ready at `LEPTOS_SITE_ADDR`].
    #[arg(long)]
    url: Option<Url>,
}

/// Requests the readiness probe, and prints one line. Fails unless the response has status 200.
pub fn healthcheck(arguments: Arguments) -> Result<(), CommandError> {
    let url = arguments.url.map_or_else(own_address, Ok)?;
    if url.scheme() != "http" {
        return Err(CommandError("the app itself responds to http only: write an address with http://.".to_owned()));
    }
    in_runtime_without_waiting(async {
        let response = timeout(TIMEOUT, response(&url)).await;
        let (status, body) = match response {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(CommandError(format!("not ready: {}", with_causes(&error)))),
            Err(_) => return Err(CommandError(format!("not ready: no response within {} s", TIMEOUT.as_secs()))),
        };
        if status != StatusCode::OK {
            return Err(CommandError(format!("not ready: {status} {}", body.escape_debug())));
        }
        print_result("ready\n");
        Ok(())
    })?
}

/// Returns the address of the readiness probe of the app with the settings of this process.
fn own_address() -> Result<Url, CommandError> {
    let listen = LoadedSettings::load(&build()).settings.site().listen;
    if listen.port() == 0 {
        return Err(CommandError(
            "LEPTOS_SITE_ADDR has port 0, which means any port: name the address with --url.".to_owned(),
        ));
    }
    let address = format!("http://{}{}", reached_at(listen), paths::HEALTH_READY);
    Url::parse(&address).map_err(|error| CommandError(with_causes(&error)))
}

/// Returns the address at which this machine reaches a listener. A listener on every address is reached at loopback.
fn reached_at(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// Returns the status and the body of the response to a `GET` request.
async fn response(url: &Url) -> io::Result<(StatusCode, String)> {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let addresses: Vec<_> = lookup_host((host, url.port_or_known_default().unwrap_or_default())).await?.collect();
    let stream = TcpStream::connect(addresses.as_slice()).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    tokio::spawn(connection);
    let request = Request::get(&url[url::Position::BeforePath..url::Position::AfterQuery])
        .header(header::HOST, &url[url::Position::BeforeHost..url::Position::AfterPort])
        .body(Body::empty())
        .map_err(io::Error::other)?;
    let response = sender.send_request(request).await.map_err(io::Error::other)?;
    let status = response.status();
    let body = to_bytes(Body::new(response.into_body()), LONGEST_BODY).await.map_err(io::Error::other)?;
    Ok((status, String::from_utf8_lossy(&body).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::reached_at;

    #[test]
    fn a_listener_on_every_address_is_reached_at_loopback() {
        for (listen, reached) in [
            ("0.0.0.0:3000", "127.0.0.1:3000"),
            ("[::]:80", "[::1]:80"),
            ("10.0.0.7:3000", "10.0.0.7:3000"),
            ("127.0.0.1:1", "127.0.0.1:1"),
        ] {
            assert_eq!(reached_at(listen.parse().unwrap()).to_string(), reached);
        }
    }
}
