//! The yardstick of the benchmark: a raw axum handler that does the minimal work for a page of a signed-in user.
//!
//! It reads the cookie, looks up the session in the same SQLite file, and sends the same bytes from memory.
//! Arguments: the address to listen on, the SQLite file, the file to send, the name of the session cookie.

use std::{
    error::Error,
    io::{self, ErrorKind},
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, UNIX_EPOCH},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

struct Yardstick {
    /// The connections to the SQLite file: one for each thread of the runtime, used in turn.
    connections: Vec<Mutex<Connection>>,
    next: AtomicUsize,
    cookie: String,
    page: Bytes,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |what: &str| arguments.next().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, what));
    let listen: SocketAddr = argument("the address to listen on is missing")?.parse()?;
    let sessions = PathBuf::from(argument("the SQLite file is missing")?);
    let page = Bytes::from(std::fs::read(argument("the file to send is missing")?)?);
    let cookie = argument("the name of the session cookie is missing")?;
    let threads = thread::available_parallelism()?.get();
    let connections = (0..threads).map(|_| connection(&sessions)).collect::<Result<_, _>>()?;
    let yardstick = Arc::new(Yardstick { connections, next: AtomicUsize::new(0), cookie, page });
    let app = Router::new().route("/", get(signed_in_page)).with_state(yardstick);
    axum::serve(tokio::net::TcpListener::bind(listen).await?, app).await?;
    Ok(())
}

fn connection(file: &PathBuf) -> rusqlite::Result<Mutex<Connection>> {
    // The connection is not read-only, because a reader in WAL mode must write to SQLite's file of shared memory.
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(Mutex::new(connection))
}

async fn signed_in_page(State(yardstick): State<Arc<Yardstick>>, headers: HeaderMap) -> Response {
    match session_id(&headers, &yardstick.cookie).map(|id| yardstick.record_of(&id)) {
        Some(Ok(_record)) => Html(yardstick.page.clone()).into_response(),
        Some(Err(rusqlite::Error::QueryReturnedNoRows)) | None => StatusCode::UNAUTHORIZED.into_response(),
        Some(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Returns the 16 bytes of the session ID in the session cookie.
fn session_id(headers: &HeaderMap, cookie: &str) -> Option<Vec<u8>> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let value = cookies.split("; ").find_map(|pair| pair.strip_prefix(cookie)?.strip_prefix('='))?;
    URL_SAFE_NO_PAD.decode(value).ok()
}

impl Yardstick {
    fn record_of(&self, id: &[u8]) -> rusqlite::Result<Vec<u8>> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.connections.len();
        let connection = self.connections[turn].lock().unwrap_or_else(PoisonError::into_inner);
        let mut select = connection.prepare_cached("SELECT record FROM session WHERE key = ?1 AND expires_at > ?2")?;
        select.query_row((&Sha256::digest(id)[..], unix_now()), |row| row.get(0))
    }
}

#[expect(clippy::disallowed_methods, reason = "the yardstick does not use the server and its clock")]
fn unix_now() -> i64 {
    let now = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    now.as_secs().cast_signed()
}
