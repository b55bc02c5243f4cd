//! TLS to the PostgreSQL server: which certificates the store trusts, and when it refuses to connect.

use std::{
    io::{Write as _, read_to_string, stdin},
    process::{Command, Stdio},
};

use base64::{Engine as _, prelude::BASE64_STANDARD as STANDARD};

use super::{Backend as _, Postgres, connect, key, open};
use crate::cast::servers::{self, Server};

const INSIDE: &str = "store::postgres::tls::a_trusted_certificate_with_the_right_name_is_accepted";

/// Starts a PostgreSQL server with TLS for the name `localhost`. Returns the server and its certificate.
async fn start() -> (Server, String) {
    let mut server = servers::start_postgres();
    let pair = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = pem("CERTIFICATE", pair.cert.der());
    let private_key = pem("PRIVATE KEY", &pair.signing_key.serialize_der());
    let operator = connect(&server.url).await;
    for (file, pem) in [("server.crt", &certificate), ("server.key", &private_key)] {
        let write =
            format!("COPY (SELECT unnest(string_to_array('{pem}', E'\\n'))) TO PROGRAM 'umask 077; cat >{file}'");
        operator.batch_execute(&write).await.unwrap();
    }
    operator.batch_execute("ALTER SYSTEM SET ssl = on").await.unwrap();
    server.stop();
    server.start_again();
    (server, certificate)
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----", lines.join("\n"))
}

fn at(url: &str, host: &str, mode: &str) -> Postgres {
    open(&format!("{}?sslmode={mode}", url.replacen("127.0.0.1", host, 1)))
}

/// The trusted certificates come from the environment, which is fixed in a running process, so this test starts a
/// second process.
#[tokio::test]
async fn given_an_untrusted_certificate_then_it_is_rejected() {
    let (server, certificate) = start().await;
    // This process does not trust the certificate, so every mode with TLS fails.
    for mode in ["verify-full", "require", "prefer"] {
        let error = at(&server.url, "localhost", mode).session(key(1)).await.unwrap_err();
        assert!(format!("{error:?}").contains("UnknownIssuer"), "{mode}: {error:?}");
    }
    at(&server.url, "localhost", "disable").session(key(1)).await.unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(certificate.as_bytes()).unwrap();
    let mut inside = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", INSIDE, "--ignored"])
        .env("SSL_CERT_FILE", file.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    inside.stdin.take().unwrap().write_all(server.url.as_bytes()).unwrap();
    let output = inside.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
#[ignore = "the test above runs it in a second process, with a certificate in its environment"]
async fn a_trusted_certificate_with_the_right_name_is_accepted() {
    let url = read_to_string(stdin()).unwrap();
    let process = at(&url, "localhost", "verify-full");
    process.session(key(1)).await.unwrap();
    let asked = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                 WHERE ssl AND application_name = 'leptos-entra'";
    assert_eq!(connect(&url).await.query_one(asked, &[]).await.unwrap().get::<_, i64>(0), 1);
    let error = at(&url, "127.0.0.1", "require").session(key(1)).await.unwrap_err();
    assert!(format!("{error:?}").contains("NotValidForName"), "{error:?}");
}

#[tokio::test]
async fn given_required_tls_then_a_server_without_tls_is_rejected() {
    let url = servers::postgres();
    let error = at(&url, "127.0.0.1", "require").session(key(1)).await.unwrap_err();
    assert!(format!("{error:?}").contains("does not support TLS"), "{error:?}");
    at(&url, "127.0.0.1", "prefer").session(key(1)).await.unwrap();
}
