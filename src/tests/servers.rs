//! The database servers that tests start: databases are isolated from each other, and data survives a restart.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::cast::servers::{self, Server};

/// Sends a command to a Redis server. Returns the first line of its reply.
fn redis_command(url: &str, command: &str) -> String {
    let (address, database) = url.trim_start_matches("redis://").split_once('/').unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "SELECT {database}\r\n{command}\r\nQUIT\r\n").unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).unwrap();
    answers.lines().nth(1).unwrap().to_owned()
}

/// Runs a statement on a PostgreSQL server. Returns its output.
fn postgres_query(url: &str, statement: &str) -> String {
    let answer = Command::new(servers::binary("psql")).args([url, "-Atqc", statement]).output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    String::from_utf8(answer.stdout).unwrap().trim().to_owned()
}

/// Stops or kills a server with `end`, starts it again, and asserts that it has kept its data.
fn end_and_start_again(server: &mut Server, end: fn(&mut Server), still_knows: impl Fn(&str) -> bool) {
    end(server);
    let address = server.url.split(['@', '/']).find(|part| part.contains("127.0.0.1:")).unwrap();
    assert!(TcpStream::connect(address).is_err(), "the server still accepts connections");
    server.start_again();
    assert!(still_knows(&server.url));
}

#[test]
fn a_restarted_redis_still_has_its_data() {
    let mut server = servers::start_redis();
    assert_eq!(redis_command(&server.url, "SET who maya"), "+OK");
    for end in [Server::kill, Server::stop] {
        end_and_start_again(&mut server, end, |url| redis_command(url, "EXISTS who") == ":1");
    }
}

#[test]
fn a_restarted_postgres_still_has_its_data() {
    let mut server = servers::start_postgres();
    postgres_query(&server.url, "CREATE TABLE known AS SELECT 'maya' AS who");
    for end in [Server::kill, Server::stop] {
        end_and_start_again(&mut server, end, |url| postgres_query(url, "SELECT who FROM known") == "maya");
    }
}

#[test]
fn callers_of_the_shared_redis_are_isolated() {
    let (one, other) = (servers::redis(), servers::redis());
    assert_eq!(redis_command(&one, "SET who maya"), "+OK");
    assert_eq!(
        (redis_command(&one, "EXISTS who"), redis_command(&other, "EXISTS who")),
        (":1".to_owned(), ":0".to_owned())
    );
}

#[test]
fn callers_of_the_shared_postgres_are_isolated() {
    let (one, other) = (servers::postgres(), servers::postgres());
    postgres_query(&one, "CREATE TABLE known AS SELECT 'maya' AS who");
    let tables = |url: &str| postgres_query(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'known'");
    assert_eq!((tables(&one), tables(&other)), ("1".to_owned(), "0".to_owned()));
}

/// The variable that tells the second process of this test that it will be killed.
const ROLE: &str = "LEPTOS_ENTRA_TEST_ROLE";

#[test]
#[expect(clippy::disallowed_methods, reason = "the role is not a setting of the app")]
#[expect(clippy::print_stdout, reason = "the first process reads this line")]
fn a_killed_test_process_leaves_no_server_and_no_folder() {
    if std::env::var(ROLE).is_ok() {
        let server = servers::start_redis();
        println!("\nstarted {} {}", server.url, servers::folder().display());
        std::thread::sleep(Duration::from_mins(5));
        return;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "servers::a_killed_test_process_leaves_no_server_and_no_folder", "--nocapture"]);
    let mut process = command.env(ROLE, "victim").stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
    let started = said.find_map(|line| line.strip_prefix("started ").map(str::to_owned)).unwrap();
    let (url, folder) = started.split_once(' ').unwrap();
    assert_eq!(redis_command(url, "PING"), "+PONG");

    process.kill().unwrap();
    process.wait().unwrap();
    let begun = Instant::now();
    let address = url.trim_start_matches("redis://").trim_end_matches("/0");
    while Path::new(folder).exists() || TcpStream::connect(address).is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{folder} or {url} is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
}
