//! The probes of the built program, and its command `healthcheck`.

use std::{
    net::TcpListener,
    process::Output,
    time::{Duration, Instant},
};

use super::program::{Program, Running};

/// Starts the program with its dev tenant.
fn with_dev_tenant() -> Running {
    Program::new().set("DEV_TENANT_ADDR", "127.0.0.1:0").start()
}

/// Runs the command `healthcheck` beside a program that listens on this port. Returns the exit code and both outputs.
fn healthcheck(port: u16, arguments: &[&str]) -> (Option<i32>, String, String) {
    // A proxy that does not exist: the command must not use it.
    let program = Program::new().set("LEPTOS_SITE_ADDR", &format!("0.0.0.0:{port}")).set("HTTP_PROXY", "127.0.0.1:9");
    let Output { status, stdout, stderr } = program.run(&[&["healthcheck"], arguments].concat());
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Runs `healthcheck` until the program is ready, and returns the result.
fn until_ready(port: u16) -> (Option<i32>, String, String) {
    let begun = Instant::now();
    loop {
        let checked = healthcheck(port, &[]);
        if checked.0 == Some(0) || begun.elapsed() > Duration::from_secs(20) {
            return checked;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn with_the_dev_tenant_the_program_becomes_ready() {
    let program = with_dev_tenant();
    assert_eq!(until_ready(program.port()), (Some(0), "ready\n".to_owned(), String::new()));
    let ready = program.get("/health/ready");
    assert!(ready.starts_with("HTTP/1.1 200") && ready.contains("\"ready\":true"), "{ready}");
}

#[test]
fn the_management_address_has_the_probes_and_no_page() {
    for program in [Program::new().set("DEV_TENANT_ADDR", "127.0.0.1:0"), Program::new().set("CLIENT_ID", "app")] {
        let program = program.set("MANAGEMENT_ADDR", "127.0.0.1:0").start();
        let message = program.printed.lines().find(|line| line.contains("The probes are also at")).unwrap();
        let (_, address) = message.split_once("http://127.0.0.1:").unwrap();
        let port = address.split('/').next().unwrap().parse().unwrap();
        assert_ne!(port, program.port());
        let live = Running::get_at(port, "/health/live");
        assert!(live.starts_with("HTTP/1.1 200") && live.contains("cache-control: no-store"), "{live}");
        let checked = healthcheck(1, &["--url", &format!("http://127.0.0.1:{port}/health/ready")]);
        assert!(checked.0 == Some(0) || checked.2.contains("not ready: 503"), "{checked:?}");
        assert!(program.get("/health/live").starts_with("HTTP/1.1 200"), "the probes are also on the port of the app");
        for path in ["/", "/sign-in", "/metrics/", "/favicon.svg"] {
            let response = Running::get_at(port, path);
            assert!(response.starts_with("HTTP/1.1 404"), "{path}: {response}");
        }
    }
}

#[test]
fn a_management_address_in_use_is_named() {
    let used = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = used.local_addr().unwrap().to_string();
    let printed = Program::new().set("DEV_TENANT_ADDR", "127.0.0.1:0").set("MANAGEMENT_ADDR", &address).fail();
    assert!(printed.contains(&format!("cannot listen on {address} (MANAGEMENT_ADDR)")), "{printed}");
}

#[test]
fn with_missing_settings_the_program_lives_but_is_not_ready() {
    let program = Program::new().set("CLIENT_ID", "app").start();
    assert!(program.get("/health/live").starts_with("HTTP/1.1 200"));
    let ready = program.get("/health/ready");
    assert!(ready.starts_with("HTTP/1.1 503") && ready.contains(r#"{"ready":false,"settings":false}"#), "{ready}");
    let url = format!("http://localhost:{}/health/ready", program.port());
    let (code, out, error) = healthcheck(1, &["--url", &url]);
    assert_eq!((code, out.as_str(), error.lines().count()), (Some(1), "", 1), "{error}");
    assert!(error.starts_with("leptos-entra: not ready: 503 Service Unavailable {"), "{error}");
}

#[test]
fn before_the_first_metadata_the_program_is_not_ready() {
    let program = super::configured().start();
    let (code, _, error) = healthcheck(program.port(), &[]);
    assert!(code == Some(1) && error.contains("metadata") && error.lines().count() == 1, "{error}");
    let ready = program.get("/health/ready");
    assert!(ready.starts_with("HTTP/1.1 503") && ready.contains("\"metadata\":false"), "{ready}");
    assert!(ready.contains("\"store\":true"), "{ready}");
}

#[test]
fn without_a_response_the_health_check_fails_in_time() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let begun = Instant::now();
    let (code, _, error) = healthcheck(port, &[]);
    assert!(code == Some(1) && error.contains("no response within 3 s"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    drop(silent);
    let (code, _, error) = healthcheck(port, &[]);
    assert!(code == Some(1) && error.contains("refused") && error.lines().count() == 1, "{error}");
}

#[test]
fn the_health_check_needs_a_port_and_http() {
    let (code, _, error) = healthcheck(0, &[]);
    assert!(code == Some(1) && error.contains("with --url"), "{error}");
    let (code, _, error) = healthcheck(1, &["--url", "https://localhost:1/health/ready"]);
    assert!(code == Some(1) && error.contains("http only"), "{error}");
}
