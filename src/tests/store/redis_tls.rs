//! `rediss://`: a server is trusted if its certificate is signed by the system's CAs or those in `SSL_CERT_FILE`.

use std::{net::SocketAddr, process::Command, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos_entra::server::{
    config::{ServerAddress, SessionLifetimes},
    session::store::{Redis, backend::Backend as _},
};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::aws_lc_rs, pki_types::PrivateKeyDer},
};

use super::records::key;
use crate::cast::servers;

/// The environment variable with the server address for the second process of the test.
const ADDRESS: &str = "ADDRESS_OF_REDIS_BEHIND_TLS";

/// Starts a TLS proxy in front of a Redis server. Returns the port of the proxy.
async fn front(behind: SocketAddr, certificate: &CertifiedKey<KeyPair>) -> u16 {
    let key = PrivateKeyDer::try_from(certificate.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = config.with_single_cert(vec![certificate.cert.der().clone()], key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((outside, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut outside) = acceptor.accept(outside).await else { return };
                let Ok(mut inside) = TcpStream::connect(behind).await else { return };
                let _ = tokio::io::copy_bidirectional(&mut outside, &mut inside).await;
            });
        }
    });
    port
}

async fn is_believed(address: &str) -> bool {
    let backend = Redis::open(&ServerAddress::redis(address).unwrap(), SessionLifetimes::default().idle).unwrap();
    backend.session(key(1)).await.is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn given_tls_then_the_certificate_and_its_name_are_verified() {
    let plain = servers::redis();
    let (server, database) = plain.trim_start_matches("redis://").split_once('/').unwrap();
    let certificate = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let port = front(server.parse().unwrap(), &certificate).await;
    let trusted = tempfile::NamedTempFile::new().unwrap();
    let pem = STANDARD.encode(certificate.cert.der());
    std::fs::write(trusted.path(), format!("-----BEGIN CERTIFICATE-----\n{pem}\n-----END CERTIFICATE-----\n")).unwrap();
    let by_name = format!("rediss://localhost:{port}/{database}");
    assert!(!is_believed(&by_name).await, "this process does not trust the certificate");
    for (address, believed) in [(by_name, true), (format!("valkeys://127.0.0.1:{port}/{database}"), false)] {
        let asked = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::redis_tls::the_certificate_of_the_named_server_is_trusted", "--ignored"])
            .env(ADDRESS, &address)
            .env("SSL_CERT_FILE", trusted.path())
            .output()
            .unwrap();
        assert_eq!(asked.status.success(), believed, "{address}: {}", String::from_utf8_lossy(&asked.stdout));
    }
}

/// Runs in the second process of the test above, because the trusted certificates come from the environment of a process.
#[tokio::test]
#[ignore = "another test starts it"]
#[expect(clippy::disallowed_methods, reason = "the test that starts this process sets the variable")]
async fn the_certificate_of_the_named_server_is_trusted() {
    assert!(is_believed(&std::env::var(ADDRESS).unwrap()).await);
}
