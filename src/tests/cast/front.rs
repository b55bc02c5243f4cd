//! A TLS proxy in front of the dev tenant, and an HTTP client that connects to this proxy for every host name, without DNS
//! requests.

use std::{
    net::SocketAddr,
    sync::{Arc, LazyLock},
    time::Duration,
};

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use reqwest::{
    Certificate, Client, ClientBuilder,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::aws_lc_rs, pki_types::PrivateKeyDer},
};

use super::certificates::pem;

/// The host names in the TLS certificate of the proxy.
const NAMES: [&str; 23] = [
    "login.microsoftonline.com",
    "login.windows.net",
    "login.microsoft.com",
    "westeurope.login.microsoft.com",
    "graph.microsoft.com",
    "login.microsoftonline.us",
    "login.usgovcloudapi.net",
    "login-us.microsoftonline.com",
    "graph.microsoft.us",
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
    "microsoftgraph.chinacloudapi.cn",
    "login.sovcloud-identity.fr",
    "graph.svc.sovcloud.fr",
    "login.sovcloud-identity.de",
    "graph.svc.sovcloud.de",
    "login.sovcloud-identity.sg",
    "graph.svc.sovcloud.sg",
    "devtenant.ciamlogin.com",
    "6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10.ciamlogin.com",
    "login.devtenant.example",
    "op.example",
    "devtenant.b2clogin.com",
];

static CERTIFICATE: LazyLock<CertifiedKey<KeyPair>> =
    LazyLock::new(|| generate_simple_self_signed(NAMES.map(str::to_owned)).unwrap());

/// Starts a TLS proxy in front of the dev tenant at `behind`. Returns a client that connects to the proxy for every host name.
pub async fn start(behind: SocketAddr) -> Client {
    let front = listen(behind).await;
    let trusted = Certificate::from_der(CERTIFICATE.cert.der()).unwrap();
    builder().tls_certs_only([trusted]).dns_resolver(Everywhere(front)).build().unwrap()
}

/// Returns the certificate of the TLS proxies as PEM.
pub fn certificate() -> String {
    pem("CERTIFICATE", CERTIFICATE.cert.der())
}

/// Starts a TLS proxy in front of the server at `behind`. Returns its address.
pub async fn listen(behind: SocketAddr) -> SocketAddr {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let key = PrivateKeyDer::try_from(CERTIFICATE.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![CERTIFICATE.cert.der().clone()], key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let front = listener.local_addr().unwrap();
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
    front
}

/// Returns a client that resolves every host name to 127.0.0.1, so that no request leaves this machine.
pub fn direct() -> Client {
    static CLIENT: LazyLock<Client> =
        LazyLock::new(|| builder().dns_resolver(Everywhere(([127, 0, 0, 1], 0).into())).build().unwrap());
    CLIENT.clone()
}

/// Returns the settings that both HTTP clients share. They reuse no connections, because each test has a separate async
/// runtime.
#[expect(clippy::disallowed_methods, reason = "this client of the tests connects only to loopback")]
fn builder() -> ClientBuilder {
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .pool_max_idle_per_host(0)
        .connect_timeout(Duration::from_secs(5))
}

/// A DNS resolver that resolves every host name to this address.
struct Everywhere(SocketAddr);

impl Resolve for Everywhere {
    fn resolve(&self, _name: Name) -> Resolving {
        let here: Addrs = Box::new(std::iter::once(self.0));
        Box::pin(std::future::ready(Ok(here)))
    }
}
