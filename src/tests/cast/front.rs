//! A front for TLS before the dev tenant, and a client for which that front is the whole world: every name leads there,
//! and nobody is asked for it.

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

/// The names that the certificate is for.
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

/// Starts a front before the dev tenant that listens at `behind`, and returns the client for which it is the world.
pub async fn start(behind: SocketAddr) -> Client {
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
    let trusted = Certificate::from_der(CERTIFICATE.cert.der()).unwrap();
    builder().tls_certs_only([trusted]).dns_resolver(Everywhere(front)).build().unwrap()
}

/// Returns a client that reaches loopback addresses as they are, and no name.
pub fn direct() -> Client {
    static CLIENT: LazyLock<Client> =
        LazyLock::new(|| builder().dns_resolver(Everywhere(([127, 0, 0, 1], 0).into())).build().unwrap());
    CLIENT.clone()
}

/// It keeps no connection, because each test has a runtime of its own.
#[expect(clippy::disallowed_methods, reason = "this is the way out of the tests, which leads nowhere")]
fn builder() -> ClientBuilder {
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .pool_max_idle_per_host(0)
        .connect_timeout(Duration::from_secs(5))
}

/// Every name is this address.
struct Everywhere(SocketAddr);

impl Resolve for Everywhere {
    fn resolve(&self, _name: Name) -> Resolving {
        let here: Addrs = Box::new(std::iter::once(self.0));
        Box::pin(std::future::ready(Ok(here)))
    }
}
