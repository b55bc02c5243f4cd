//! A panic in the view of a page: the response is an error page, and the connection can be used again.

use std::{
    future::pending,
    io::{self, Write},
    net::Ipv4Addr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    http::header,
    routing::{get, post},
};
use leptos::prelude::*;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};
use tracing::subscriber::NoSubscriber;

use super::{Frame, Tracing, frame, framed, public_url};
use crate::{
    error::AppError,
    server::readiness::Drain,
    web::{
        Page,
        server::{ConnectionLimits, Shutdown, serve},
    },
};

/// The log of a test.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Write::write(&mut *self.0.lock().unwrap(), bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the log of this thread until the returned guard is dropped.
fn log() -> (Written, impl Sized) {
    let written = Written::default();
    let writer = written.clone();
    let log = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    // A second subscriber, because with a single one `tracing` would use the level of threads without a log.
    (written, (tracing::subscriber::set_default(log), tracing::Dispatch::new(NoSubscriber::new())))
}

fn broken(page: Page) -> Page {
    page.view(|| -> String { panic!("as it has to be here") })
}

/// A connection to a server whose pages panic.
struct Connection(BufReader<TcpStream>);

impl Connection {
    async fn open(frame: Frame) -> Self {
        let form = async || {
            let page = broken(Page::new("Form")).header(header::REFRESH, "0; url=/elsewhere");
            page.header(header::SET_COOKIE, "kept=1; Path=/")
        };
        let routes = Router::new()
            .route("/", get(async || broken(Page::new("Page"))))
            .route("/form", post(form))
            .route("/failure", get(async || broken(Page::from(AppError::RoleMissing))))
            .route("/whole", get(async || Page::new("Whole").view(|| view! { <p>"all is well"</p> })));
        let app = framed(routes, frame, Tracing::of(&public_url(), &[]));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shutdown = Shutdown { drain: Drain::default(), stop: pending() };
        tokio::spawn(serve(listener, app, ConnectionLimits::with_descriptors(64), shutdown));
        Self(BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    /// Sends a request, and returns the head and the body of the response.
    async fn request(&mut self, line: &str) -> (String, String) {
        let request = format!("{line} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n\r\n");
        self.0.write_all(request.as_bytes()).await.unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.0.read_line(&mut head).await.unwrap(), 0, "the connection is closed after: {head}");
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        let mut body = vec![0; length.parse().unwrap()];
        self.0.read_exact(&mut body).await.unwrap();
        (head, String::from_utf8(body).unwrap())
    }
}

/// Returns the request ID that an error page shows.
fn request_id(page: &str) -> &str {
    page.split_once("<code dir=\"ltr\">").unwrap().1.split_once('<').unwrap().0
}

#[tokio::test]
async fn given_a_panic_in_a_view_then_500_on_an_open_connection() {
    let (written, _guard) = log();
    let mut connection = Connection::open(frame()).await;
    for line in ["GET /", "POST /form", "GET /failure"] {
        let (head, page) = connection.request(line).await;
        assert!(head.starts_with("HTTP/1.1 500 ") && head.contains("text/html"), "{line}: {head}");
        assert!(page.contains("<main") && page.contains("</html>"), "{line}: {page}");
        assert!(!page.contains("has to be"), "{line}: {page}");
        let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        let entry = log.lines().find(|entry| entry.contains(request_id(&page)) && entry.contains("ERROR"));
        assert!(entry.unwrap_or_default().contains("the view of a page panicked"), "{line}: {log}");
        assert_eq!(head.contains("set-cookie: kept=1"), line == "POST /form", "{head}");
        assert!(!head.contains("refresh: ") && head.contains("content-security-policy: "), "{head}");
    }
    let (head, page) = connection.request("GET /whole").await;
    assert!(head.starts_with("HTTP/1.1 200 ") && page.contains("all is well"), "{head}{page}");
}

#[tokio::test]
async fn given_a_panic_in_the_error_page_then_a_text_with_the_id() {
    let (written, _guard) = log();
    let views: [fn() -> Page; 2] = [|| broken(Page::new("Error")), || panic!("as it has to be here")];
    for page in views {
        let mut connection = Connection::open(frame().with_page_after_panic(page)).await;
        let (head, text) = connection.request("GET /").await;
        assert!(head.starts_with("HTTP/1.1 500 ") && head.contains("content-type: text/plain"), "{head}");
        let id = text.strip_prefix("500 Internal Server Error\nRequest ID: ").unwrap().trim_end();
        let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        assert!(log.lines().any(|entry| entry.contains(id) && entry.contains("panicked too")), "{log}");
        let (head, _) = connection.request("GET /whole").await;
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    }
}
