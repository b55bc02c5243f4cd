//! Real servers for tests: Valkey or Redis, PostgreSQL, and `PgBouncer`. They listen on loopback and keep their files in separate
//! folders. When the test process ends, they are stopped and their files are deleted.
//!
//! [`redis`] and [`postgres`] use one server per test process and return an empty database for each call.
//! [`start_redis`] and [`start_postgres`] start a server that a test may stop, kill and start again.

mod binaries;
mod process;
mod undertaker;

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    os::unix::fs::chown,
    path::Path,
    process::Command,
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

pub use binaries::binary;
pub use process::{Process, Program, listens};
pub use undertaker::folder;

/// The number of databases in Redis, which limits the calls of [`redis`] and [`postgres`] together.
const REDIS_DATABASES: usize = 4096;

static REDIS: LazyLock<Server> = LazyLock::new(|| redis_server("--appendonly no"));
static POSTGRES: LazyLock<Server> = LazyLock::new(|| postgres_server("-c fsync=off"));
static CALLERS: AtomicUsize = AtomicUsize::new(1);

/// Returns the address of an empty database in the Redis of this test process: `redis://127.0.0.1:PORT/N`.
pub fn redis() -> String {
    let database = CALLERS.fetch_add(1, Ordering::Relaxed);
    assert!(database < REDIS_DATABASES, "increase REDIS_DATABASES: the tests need more databases");
    format!("{}/{database}", REDIS.url.trim_end_matches("/0"))
}

/// Returns the address of an empty database in the PostgreSQL of this test process: `postgres://postgres@127.0.0.1:PORT/NAME`.
pub fn postgres() -> String {
    let database = format!("test_{}", CALLERS.fetch_add(1, Ordering::Relaxed));
    let address = &POSTGRES.url;
    let made =
        Command::new(binary("createdb")).arg(format!("--maintenance-db={address}")).arg(&database).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    format!("{}/{database}", address.trim_end_matches("/postgres"))
}

/// A database server for one test. Dropping this value stops the server.
pub struct Server {
    /// The address for clients. It is the same after a restart.
    pub url: String,
    process: Process,
}

impl Server {
    /// Kills the database server with `SIGKILL`, without a shutdown.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Shuts the database server down as an operator does.
    pub fn stop(&mut self) {
        self.process.stop();
    }

    /// Restarts the server on the same port with the same data.
    pub fn start_again(&mut self) {
        self.process.start();
    }
}

/// Starts a Valkey or Redis that writes every change to its file before it responds.
pub fn start_redis() -> Server {
    redis_server("--appendonly yes --appendfsync always")
}

fn redis_server(durability: &str) -> Server {
    let process = Process::launch("redis", |folder, port| Program {
        arguments: words(&format!(
            "--port {port} --bind 127.0.0.1 --dir {} --databases {REDIS_DATABASES} \
             --save '' --loglevel warning {durability}",
            folder.display()
        )),
        ready: Box::new(move || redis_responds(port)),
        ..Program::new(binary("redis-server"))
    });
    Server { url: format!("redis://127.0.0.1:{}/0", process.port()), process }
}

fn redis_responds(port: u16) -> bool {
    let mut answer = [0; 5];
    TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port)))
        .and_then(|mut stream| {
            stream.set_read_timeout(Some(Duration::from_secs(1)))?;
            stream.write_all(b"PING\r\n")?;
            stream.read_exact(&mut answer)
        })
        .is_ok_and(|()| answer == *b"+PONG")
}

/// Starts a PostgreSQL that writes every change to the disk before it responds.
pub fn start_postgres() -> Server {
    postgres_server("-c fsync=on")
}

fn postgres_server(durability: &str) -> Server {
    let process = Process::launch("postgres", |folder, port| {
        let data = folder.join("data");
        if !data.exists() {
            create_cluster(folder, &data);
        }
        Program {
            // Shared memory is in files, so that deleting the folder also cleans up after a killed server.
            arguments: words(&format!(
                "-D {} -p {port} -h 127.0.0.1 -k '' -c max_connections=400 -c dynamic_shared_memory_type=mmap {durability}",
                data.display()
            )),
            unprivileged: true,
            stop: "INT",
            ready: Box::new(move || postgres_responds(port)),
            ..Program::new(binary("postgres"))
        }
    });
    Server { url: format!("postgres://postgres@127.0.0.1:{}/postgres", process.port()), process }
}

/// Starts a `PgBouncer` in front of a database. Returns it with the address for clients.
pub fn start_pgbouncer(database: &str, pool_mode: &str) -> (Process, String) {
    let (server, name) = database.rsplit_once('/').unwrap();
    let server_port = server.rsplit_once(':').unwrap().1.to_owned();
    let process = Process::launch("pgbouncer", |folder, port| {
        let settings = format!(
            "[databases]\n* = host=127.0.0.1 port={server_port} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nauth_type = any\npool_mode = {pool_mode}\nunix_socket_dir =\n"
        );
        let file = folder.join("pgbouncer.ini");
        std::fs::write(&file, settings).unwrap();
        if let Some(user) = process::unprivileged_user() {
            chown(folder, Some(user), Some(user)).unwrap();
        }
        Program {
            arguments: words(&file.display().to_string()),
            unprivileged: true,
            stop: "INT",
            ready: Box::new(move || listens(port)),
            ..Program::new(binary("pgbouncer"))
        }
    });
    let url = format!("postgres://postgres@127.0.0.1:{}/{name}", process.port());
    (process, url)
}

fn create_cluster(folder: &Path, data: &Path) {
    std::fs::create_dir(data).unwrap();
    if let Some(user) = process::unprivileged_user() {
        chown(folder, Some(user), Some(user)).unwrap();
        chown(data, Some(user), Some(user)).unwrap();
    }
    let arguments = words(&format!(
        "-D {} -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync --no-instructions",
        data.display()
    ));
    let initdb = Program { arguments, unprivileged: true, ..Program::new(binary("initdb")) };
    let made = initdb.command().current_dir(folder).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

fn postgres_responds(port: u16) -> bool {
    let mut ask = Command::new(binary("pg_isready"));
    let asked = ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]).status();
    asked.is_ok_and(|answer| answer.success())
}

/// Splits a command line into words. `''` is an empty word.
fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect()
}
