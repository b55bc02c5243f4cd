//! An HTTP proxy (`CONNECT`) that leads each host name to a TLS proxy in front of a dev tenant, and refuses other hosts.

use std::{collections::HashMap, net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::cast::front;

/// Starts the proxy. Returns its address.
pub async fn start<const HOSTS: usize>(hosts: [(&'static str, SocketAddr); HOSTS]) -> String {
    let mut fronts = HashMap::new();
    for (host, behind) in hosts {
        fronts.insert(host, front::listen(behind).await);
    }
    let fronts = Arc::new(fronts);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let fronts = Arc::clone(&fronts);
            tokio::spawn(async move { serve(stream, &fronts).await });
        }
    });
    address
}

async fn serve(stream: TcpStream, fronts: &HashMap<&'static str, SocketAddr>) -> Option<()> {
    let mut client = BufReader::new(stream);
    let mut request = String::new();
    while !request.ends_with("\r\n\r\n") {
        if client.read_line(&mut request).await.ok()? == 0 {
            return None;
        }
    }
    let target = request.strip_prefix("CONNECT ").and_then(|rest| rest.split(':').next());
    let Some(front) = target.and_then(|host| fronts.get(host)) else {
        let refused = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        return client.write_all(refused).await.ok();
    };
    let mut server = TcpStream::connect(front).await.ok()?;
    client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok()?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await.ok().map(drop)
}
