//! A TCP proxy in front of a server, which records the HTTP requests.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// The bytes that the clients have sent, for each connection.
type Connections = Arc<Mutex<Vec<Vec<u8>>>>;

/// A running proxy that records the requests for the server behind it.
pub struct Recorder {
    pub address: SocketAddr,
    connections: Connections,
}

impl Recorder {
    /// Starts a proxy in front of the server at `behind`.
    pub async fn start(behind: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let recorder = Self { address: listener.local_addr().unwrap(), connections: Arc::default() };
        let connections = Arc::clone(&recorder.connections);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(forward(client, behind, Arc::clone(&connections)));
            }
        });
        recorder
    }

    /// Returns the head and the body of every request that has a body, in the order of the connections.
    pub fn requests(&self) -> Vec<String> {
        self.all_requests().into_iter().filter(|request| !request.ends_with("\r\n\r\n")).collect()
    }

    /// Returns the head and the body of every request, in the order of the connections.
    pub fn all_requests(&self) -> Vec<String> {
        let connections = self.connections.lock().unwrap();
        connections.iter().flat_map(|bytes| requests_in(&String::from_utf8_lossy(bytes))).collect()
    }
}

async fn forward(client: TcpStream, behind: SocketAddr, connections: Connections) -> Option<()> {
    let server = TcpStream::connect(behind).await.ok()?;
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let number = {
        let mut connections = connections.lock().unwrap();
        connections.push(Vec::new());
        connections.len() - 1
    };
    let mut piece = [0; 4096];
    loop {
        let length = from_client.read(&mut piece).await.ok().filter(|length| *length > 0)?;
        connections.lock().unwrap()[number].extend_from_slice(&piece[..length]);
        to_server.write_all(&piece[..length]).await.ok()?;
    }
}

/// Splits the bytes of a connection into requests.
fn requests_in(mut text: &str) -> Vec<String> {
    let mut requests = Vec::new();
    while let Some((head, rest)) = text.split_once("\r\n\r\n") {
        let length = head
            .lines()
            .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        let (body, rest) = rest.split_at(length.unwrap_or(0));
        requests.push(format!("{head}\r\n\r\n{body}"));
        text = rest;
    }
    requests
}
