//! Tests of the accept loop on real sockets: slow, silent and very many clients, and shutdown.

use std::{future::pending, net::SocketAddr, time::Duration};

use axum::{Router, routing::get};
use leptos_entra::{
    server::readiness::Drain,
    web::server::{ConnectionLimits, Shutdown, serve},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::{Instant, sleep, timeout},
};

use crate::cast::App;

const REQUEST: &[u8] = b"GET /health/live HTTP/1.1\r\nHost: localhost:3000\r\n\r\n";
/// The timeout of each test step. It is longer than any connection limit in this file.
const PATIENCE: Duration = Duration::from_secs(20);

fn limits(number: usize) -> ConnectionLimits {
    let (long, short) = (Duration::from_mins(1), Duration::from_millis(600));
    ConnectionLimits { first_head: long, next_head: long, body: short, number }
}

/// Serves a router over TCP on loopback for the rest of the test.
async fn start(router: Router, limits: ConnectionLimits) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = Shutdown { drain: Drain::default(), stop: pending() };
    tokio::spawn(serve(listener, router, limits, shutdown));
    address
}

async fn start_app(limits: ConnectionLimits) -> SocketAddr {
    start(App::start().await.router, limits).await
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

/// Reads from a connection until the server closes it. Returns the received text.
async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    // Ignore the error, because a reset also closes the connection.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut read)).await.expect("the server closes the connection");
    String::from_utf8_lossy(&read).into_owned()
}

/// Reads the head of a response from a connection.
async fn read_head(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    while !read.windows(4).any(|end| end == b"\r\n\r\n") {
        let byte =
            timeout(PATIENCE, stream.read_u8()).await.expect("the server responds").expect("the connection stays open");
        read.push(byte);
    }
    String::from_utf8(read).unwrap()
}

/// Sends a byte every 50 ms until the server closes the connection.
async fn drip(stream: &mut TcpStream, text: &[u8]) {
    for byte in text.iter().cycle() {
        if stream.write_all(&[*byte]).await.is_err() {
            return;
        }
        if let Ok(Ok(0) | Err(_)) = timeout(Duration::from_millis(50), stream.read(&mut [0; 1024])).await {
            return;
        }
    }
}

#[tokio::test]
async fn a_61_a_silent_connection_is_closed() {
    let short = Duration::from_millis(300);
    let address = start_app(ConnectionLimits { first_head: short, ..limits(10) }).await;
    assert_eq!(read_to_end(&mut connect(address).await).await, "");
}

#[tokio::test]
async fn a_61_slow_headers_are_cut_off() {
    let short = Duration::from_millis(500);
    let address = start_app(ConnectionLimits { first_head: short, ..limits(10) }).await;
    let mut stream = connect(address).await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost:3000\r\nX: ").await.unwrap();
    timeout(PATIENCE, drip(&mut stream, b"a")).await.expect("the server closes the connection");
}

#[tokio::test]
async fn a_61_an_idle_connection_is_closed_after_a_response() {
    let short = Duration::from_millis(500);
    let address = start_app(ConnectionLimits { next_head: short, ..limits(10) }).await;
    let mut stream = connect(address).await;
    stream.write_all(REQUEST).await.unwrap();
    assert!(read_head(&mut stream).await.starts_with("HTTP/1.1 200"));
    read_to_end(&mut stream).await;
}

#[tokio::test]
async fn a_61_a_slow_body_is_cut_off() {
    let address = start_app(limits(10)).await;
    let mut stream = connect(address).await;
    let head = "POST /csp-report HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: application/csp-report\r\n\
                Content-Length: 60000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let begun = Instant::now();
    timeout(PATIENCE, drip(&mut stream, b" ")).await.expect("the server closes the connection");
    assert!(begun.elapsed() >= Duration::from_millis(500), "the connection is closed only after the limit for bodies");
}

#[tokio::test]
async fn a_61_silent_connections_do_not_block_other_clients() {
    let address = start_app(limits(100)).await;
    let mut silent = Vec::new();
    for _ in 0..2000 {
        silent.push(connect(address).await);
    }
    for _ in 0..20 {
        let mut stream = connect(address).await;
        stream.write_all(REQUEST).await.unwrap();
        assert!(read_head(&mut stream).await.starts_with("HTTP/1.1 200"));
    }
    let mut open = 0;
    for mut stream in silent {
        open += usize::from(timeout(Duration::from_millis(2), stream.read_u8()).await.is_err());
    }
    assert!(open <= 100, "{open} connections are open");
}

#[tokio::test]
async fn a_61_slow_bodies_are_evicted_but_not_running_requests() {
    let slow = get(async || {
        sleep(Duration::from_secs(2)).await;
        "done"
    });
    let router = Router::new().route("/slow", slow).route("/health/live", get(async || "live"));
    let address = start(router, ConnectionLimits { body: PATIENCE, ..limits(3) }).await;
    let mut running = connect(address).await;
    running.write_all(b"GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await.unwrap();
    sleep(Duration::from_millis(100)).await;
    let mut uploads = Vec::new();
    for _ in 0..10 {
        let mut stream = connect(address).await;
        stream.write_all(b"POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na").await.unwrap();
        uploads.push(stream);
    }
    let mut stream = connect(address).await;
    stream.write_all(REQUEST).await.unwrap();
    assert!(read_head(&mut stream).await.starts_with("HTTP/1.1 200"));
    assert!(read_to_end(&mut running).await.ends_with("done"));
}

#[tokio::test]
async fn http_2_without_tls_is_rejected() {
    let address = start_app(limits(10)).await;
    let mut stream = connect(address).await;
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
    let answer = read_to_end(&mut stream).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn a_large_request_gets_a_response() {
    let address = start_app(limits(10)).await;
    let mut stream = connect(address).await;
    let cookie = "a".repeat(40 * 1024);
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:3000\r\nCookie: a={cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    assert!(read_head(&mut stream).await.starts_with("HTTP/1.1 431"));
}

#[tokio::test]
async fn while_draining_each_response_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let drain = Drain::default();
    let shutdown = Shutdown { drain: drain.clone(), stop: pending() };
    tokio::spawn(serve(listener, App::start().await.router, limits(10), shutdown));
    let mut stream = connect(address).await;
    stream.write_all(REQUEST).await.unwrap();
    assert!(!read_head(&mut stream).await.contains("connection: close"));
    drain.begin();
    let mut new = connect(address).await;
    for stream in [&mut stream, &mut new] {
        stream.write_all(REQUEST).await.unwrap();
        let response = read_to_end(stream).await;
        assert!(response.contains("HTTP/1.1 200") && response.contains("connection: close"), "{response}");
    }
}

#[tokio::test]
async fn given_the_stop_signal_then_open_requests_get_responses() {
    let slow = get(async || {
        sleep(Duration::from_millis(500)).await;
        "done"
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move { stopped.await.unwrap() };
    let shutdown = Shutdown { drain: Drain::default(), stop: stopped };
    let server = tokio::spawn(serve(listener, Router::new().route("/slow", slow), limits(10), shutdown));
    let mut idle = connect(address).await;
    let mut running = connect(address).await;
    running.write_all(b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    sleep(Duration::from_millis(150)).await;
    stop.send(()).unwrap();
    assert!(read_to_end(&mut running).await.ends_with("done"));
    assert_eq!(read_to_end(&mut idle).await, "");
    timeout(PATIENCE, server).await.expect("the server stops").unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}
