//! Runs the built program in an empty folder, with only the files and environment variables that a test sets.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::PathBuf,
    process::{Child, ChildStderr, Command, Output, Stdio},
    sync::{
        Mutex,
        mpsc::{Receiver, channel},
    },
    thread,
    time::Duration,
};

use tempfile::TempDir;

/// The timeout for a line that the program must print. It is long, because the machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// The built program before its start: the working directory and the environment variables.
pub struct Program {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// The running program, which has announced that it is ready. Dropping this value kills the process.
pub struct Running {
    process: Child,
    lines: Mutex<Receiver<String>>,
    /// The output of the program that was read so far.
    pub printed: String,
    _folder: TempDir,
}

impl Program {
    /// Returns a program that will listen on any free port.
    pub fn new() -> Self {
        let listen = ("LEPTOS_SITE_ADDR".to_owned(), "127.0.0.1:0".to_owned());
        Self { folder: tempfile::tempdir().unwrap(), variables: vec![listen] }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the working directory of the program.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.path(name), content).unwrap();
        self
    }

    /// Sets an environment variable of the program. If a variable is set twice, the last value applies.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leptos-entra"));
        command.current_dir(self.folder.path()).env_clear().envs(self.variables.iter().cloned());
        command.stdin(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Starts the program and waits until it is ready.
    pub fn start(self) -> Running {
        let mut process = self.command().spawn().unwrap();
        let lines = lines_of(process.stderr.take().unwrap());
        let mut running = Running { process, lines, printed: String::new(), _folder: self.folder };
        running.read_until("is ready");
        running
    }

    /// Runs the program with these arguments until it ends.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// Starts the program, which must fail, and returns what it printed.
    pub fn fail(&self) -> String {
        let output = self.command().output().unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }
}

/// Reads the lines in a thread, so that a wait for a line has a timeout and the program never waits for the pipe.
fn lines_of(stderr: ChildStderr) -> Mutex<Receiver<String>> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            let _ = sender.send(line + "\n");
        }
    });
    Mutex::new(lines)
}

impl Running {
    /// Waits until the program has printed a line with these words, then ends it and returns all of its output. The words
    /// are necessary, because background tasks print after the response to a request.
    pub fn stop_after(&mut self, words: &str) -> &str {
        if !self.printed.contains(words) {
            self.read_until(words);
        }
        self.process.kill().unwrap();
        self.printed.extend(self.lines.get_mut().unwrap().iter());
        &self.printed
    }

    /// Reads what the program prints until a line contains these words.
    fn read_until(&mut self, words: &str) {
        loop {
            let Ok(line) = self.lines.get_mut().unwrap().recv_timeout(PATIENCE) else {
                panic!("{words:?} was not printed, but:\n{}", self.printed);
            };
            self.printed.push_str(&line);
            if line.contains(words) {
                return;
            }
        }
    }

    /// Returns the whole response of the program to `GET path`.
    pub fn get(&self, path: &str) -> String {
        Self::get_at(self.port(), path)
    }

    /// Returns the whole response of the program to `GET path` at one of its ports.
    pub fn get_at(port: u16, path: &str) -> String {
        let mut connection = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(connection, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").unwrap();
        let mut response = Vec::new();
        connection.read_to_end(&mut response).unwrap();
        String::from_utf8_lossy(&response).into_owned()
    }

    /// Returns the whole response of the program to a request with these header lines, each with its end.
    pub fn request(&self, line: &str, headers: &str) -> String {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port())).unwrap();
        write!(connection, "{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").unwrap();
        let mut response = Vec::new();
        connection.read_to_end(&mut response).unwrap();
        String::from_utf8_lossy(&response).into_owned()
    }

    /// Returns the port that the program printed when it became ready.
    pub fn port(&self) -> u16 {
        let line = self.printed.lines().find(|line| line.contains("is ready")).unwrap();
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        let (_, behind) = line.rsplit_once("127.0.0.1:").unwrap();
        digits(behind).parse().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
