//! Records the requests that an app sends to the dev tenant.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// A TCP proxy that keeps what each client sends.
#[derive(Clone)]
pub struct Recorder {
    pub address: SocketAddr,
    connections: Arc<Mutex<Vec<String>>>,
}

/// A recorded request.
#[derive(Debug)]
pub struct Recorded {
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Recorder {
    /// Starts a proxy in front of the server at `behind`.
    pub async fn start(behind: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let recorder = Self { address: listener.local_addr().unwrap(), connections: Arc::default() };
        let kept = Arc::clone(&recorder.connections);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(behind).await else { return };
                tokio::spawn(forward(client, server, Arc::clone(&kept)));
            }
        });
        recorder
    }

    /// Returns the requests whose first line begins with this method and contains this part of the path.
    pub fn requests(&self, method: &str, path: &str) -> Vec<Recorded> {
        let connections = self.connections.lock().unwrap();
        connections
            .iter()
            .flat_map(|sent| requests(sent))
            .filter_map(|request| {
                let (head, body) = request.split_once("\r\n\r\n")?;
                let mut lines = head.lines();
                let line = lines.next()?;
                let wanted = line.starts_with(method) && line.contains(path);
                let pairs = lines.filter_map(|line| line.split_once(": "));
                let headers = pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
                wanted.then(|| Recorded { headers, body: body.to_owned() })
            })
            .collect()
    }
}

/// Splits the bytes of a connection into its requests. A request begins with its method.
fn requests(sent: &str) -> Vec<&str> {
    let starts = |method: &'static str| sent.match_indices(method).map(|(start, _)| start);
    let mut starts: Vec<_> = starts("GET /").chain(starts("POST /")).chain([sent.len()]).collect();
    starts.sort_unstable();
    starts.windows(2).map(|bounds| &sent[bounds[0]..bounds[1]]).collect()
}

async fn forward(client: TcpStream, server: TcpStream, kept: Arc<Mutex<Vec<String>>>) {
    let ((mut from_client, mut to_client), (mut from_server, mut to_server)) =
        (client.into_split(), server.into_split());
    let index = {
        let mut kept = kept.lock().unwrap();
        kept.push(String::new());
        kept.len() - 1
    };
    let responses = tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from_client.read(&mut buffer).await {
        kept.lock().unwrap()[index].push_str(&String::from_utf8_lossy(&buffer[..length]));
        if to_server.write_all(&buffer[..length]).await.is_err() {
            break;
        }
    }
    drop(to_server);
    let _ = responses.await;
}
