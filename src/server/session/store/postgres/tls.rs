//! TLS to the PostgreSQL server, with the trusted certificates of the system or of `SSL_CERT_FILE`, like the HTTP
//! client.

use std::sync::Arc;

use rustls::{ClientConfig, crypto::aws_lc_rs};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::failure::PostgresFailure;

/// Returns the TLS connector. It reads the system's certificates, which takes some milliseconds.
pub fn connector() -> Result<MakeRustlsConnect, PostgresFailure> {
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(PostgresFailure::Tls)?;
    let mut config = config.with_no_client_auth();
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(MakeRustlsConnect::new(config))
}
