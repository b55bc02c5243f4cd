//! Several processes of the built program with one session store behind one nginx, as an operator would deploy them.

mod over_the_wire;

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    thread,
    time::Duration,
};

use leptos_entra::dev_tenant::{self, Options, RefreshMode, Running};
use tempfile::TempDir;

use super::{
    Browser, CALLBACK, ORIGIN, World, front, options,
    servers::{Process, Program, binary, listens},
};

/// Several replicas of the app behind a round-robin proxy.
pub struct Replicas {
    pub tenant: Running,
    processes: Vec<Process>,
    proxy: Process,
    /// The folder with the session key file that all replicas use.
    _shared: TempDir,
}

/// A request in the log of the proxy: its path, and the replicas that received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxiedRequest {
    /// Each replica that the proxy tried. The last one sent the response.
    pub replicas: Vec<usize>,
    pub path: String,
}

impl Replicas {
    /// Starts this number of replicas concurrently on this session store (`SESSION_STORE`).
    pub async fn start(count: usize, store: &str) -> Self {
        Self::start_with(count, store, &[]).await
    }

    /// Starts replicas with these settings besides the common ones.
    pub async fn start_with(count: usize, store: &str, settings: &[(&str, &str)]) -> Self {
        let front_channel_logout_urls = vec![format!("{ORIGIN}/front-channel-logout")];
        let tenant = Options { front_channel_logout_urls, ..options(RefreshMode::Strict) };
        let tenant = dev_tenant::start(tenant).await.unwrap();
        let shared = tempfile::tempdir().unwrap();
        let keys = shared.path().join("keys");
        fs::write(&keys, "2026-01-01T00:00:00Z cm90YXRlIG1lIHdoZW4gdGhlIHRpbWUgaGFzIGNvbWU\n").unwrap();
        fs::set_permissions(&keys, Permissions::from_mode(0o600)).unwrap();
        let mut environment = environment(&tenant, store, &keys);
        environment.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let replicas: Vec<_> = thread::scope(|scope| {
            let starting: Vec<_> = (0..count).map(|_| scope.spawn(|| replica(&environment))).collect();
            starting.into_iter().map(|replica| replica.join().unwrap()).collect()
        });
        let proxy = proxy(&replicas.iter().map(Process::port).collect::<Vec<_>>());
        Self { tenant, processes: replicas, proxy, _shared: shared }
    }

    /// Returns a browser that connects to the proxy.
    pub fn browser(&self) -> Browser {
        Browser::new(self.all())
    }

    /// Returns the servers for a browser that connects to one replica without the proxy.
    pub fn only(&self, replica: usize) -> World {
        self.world(self.processes[replica].port())
    }

    /// Returns the servers for a browser that connects to the proxy.
    pub fn all(&self) -> World {
        self.world(self.proxy.port())
    }

    pub fn count(&self) -> usize {
        self.processes.len()
    }

    /// Kills a replica with `SIGKILL`.
    pub fn kill(&mut self, replica: usize) {
        self.processes[replica].kill();
    }

    /// Returns the log of a replica so far.
    pub fn log(&self, replica: usize) -> String {
        self.processes[replica].log()
    }

    /// Sends a signal, such as `TERM`, to a replica.
    pub fn signal(&self, replica: usize, name: &str) {
        self.processes[replica].signal(name);
    }

    /// Waits until a replica has ended. Returns its exit code, or `None` if a signal killed it.
    pub fn exit_code(&mut self, replica: usize) -> Option<i32> {
        self.processes[replica].exit_code()
    }

    /// Restarts a replica that has ended.
    pub fn start_again(&mut self, replica: usize) {
        self.processes[replica].start();
    }

    /// Waits up to two seconds until the proxy has logged `count` requests. Returns all logged requests, in the order of the log.
    pub async fn answered(&self, count: usize) -> Vec<ProxiedRequest> {
        // nginx writes its log only after the browser has received the response.
        let mut log = String::new();
        for _ in 0..200 {
            log = fs::read_to_string(self.proxy.folder().join("access.log")).unwrap();
            if log.lines().count() >= count {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let replica = |address: &str| {
            let port: u16 = address.rsplit(':').next().unwrap().trim().parse().unwrap();
            self.processes.iter().position(|replica| replica.port() == port).unwrap()
        };
        log.lines()
            .filter_map(|line| line.split_once('|'))
            .map(|(path, tried)| ProxiedRequest {
                replicas: tried.split(',').map(replica).collect(),
                path: path.to_owned(),
            })
            .collect()
    }

    fn world(&self, port: u16) -> World {
        let app = over_the_wire::to(port);
        World { app, client: front::direct(), tenant: self.tenant.origin().to_owned() }
    }
}

/// Returns the settings that all replicas have in common.
fn environment(tenant: &Running, store: &str, keys: &Path) -> Vec<(String, String)> {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let settings = [
        ("CLIENT_ID", tenant.client_id()),
        ("CLIENT_SECRET", tenant.client_secret()),
        ("AUTHORITY", &tenant.authority()),
        ("ENDPOINT", &tenant.endpoint()),
        ("REDIRECT_URI", CALLBACK),
        ("PUBLIC_URL", ORIGIN),
        ("SESSION_STORE", store),
        ("SESSION_KEYS_FILE", keys.to_str().unwrap()),
        ("TRUSTED_PROXIES", "127.0.0.1"),
        ("RATE_LIMIT_SIGN_IN", "0"),
        ("RATE_LIMIT_CALLBACK", "0"),
        ("RATE_LIMIT_API", "0"),
        ("LEPTOS_SITE_ROOT", public.to_str().unwrap()),
        ("RUST_LOG", "warn"),
    ];
    settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

fn replica(environment: &[(String, String)]) -> Process {
    Process::launch("replica", |_, port| {
        let address = ("LEPTOS_SITE_ADDR".to_owned(), format!("127.0.0.1:{port}"));
        Program {
            environment: environment.iter().cloned().chain([address]).collect(),
            ready: Box::new(move || listens(port)),
            ..Program::new(env!("CARGO_BIN_EXE_leptos-entra").into())
        }
    })
}

/// Starts a round-robin nginx with its default handling of failures: it retries only idempotent requests at another replica. It
/// sends no requests to a failed replica for a second.
fn proxy(replicas: &[u16]) -> Process {
    let servers: Vec<_> =
        replicas.iter().map(|port| format!("server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;")).collect();
    let servers = servers.concat();
    Process::launch("nginx", |folder, port| {
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|what| format!("{what}_temp_path {}/{what};\n", folder.display()))
            .concat();
        let here = folder.display();
        let configuration = format!(
            "daemon off; master_process off; pid {here}/nginx.pid; error_log stderr warn;
            events {{ worker_connections 1024; }}
            http {{
                {temporary}
                log_format answered '$uri|$upstream_addr';
                access_log {here}/access.log answered;
                upstream replicas {{ {servers} keepalive 16; }}
                server {{
                    listen 127.0.0.1:{port};
                    location / {{
                        proxy_pass http://replicas;
                        proxy_http_version 1.1;
                        proxy_set_header Connection \"\";
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                        proxy_connect_timeout 2s;
                    }}
                }}
            }}"
        );
        fs::write(folder.join("nginx.conf"), configuration).unwrap();
        let arguments = ["-p", folder.to_str().unwrap(), "-e", "stderr", "-c", "nginx.conf"].map(str::to_owned);
        Program {
            arguments: arguments.to_vec(),
            ready: Box::new(move || listens(port)),
            ..Program::new(binary("nginx"))
        }
    })
}
