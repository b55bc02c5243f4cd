//! The accept loop: HTTP/1.1 over TCP, with limits on the time and the number of connections.
//!
//! `axum::serve` has no timeouts: a client that sends nothing keeps its connection for ever, until the process has no file
//! descriptor left. It also accepts HTTP/2 without TLS, which no browser and no usual proxy sends.

mod connections;
mod timed_body;

use std::{convert::Infallible, fs, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderValue, Request, Response, header},
};
use hyper::{
    body::{Body as _, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::net::{TcpListener, TcpStream};
use tower::Service as _;

use self::{
    connections::{Connection, Connections},
    timed_body::TimedBody,
};
use crate::server::readiness::Drain;

/// The read buffer of a connection, in bytes. It exceeds the longest accepted address and headers, so that a request
/// beyond these limits gets a response.
const BUFFER: usize = 128 * 1024;
/// The pause after a failed `accept`, for example because the process has no file descriptor left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// The limits on the number of connections and on the time for each request.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionLimits {
    /// The time until the headers of a connection's first request are complete.
    pub first_head: Duration,
    /// The time until the headers of a later request are complete. It is longer than proxies keep idle connections (60
    /// s), so that a proxy does not send a request on a connection that is being closed.
    pub next_head: Duration,
    /// The time until the body of a request is complete.
    pub body: Duration,
    /// The largest number of open connections.
    pub number: usize,
}

impl ConnectionLimits {
    /// The largest number of connections, because more would only cost memory.
    const MOST: usize = 10_000;
    /// The number of file descriptors that is assumed if the limit is unknown.
    const USUAL_DESCRIPTORS: usize = 1024;

    /// Returns the limits of a process that may open this number of file descriptors. A quarter of them, up to 1,024,
    /// is reserved for files, the store, and outbound connections.
    pub fn with_descriptors(descriptors: usize) -> Self {
        let reserved = (descriptors / 4).min(1024);
        Self {
            first_head: Duration::from_secs(15),
            next_head: Duration::from_secs(75),
            body: Duration::from_secs(30),
            number: (descriptors - reserved).clamp(1, Self::MOST),
        }
    }

    /// Returns the connection limits of this process.
    pub fn of_process() -> Self {
        let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
        Self::with_descriptors(soft_descriptor_limit(&limits).unwrap_or(Self::USUAL_DESCRIPTORS))
    }
}

/// How the server stops.
pub struct Shutdown<Stop> {
    /// While the process drains, each response closes its connection. Otherwise a proxy could send a request on a
    /// connection that the server is about to close.
    pub drain: Drain,
    /// Ends when the server must stop accepting connections.
    pub stop: Stop,
}

/// Reads the soft limit of file descriptors from `/proc/self/limits` (`proc_pid_limits(5)`). `None` if missing or
/// unlimited.
fn soft_descriptor_limit(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Serves the app until the signal to stop, then waits until all open requests have a response.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: ConnectionLimits,
    Shutdown { drain, stop }: Shutdown<impl Future<Output = ()>>,
) {
    let connections = Connections::new(limits.number);
    let open = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.next_head).max_buf_size(BUFFER);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &connections) => accepted,
        };
        let Some((stream, peer, connection)) = accepted else { continue };
        let service = {
            let (app, connection, drain) = (app.clone(), Arc::clone(&connection), drain.clone());
            service_fn(move |request| {
                let response = respond(app.clone(), Arc::clone(&connection), request, (peer, limits.body));
                closed_while_draining(drain.clone(), response)
            })
        };
        let served = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            tokio::select! {
                served = served => {
                    if let Err(error) = served {
                        tracing::debug!(error = &error as &dyn std::error::Error, "a connection was closed");
                    }
                }
                () = connection.evicted() => tracing::debug!("an idle connection was closed in favour of a new one"),
                () = connection.without_request(limits.first_head) => tracing::debug!("a connection sent no request"),
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

/// Accepts a connection. If there are too many, the connection that has been idle for the longest time is closed.
async fn accept(
    listener: &TcpListener,
    connections: &Arc<Connections>,
) -> Option<(TcpStream, SocketAddr, Arc<Connection>)> {
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, Arc::new(connections.admit().await))),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a connection could not be accepted");
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

async fn respond(
    mut app: Router,
    connection: Arc<Connection>,
    request: Request<Incoming>,
    (peer, body_limit): (SocketAddr, Duration),
) -> Result<Response<Body>, Infallible> {
    connection.has_request();
    // A request with an incomplete body makes the server wait for the client, so the connection stays idle.
    let mut request = if request.body().is_end_stream() {
        connection.busy();
        request.map(|_| Body::empty())
    } else {
        request.map(|body| Body::new(TimedBody::new(body, body_limit, Arc::clone(&connection))))
    };
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.call(request).await;
    // The client now has to receive the response, so the connection is idle.
    connection.idle();
    response
}

/// Closes the connection after the response if the process is draining.
async fn closed_while_draining(
    drain: Drain,
    response: impl Future<Output = Result<Response<Body>, Infallible>>,
) -> Result<Response<Body>, Infallible> {
    let mut response = response.await?;
    if drain.has_begun() {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::{ConnectionLimits, soft_descriptor_limit};

    #[test]
    fn the_number_of_connections_is_below_the_descriptor_limit() {
        for (descriptors, number) in [(0, 1), (64, 48), (1024, 768), (20_000, 10_000), (usize::MAX, 10_000)] {
            assert_eq!(ConnectionLimits::with_descriptors(descriptors).number, number);
        }
    }

    #[test]
    fn the_soft_limit_of_descriptors_is_read() {
        let limits = |soft: &str| {
            format!("Limit    Soft Limit   Hard Limit   Units\nMax open files            {soft}   524288   files\n")
        };
        assert_eq!(soft_descriptor_limit(&limits("1024")), Some(1024));
        assert_eq!(soft_descriptor_limit(&limits("unlimited")), None);
        assert_eq!(soft_descriptor_limit(""), None);
    }
}
