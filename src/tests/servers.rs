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
fn ask_redis(url: &str, command: &str) -> String {
    let (address, database) = url.trim_start_matches("redis://").split_once('/').unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "SELECT {database}\r\n{command}\r\nQUIT\r\n").unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).unwrap();
    answers.lines().nth(1).unwrap().to_owned()
}

/// Runs a statement on a PostgreSQL server. Returns its output.
fn ask_postgres(url: &str, statement: &str) -> String {
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
fn a_redis_that_was_ended_still_knows_what_it_was_told() {
    let mut server = servers::start_redis();
    assert_eq!(ask_redis(&server.url, "SET who maya"), "+OK");
    for end in [Server::kill, Server::stop] {
        end_and_start_again(&mut server, end, |url| ask_redis(url, "EXISTS who") == ":1");
    }
}

#[test]
fn a_postgres_that_was_ended_still_knows_what_it_was_told() {
    let mut server = servers::start_postgres();
    ask_postgres(&server.url, "CREATE TABLE known AS SELECT 'maya' AS who");
    for end in [Server::kill, Server::stop] {
        end_and_start_again(&mut server, end, |url| ask_postgres(url, "SELECT who FROM known") == "maya");
    }
}

#[test]
fn no_caller_sees_what_another_told_the_shared_redis() {
    let (one, other) = (servers::redis(), servers::redis());
    assert_eq!(ask_redis(&one, "SET who maya"), "+OK");
    assert_eq!((ask_redis(&one, "EXISTS who"), ask_redis(&other, "EXISTS who")), (":1".to_owned(), ":0".to_owned()));
}

#[test]
fn no_caller_sees_what_another_told_the_shared_postgres() {
    let (one, other) = (servers::postgres(), servers::postgres());
    ask_postgres(&one, "CREATE TABLE known AS SELECT 'maya' AS who");
    let tables = |url: &str| ask_postgres(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'known'");
    assert_eq!((tables(&one), tables(&other)), ("1".to_owned(), "0".to_owned()));
}

/// The variable that tells the second process of this test that it will be killed.
const ROLE: &str = "LEPTOS_ENTRA_TEST_ROLE";

#[test]
#[expect(clippy::disallowed_methods, reason = "the role is not a setting of the app")]
#[expect(clippy::print_stdout, reason = "the first process reads this line")]
fn nothing_is_left_of_a_test_process_that_was_killed() {
    if std::env::var(ROLE).is_ok() {
        let server = servers::start_redis();
        println!("\nstarted {} {}", server.url, servers::folder().display());
        std::thread::sleep(Duration::from_mins(5));
        return;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "servers::nothing_is_left_of_a_test_process_that_was_killed", "--nocapture"]);
    let mut process = command.env(ROLE, "victim").stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
    let started = said.find_map(|line| line.strip_prefix("started ").map(str::to_owned)).unwrap();
    let (url, folder) = started.split_once(' ').unwrap();
    assert_eq!(ask_redis(url, "PING"), "+PONG");

    process.kill().unwrap();
    process.wait().unwrap();
    let begun = Instant::now();
    let address = url.trim_start_matches("redis://").trim_end_matches("/0");
    while Path::new(folder).exists() || TcpStream::connect(address).is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{folder} or {url} is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
}
