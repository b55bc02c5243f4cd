//! Starts, stops, kills and restarts a program that listens on a port.

use std::{
    fs::{self, File},
    hash::{BuildHasher as _, RandomState},
    net::{TcpListener, TcpStream},
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use super::{binaries, undertaker};

/// The timeout for the start and the stop of a server. It is long, because the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);
const CHECK_PAUSE: Duration = Duration::from_millis(5);
const ROOT: u32 = 0;
/// The user ID 65534 , which is unprivileged on every Linux.
const UNPRIVILEGED_USER: u32 = 65534;

static STARTED: AtomicUsize = AtomicUsize::new(0);

/// The command of a program, and the check that it is ready.
pub struct Program {
    pub binary: PathBuf,
    pub arguments: Vec<String>,
    /// The complete environment of the program except for `PATH`.
    pub environment: Vec<(String, String)>,
    /// Whether the program refuses to run as root.
    pub unprivileged: bool,
    /// The signal that makes the program shut down cleanly.
    pub stop: &'static str,
    pub ready: Box<dyn Fn() -> bool + Send + Sync>,
}

impl Program {
    pub fn new(binary: PathBuf) -> Self {
        let (arguments, environment) = (Vec::new(), Vec::new());
        Self { binary, arguments, environment, unprivileged: false, stop: "TERM", ready: Box::new(|| true) }
    }

    /// Returns the command that starts the program. The ID of the spawned process is that of the program, not of a
    /// wrapper.
    pub fn command(&self) -> Command {
        let mut command = match unprivileged_user().filter(|_| self.unprivileged) {
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={user}"), format!("--regid={user}"), "--clear-groups".to_owned()]);
                command.arg(&self.binary);
                command
            }
            None => Command::new(&self.binary),
        };
        command.args(&self.arguments).env_clear().env("PATH", binaries::path()).envs(self.environment.iter().cloned());
        command
    }
}

/// A running program with a separate folder. It is stopped when this value is dropped or the test process ends.
pub struct Process {
    program: Program,
    folder: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl Process {
    /// Starts a program on a free port, and waits until it is ready.
    pub fn launch(name: &str, program: impl Fn(&Path, u16) -> Program) -> Self {
        let folder = undertaker::folder().join(format!("{name}-{}", STARTED.fetch_add(1, Ordering::Relaxed)));
        fs::create_dir(&folder).unwrap();
        let mut told = String::new();
        // Retry, because another process may take the port before the program does.
        for _ in 0..3 {
            let port = free_port();
            let program = program(&folder, port);
            let mut process = Self { program, folder: folder.clone(), port, child: None };
            match process.try_to_start() {
                Ok(()) => return process,
                Err(why) => told = why,
            }
        }
        panic!("{name} does not start: {told}");
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns the folder with the files of the program.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the output of the program so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// Restarts the program on the same port and in the same folder, and waits until it is ready.
    pub fn start(&mut self) {
        let mut told = String::new();
        // Retry, because resources of the killed process may block the port or the files for a moment.
        for _ in 0..20 {
            match self.try_to_start() {
                Ok(()) => return,
                Err(why) => told = why,
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{} does not start again: {told}", self.program.binary.display());
    }

    /// Kills the program with `SIGKILL`, if it is running.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let _ = fs::remove_file(self.folder.join("pid"));
    }

    /// Sends the stop signal and waits until the program has ended. Kills the program after a timeout.
    pub fn stop(&mut self) {
        self.signal(self.program.stop);
        self.wait();
        self.kill();
    }

    /// Sends a signal, such as `TERM`, to the program.
    pub fn signal(&self, name: &str) {
        if let Some(child) = &self.child {
            let _ = Command::new("sh").args(["-c", r#"kill -s "$0" "$1""#, name, &child.id().to_string()]).status();
        }
    }

    /// Waits until the program has ended. Returns its exit code, or `None` if a signal or the timeout of this method killed it.
    pub fn exit_code(&mut self) -> Option<i32> {
        let status = self.wait();
        self.kill();
        status?.code()
    }

    /// Waits until the program has ended, up to a timeout.
    fn wait(&mut self) -> Option<ExitStatus> {
        let child = self.child.as_mut()?;
        let begun = Instant::now();
        loop {
            let status = child.try_wait().ok()?;
            if status.is_some() || begun.elapsed() > PATIENCE {
                return status;
            }
            std::thread::sleep(CHECK_PAUSE);
        }
    }

    fn try_to_start(&mut self) -> Result<(), String> {
        assert!(self.child.is_none(), "the program is already running");
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let program = self.program.command();
        // The shell writes its process ID to a file and then becomes the program. So the cleanup can end the program in
        // every case.
        let mut command = Command::new("sh");
        command.args(["-c", r#"echo "$$" >"$0" && exec "$@""#]).arg(self.folder.join("pid"));
        command.arg(program.get_program()).args(program.get_args()).env_clear();
        command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command
            .current_dir(&self.folder)
            .stdin(std::process::Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log);
        self.child = Some(command.spawn().unwrap());
        let begun = Instant::now();
        while !(self.program.ready)() {
            if !self.is_running() || begun.elapsed() > PATIENCE {
                self.kill();
                return Err(self.log());
            }
            std::thread::sleep(CHECK_PAUSE);
        }
        if self.is_running() { Ok(()) } else { Err(self.log()) }
    }

    fn is_running(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Returns the user ID for programs that refuse to run as root. `None` if this process does not run as root.
pub fn unprivileged_user() -> Option<u32> {
    (fs::metadata(undertaker::folder()).unwrap().uid() == ROOT).then_some(UNPRIVILEGED_USER)
}

/// Returns whether a server listens on this loopback port.
pub fn listens(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

/// Returns a free loopback port outside the range that the kernel assigns by itself, so that the port is still free when a
/// stopped server restarts.
pub fn free_port() -> u16 {
    let mut ports = std::iter::repeat_with(|| {
        let random = RandomState::new().hash_one(0_u8);
        20_000 + u16::try_from(random % 12_000).unwrap()
    });
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}
