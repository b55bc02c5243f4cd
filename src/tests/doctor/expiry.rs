//! The dates that the doctor compares: the end of a certificate, the beginning of a session key, the clock of a store's server.

use std::process::Command;

use leptos_entra::server::{clock, key_file};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
};

use super::{Doctor, Report, start_tenant};
use crate::cast::{
    certificates::{TestKey, private_file},
    servers,
};

const DAY: i64 = 24 * 60 * 60;
/// The header of a reply to `TIME`: an array of two texts, of which the first has ten digits.
const TIME_REPLY: &[u8] = b"*2\r\n$10\r\n";

/// Runs the doctor offline with a certificate that is valid from and until these days from now, and one hour.
async fn with_certificate(key: &TestKey, from: i64, until: i64) -> Report {
    let now = clock::unix_now();
    let doctor = Doctor::new()
        .set("CLIENT_ID", "app")
        .set("OIDC_AUTHORITY", "http://localhost:9")
        .set("REDIRECT_URI", "http://localhost:3000/getAToken");
    let pem = format!("{}{}", key.certificate_between(now + from * DAY, now + until * DAY + 3_600), key.pem());
    let file = private_file(doctor.path("").as_path(), "app.pem", &pem);
    doctor.set("CLIENT_CERTIFICATE_FILE", file.to_str().unwrap()).run(&["--json", "--offline"]).await
}

#[tokio::test]
async fn a_certificate_warns_from_thirty_days_before_its_end() {
    let key = TestKey::rsa();
    for days in [30, 14, 3, 0] {
        let report = with_certificate(&key, -300, days).await;
        let left = format!("in {days} days");
        report.assert_names("credential", "warning", &[&left, "openssl req -x509", "CLIENT_CERTIFICATE_FILE"]);
        assert_eq!(report.code, 0, "{}", report.out);
    }
    with_certificate(&key, -300, 31).await.assert_is("credential", "ok");
}

#[tokio::test]
async fn a_short_certificate_warns_in_its_last_third() {
    let key = TestKey::rsa();
    with_certificate(&key, -2, 10).await.assert_is("credential", "ok");
    with_certificate(&key, -10, 2).await.assert_names("credential", "warning", &["in 2 days"]);
}

#[tokio::test]
async fn session_keys_of_the_future_are_a_warning() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).set("SESSION_KEYS_FILE", "keys");
    key_file::make(&doctor.path("keys"), clock::unix_now() + DAY).unwrap();
    doctor.only("session-keys").await.assert_names("session-keys", "warning", &["begin in the future", "date -u"]);
}

/// Runs SQL in a database of `PostgreSQL`.
fn sql(address: &str, statements: &str) {
    let done =
        Command::new(servers::binary("psql")).args([address, "-v", "ON_ERROR_STOP=1", "-qc", statements]).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[tokio::test]
async fn a_postgres_server_with_a_wrong_clock_is_a_warning() {
    let tenant = start_tenant().await;
    let address = servers::postgres();
    let database = address.rsplit('/').next().unwrap();
    // A function of the same name that is found before that of the server.
    sql(
        &address,
        &format!(
            "CREATE SCHEMA wrong; CREATE FUNCTION wrong.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS \
             'SELECT pg_catalog.clock_timestamp() - interval ''10 minutes'''; \
             ALTER DATABASE {database} SET search_path = wrong, pg_catalog, public"
        ),
    );
    let report = Doctor::of(&tenant).set("SESSION_STORE", &address).only("store").await;
    report.assert_names("store", "warning", &["Its clock differs by ", "too early or too late", "timedatectl"]);
    assert_eq!(report.code, 0);
}

#[tokio::test]
async fn a_redis_server_with_a_wrong_clock_is_a_warning() {
    let tenant = start_tenant().await;
    let address = with_wrong_clock(&servers::redis()).await;
    let report = Doctor::of(&tenant).set("SESSION_STORE", &address).only("store").await;
    report.assert_names("store", "warning", &["Its clock differs by ", "timedatectl"]);
}

/// Starts a proxy to a Redis server that changes the time in the replies to `TIME`. Returns the address of the proxy.
async fn with_wrong_clock(redis: &str) -> String {
    let (server, database) = redis.strip_prefix("redis://").unwrap().split_once('/').unwrap();
    let (server, listener) = (server.to_owned(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let address = format!("redis://{}/{database}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let ((from_client, to_client), server) = (client.into_split(), TcpStream::connect(&server).await.unwrap());
            let (from_server, to_server) = server.into_split();
            tokio::spawn(pass(from_client, to_server));
            tokio::spawn(pass(from_server, to_client));
        }
    });
    address
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf) -> Option<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = from.read(&mut buffer).await.ok().filter(|length| *length > 0)?;
        let bytes = &mut buffer[..length];
        if let Some(start) = bytes.windows(TIME_REPLY.len()).position(|window| window == TIME_REPLY) {
            bytes[start + TIME_REPLY.len()..][..10].copy_from_slice(b"1700000000");
        }
        to.write_all(bytes).await.ok()?;
    }
}
