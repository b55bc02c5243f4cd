//! The check of the session store, with each kind of store.

use std::fs;

use super::{Doctor, start_tenant};
use crate::cast::servers;

#[tokio::test]
async fn each_store_is_probed_with_its_version() {
    let tenant = start_tenant().await;
    let file = Doctor::of(&tenant).set("SESSION_STORE", "sqlite:sessions.db");
    file.only("store").await.assert_is("store", "ok");
    assert!(!file.path("sessions.db").exists(), "the doctor creates no file");
    fs::write(file.path("sessions.db"), "").unwrap();
    for (doctor, has_clock) in [
        (file, false),
        (Doctor::of(&tenant).set("SESSION_STORE", &servers::redis()), true),
        (Doctor::of(&tenant).set("SESSION_STORE", &servers::postgres()), true),
    ] {
        let report = doctor.only("store").await;
        report.assert_is("store", "ok");
        assert!(report.out.contains("Its data has version ") && report.code == 0, "{}", report.out);
        assert_eq!(report.out.contains("Its clock differs by "), has_clock, "{}", report.out);
    }
}

#[tokio::test]
async fn a_store_that_is_down_is_named() {
    let tenant = start_tenant().await;
    for (address, cause) in [
        ("postgres://app@127.0.0.1:1/app", "cannot connect to PostgreSQL"),
        ("redis://127.0.0.1:1/0", "the Redis server failed"),
    ] {
        let report = Doctor::of(&tenant).set("SESSION_STORE", address).report().await;
        report.assert_fails("store", &["SESSION_STORE", cause, "the server runs"]);
        report.assert_is("metadata", "ok");
    }
}

#[tokio::test]
async fn a_file_that_is_no_store_is_named() {
    let tenant = start_tenant().await;
    let doctor =
        Doctor::of(&tenant).set("SESSION_STORE", "sqlite:sessions.db").file("sessions.db", "no database at all");
    doctor.only("store").await.assert_fails("store", &["sessions.db", "ls -ld"]);
}

#[tokio::test]
async fn sessions_in_memory_are_a_warning() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).set("SESSION_STORE", "memory:").only("store").await;
    report.assert_names("store", "warning", &["in memory", "SESSION_STORE=sqlite:"]);
    assert_eq!(report.code, 0);
}

#[tokio::test]
async fn a_server_is_not_contacted_offline() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).set("SESSION_STORE", "redis://127.0.0.1:1/0");
    doctor.run(&["--json", "--offline"]).await.assert_is("store", "skipped");
}
