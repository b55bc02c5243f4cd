//! A provider that cannot be reached: at the start, later, or for a day. Existing sessions keep working.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{self, IdTokenFault, Options, RefreshMode, Running, Times},
    server::config::SessionStoreSetting,
};
use tokio::{net::TcpListener, runtime::Runtime, task::JoinSet, time};

use crate::cast::{App, Browser, options};

/// A dev tenant that can be switched off, because it runs in a separate runtime.
struct Switched {
    tenant: Running,
    runtime: Option<Runtime>,
}

impl Switched {
    async fn on(listen: SocketAddr) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let options = Options { listen, ..options(RefreshMode::Strict) };
        let tenant = runtime.spawn(dev_tenant::start(options)).await.unwrap().unwrap();
        Self { tenant, runtime: Some(runtime) }
    }

    fn address(&self) -> SocketAddr {
        self.tenant.origin().trim_start_matches("http://").parse().unwrap()
    }

    /// Stops the dev tenant. Returns when its port rejects connections.
    async fn off(&mut self) {
        let runtime = self.runtime.take().unwrap();
        tokio::task::spawn_blocking(move || runtime.shutdown_timeout(Duration::from_secs(5))).await.unwrap();
        assert!(tokio::net::TcpStream::connect(self.address()).await.is_err());
    }
}

impl Drop for Switched {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// Advances the clock that decides when cached metadata and keys expire.
async fn later(duration: Duration) {
    time::pause();
    time::advance(duration).await;
    time::resume();
}

#[tokio::test]
async fn without_its_provider_the_app_starts_and_later_recovers() {
    let mut provider = Switched::on(ANY_PORT).await;
    provider.off().await;
    let app = App::beside(provider.tenant.clone(), |_| ());
    assert!(app.services.auth.relying_party.snapshot().await.is_err());
    let mut browser = Browser::new(&app);
    let home = browser.get("/?tab=2").await;
    assert_eq!(home.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(home.header("retry-after"), "5");
    home.assert_shows("The sign-in service cannot be reached").assert_shows(">Try again<");
    let begun = browser.get("/sign-in").await;
    assert_eq!((begun.status, begun.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));

    let provider = Switched::on(provider.address()).await;
    later(Duration::from_secs(70)).await;
    // No browser requests a page here: the app fetches the metadata in the background.
    time::timeout(Duration::from_secs(20), async {
        while provider.tenant.control().counters().keys_requests == 0 {
            time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await
    .unwrap();
    app.services.auth.relying_party.snapshot().await.unwrap();
    let home = browser.get("/?tab=2").await;
    assert_eq!(home.status, StatusCode::OK);
    home.assert_shows("/sign-in?return_to=/%3Ftab%3D2");
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_liveness_probe_does_not_depend_on_the_provider() {
    let mut provider = Switched::on(ANY_PORT).await;
    provider.off().await;
    let app = App::beside(provider.tenant.clone(), |_| ());
    let mut browser = Browser::new(&app);
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let live = browser.get("/health/live").await;
    assert_eq!((live.status, live.body.as_str()), (StatusCode::OK, "live\n"));
    assert_eq!(live.header("cache-control"), "no-store");
}

#[tokio::test]
async fn readiness_needs_the_provider_only_once() {
    let mut provider = Switched::on(ANY_PORT).await;
    provider.off().await;
    let app = App::beside(provider.tenant.clone(), |_| ());
    let mut browser = Browser::new(&app);
    let ready = browser.get("/health/ready").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    ready.assert_shows("\"metadata\":false").assert_shows("\"store\":true");

    let mut provider = Switched::on(provider.address()).await;
    later(Duration::from_secs(70)).await;
    // A fetch that was running when the clock advanced has timed out.
    time::timeout(Duration::from_secs(20), async {
        while app.services.auth.relying_party.snapshot().await.is_err() {
            time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await
    .unwrap();
    assert_eq!(browser.get("/health/ready").await.status, StatusCode::OK);
    provider.off().await;
    for _ in 0..3 {
        later(Duration::from_hours(20)).await;
        assert_eq!(browser.get("/health/ready").await.status, StatusCode::OK);
    }
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_signed_in_user_needs_no_provider_even_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut provider = Switched::on(ANY_PORT).await;
    let store = SessionStoreSetting::Sqlite(folder.path().join("sessions.db"));
    let app = App::beside(provider.tenant.clone(), |config| config.session_store = store);
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    provider.off().await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let restarted = app.restarted();
    let mut browser = browser.at(&restarted);
    let home = browser.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    home.assert_shows("Maya Lindqvist");
    assert!(restarted.services.auth.relying_party.snapshot().await.is_err(), "the provider is not there");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    assert_eq!(Browser::new(&restarted).get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn cached_metadata_is_used_for_a_day_of_an_outage() {
    let mut provider = Switched::on(ANY_PORT).await;
    let app = App::beside(provider.tenant.clone(), |_| ());
    let mut browser = Browser::new(&app);
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SEE_OTHER);
    provider.off().await;
    later(Duration::from_hours(23)).await;
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SEE_OTHER);
    later(Duration::from_hours(2)).await;
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(browser.get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn concurrent_requests_share_one_failed_provider_request() {
    let mut provider = Switched::on(ANY_PORT).await;
    provider.off().await;
    let listener = TcpListener::bind(provider.address()).await.unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    tokio::spawn(async move {
        // The provider closes each connection at once, so that every request of the app fails.
        while let Ok((connection, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            drop(connection);
        }
    });
    let app = App::beside(provider.tenant.clone(), |_| ());
    let mut waiting = JoinSet::new();
    for path in ["/sign-in", "/"].repeat(20) {
        let mut browser = Browser::new(&app);
        waiting.spawn(async move { browser.get(path).await.status });
    }
    let statuses = waiting.join_all().await;
    assert!(statuses.iter().filter(|status| **status == StatusCode::SERVICE_UNAVAILABLE).count() >= 20);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn concurrent_sign_ins_share_one_fetch_of_a_rotated_key() {
    let app = App::start().await;
    Browser::new(&app).sign_in("maya").await;
    let before = app.control().counters().keys_requests;
    app.control().rotate_signing_key().await;
    let mut arriving = JoinSet::new();
    for _ in 0..6 {
        let mut browser = Browser::new(&app);
        let callback = browser.reach_callback("/sign-in", "maya").await;
        arriving.spawn(async move { browser.get(&callback).await.location().to_owned() });
    }
    assert!(arriving.join_all().await.iter().all(|landed| landed == "/"));
    assert_eq!(app.control().counters().keys_requests, before + 1);
}

#[tokio::test]
async fn a_36_unknown_keys_refetch_at_most_every_five_minutes() {
    let app = App::start().await;
    Browser::new(&app).sign_in("maya").await;
    let before = app.control().counters().keys_requests;
    app.control().arm_id_token_fault(IdTokenFault::UnknownKid, Times::UntilReset);
    for _ in 0..4 {
        assert!(Browser::new(&app).sign_in("maya").await.location().starts_with("/sign-in-failed"));
    }
    assert_eq!(app.control().counters().keys_requests, before + 1);
    later(Duration::from_mins(6)).await;
    Browser::new(&app).sign_in("maya").await;
    assert_eq!(app.control().counters().keys_requests, before + 2);
}
