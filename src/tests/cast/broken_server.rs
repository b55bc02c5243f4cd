//! A server that sends the bytes that a test sets, for responses that a real provider or API does not send on purpose.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use url::Url;

/// The response of a [`BrokenServer`] to requests for a path.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes and resets the connection.
    Reset(Vec<u8>),
    /// Sends these bytes and keeps the connection open without further bytes.
    Silence(Vec<u8>),
    /// Sends these bytes, and then a space every few milliseconds without end.
    Trickle(Vec<u8>),
    /// Sends these bytes, followed by this number of spaces.
    Large(Vec<u8>, usize),
}

impl Wrong {
    /// Makes a well-formed response with this status, content type and body.
    pub fn answer(status: &str, content_type: &str, body: &str) -> Self {
        let length = body.len();
        Self::head(status, &format!("content-type: {content_type}\r\ncontent-length: {length}\r\n"), body)
    }

    /// Makes a well-formed JSON response with status 200.
    pub fn json(body: &str) -> Self {
        Self::answer("200 OK", "application/json", body)
    }

    /// Makes a redirect to `location` without a body.
    pub fn redirect(status: &str, location: &str) -> Self {
        Self::head(status, &format!("location: {location}\r\ncontent-length: 0\r\n"), "")
    }

    /// Makes a response with this status, these header lines and this body.
    pub fn head(status: &str, headers: &str, body: &str) -> Self {
        Self::Bytes(format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n{body}").into_bytes())
    }
}

/// A server on loopback that sends the response that a test has set for a path.
#[derive(Clone)]
pub struct BrokenServer {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    answers: Mutex<BTreeMap<String, Wrong>>,
    requests: Mutex<Vec<String>>,
    connections: AtomicUsize,
    sent: AtomicUsize,
}

impl BrokenServer {
    /// Starts a broken server that responds with 404 to every path, until a test sets other responses.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), state: Arc::default() };
        let state = Arc::clone(&server.state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                state.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&state)));
            }
        });
        server
    }

    /// Starts a server with the valid metadata and key set of an OpenID provider.
    pub async fn provider() -> Self {
        let server = Self::start().await;
        server.describe(&format!(
            r#","device_authorization_endpoint":"{}/devicecode","claims_supported":["iss","sub","sid","name"],
                "token_endpoint_auth_methods_supported":["client_secret_post"]"#,
            server.origin()
        ));
        server.respond_with("/keys", Wrong::json(KEYS));
        server
    }

    /// Sets the provider's metadata: the required members and these additional members.
    pub fn describe(&self, members: &str) {
        let origin = self.origin();
        let document = format!(
            r#"{{"issuer":"{origin}","authorization_endpoint":"{origin}/authorize","token_endpoint":"{origin}/token",
                "jwks_uri":"{origin}/keys"{members}}}"#
        );
        self.respond_with(DISCOVERY, Wrong::json(&document));
    }

    /// Sets the response to further requests for this path.
    pub fn respond_with(&self, path: &str, wrong: Wrong) {
        self.state.answers.lock().unwrap().insert(path.to_owned(), wrong);
    }

    /// Returns the origin of the server: `http://127.0.0.1:PORT`
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the URL of a path on the server.
    pub fn url(&self, path: &str) -> Url {
        Url::parse(&self.origin()).unwrap().join(path).unwrap()
    }

    /// Returns the head and the body of every request that the server has received so far.
    pub fn requests(&self) -> Vec<String> {
        self.state.requests.lock().unwrap().clone()
    }

    /// Returns the number of connections that the server has accepted so far.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Returns the number of spaces that were sent for [`Wrong::Large`].
    pub fn sent(&self) -> usize {
        self.state.sent.load(Ordering::SeqCst)
    }
}

/// A valid key set with one public key, whose private key is unknown.
pub const KEYS: &str = r#"{"keys":[{"kty":"RSA","use":"sig","kid":"never-used","e":"AQAB","n":"pFyBvt-H9GDnY5lzSENf8Fx2bGPIDIvkPiKm6XbCPTEXdjg5S_-5N8uZ7aqJlIcT1w-Y3Kj64AcplrZyEUP9mduzDsqISL-K7Tw64MGxj_rpMETdLO8BkmXUw9WcKqykEABUMn1PrKqZCLZ0W_iHTO08AIx6KZGnn5qbucpFHuyqd_Z57-dFqKkjTb-ICM6Pp21nfefFEA4YBjJF5Qg8VRlceCUs2hs5cv6kHq1tV6vqCmMeNOvKzmq1U4_n9Qe2EXyaam4BuRLB8vj3uasQfyUNe0cMKaBLdjnUL3rVCuaTBJC8ThqkuXdAGF4rBGkOUHwfhI7ZyGRkhN0-dl6Qbw"}]}"#;
/// The path of an OpenID provider's metadata.
pub const DISCOVERY: &str = "/.well-known/openid-configuration";

/// Returns the origin of a loopback port on which no server listens.
pub async fn unused_origin() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

async fn serve(mut stream: TcpStream, state: Arc<State>) {
    let Some(request) = read(&mut stream).await else { return };
    let path = request.split([' ', '?']).nth(1).unwrap_or_default().to_owned();
    state.requests.lock().unwrap().push(request);
    let unknown = || Wrong::answer("404 Not Found", "text/plain", "nothing is here");
    let wrong = state.answers.lock().unwrap().get(&path).cloned().unwrap_or_else(unknown);
    // Ignore the error of writing, because the client may close the connection before the end of the response.
    let _ = send(&mut stream, wrong, &state.sent).await;
}

async fn send(stream: &mut TcpStream, wrong: Wrong, sent: &AtomicUsize) -> std::io::Result<()> {
    match wrong {
        Wrong::Bytes(bytes) => {
            stream.write_all(&bytes).await?;
            stream.shutdown().await
        }
        Wrong::Reset(bytes) => {
            stream.write_all(&bytes).await?;
            stream.flush().await?;
            stream.set_zero_linger()
        }
        Wrong::Silence(bytes) => {
            stream.write_all(&bytes).await?;
            // Wait until the client closes the connection.
            stream.read(&mut [0]).await.map(drop)
        }
        Wrong::Trickle(bytes) => {
            stream.write_all(&bytes).await?;
            loop {
                stream.write_all(b" ").await?;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        Wrong::Large(head, length) => {
            stream.write_all(&head).await?;
            let piece = vec![b' '; 64 * 1024];
            while sent.load(Ordering::SeqCst) < length {
                stream.write_all(&piece).await?;
                sent.fetch_add(piece.len(), Ordering::SeqCst);
            }
            stream.shutdown().await
        }
    }
}

/// Reads one request: the head, and a body of the length that `content-length` announces.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let announced = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= announced.unwrap_or(0) {
                return Some(text);
            }
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece).await {
            Ok(length) if length > 0 => bytes.extend_from_slice(&piece[..length]),
            _ => return None,
        }
    }
}
