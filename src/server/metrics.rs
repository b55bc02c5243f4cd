//! The metrics of one app: one function for each measurement. The names are in [`catalogue`], the values of labels in [`labels`].
//!
//! Each app has its own recorder, because several apps can run in one process (tests). Without `MANAGEMENT_ADDR` there is no
//! recorder, and only sign-ins are counted. A label has only values of a fixed, small set: never a user, a tenant, a path of a
//! request or an address of a client.

pub mod catalogue;
pub mod labels;
mod sign_in_counts;

use std::{convert::Infallible, fmt, sync::Arc, time::Duration};

use metrics::{Key, KeyName, Label, Level, Metadata, Recorder as _};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use reqwest::{Method, StatusCode};
use url::Url;

pub use self::sign_in_counts::SignInsSoFar;
use self::{
    catalogue::{Metric, MetricKind},
    labels::{RefreshOutcome, StoreOutcome},
    sign_in_counts::SignInCounts,
};
use crate::server::{clock, sign_in_problem::SignInProblemKind};

/// How often recorded durations are added to their histograms, so that they need little memory if no scrape does it.
const UPKEEP_INTERVAL: Duration = Duration::from_secs(10);
const METADATA: Metadata<'static> = Metadata::new(module_path!(), Level::INFO, None);

/// The metrics of an app. Clones share them. The default only counts sign-ins, for the page of administrators.
#[derive(Clone, Default)]
pub struct Metrics {
    recording: Option<Arc<Recording>>,
    sign_ins: Arc<SignInCounts>,
}

struct Recording {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

/// A request to this app that has its response.
pub struct ServerRequest<'a> {
    pub method: &'static str,
    /// The pattern of the route. `None` if no route matches the path.
    pub route: Option<&'a str>,
    pub status: u16,
}

/// A request of this app that has ended.
pub struct ClientRequest<'a> {
    pub method: &'a Method,
    pub url: &'a Url,
    /// The status of the response, or the class of the error.
    pub result: Result<StatusCode, &'static str>,
}

impl Metrics {
    /// Begins to record.
    pub fn start(dev_tenant: bool) -> Self {
        let builder = catalogue::ALL.iter().fold(PrometheusBuilder::new(), |builder, metric| match metric.kind {
            // This fails only without a bucket.
            MetricKind::Histogram(buckets) => {
                builder.set_buckets_for_metric(Matcher::Full(metric.name.to_owned()), buckets).unwrap_or_default()
            }
            MetricKind::Counter | MetricKind::Gauge => builder,
        });
        let recorder = builder.build_recorder();
        for metric in catalogue::ALL {
            describe(&recorder, metric);
        }
        let handle = recorder.handle();
        let recording = Some(Arc::new(Recording { recorder, handle }));
        let metrics = Self { recording, sign_ins: Arc::default() };
        metrics.begin_at_zero();
        metrics.set(&catalogue::BUILD_INFO, || vec![label("version", env!("CARGO_PKG_VERSION"))], 1.0);
        metrics.set(&catalogue::DEV_TENANT, Vec::new, if dev_tenant { 1.0 } else { 0.0 });
        metrics
    }

    /// Returns whether these metrics are recorded.
    pub const fn is_on(&self) -> bool {
        self.recording.is_some()
    }

    /// Returns all metrics in the text format of Prometheus, version 0.0.4. `None` if nothing is recorded.
    pub fn render(&self) -> Option<String> {
        self.recording.as_ref().map(|recording| recording.handle.render())
    }

    /// Adds recorded durations to their histograms at regular times. Runs as long as the server.
    pub async fn keep_up(self) -> Infallible {
        let Some(recording) = self.recording else { return std::future::pending().await };
        let mut every = tokio::time::interval(UPKEEP_INTERVAL);
        loop {
            every.tick().await;
            recording.handle.run_upkeep();
        }
    }

    /// Records a request to this app.
    pub fn server_request(&self, request: &ServerRequest<'_>, took: Duration) {
        let labels = || {
            let route = request.route.map(|route| label("http_route", route.to_owned()));
            let status = label("http_response_status_code", request.status.to_string());
            [label("http_request_method", request.method.to_string()), status].into_iter().chain(route).collect()
        };
        self.observe(&catalogue::HTTP_SERVER_REQUEST_DURATION, labels, took);
    }

    /// Records a request to the provider or to an API.
    pub fn client_request(&self, request: &ClientRequest<'_>, took: Duration) {
        let labels = || {
            let result = match request.result {
                Ok(status) => label("http_response_status_code", status.as_str().to_owned()),
                Err(class) => label("error_type", class),
            };
            let port = request.url.port_or_known_default().unwrap_or_default();
            vec![
                label("http_request_method", request.method.as_str().to_owned()),
                label("server_address", request.url.host_str().unwrap_or_default().to_owned()),
                label("server_port", port.to_string()),
                result,
            ]
        };
        self.observe(&catalogue::HTTP_CLIENT_REQUEST_DURATION, labels, took);
    }

    /// Counts a sign-in that established a session.
    pub fn sign_in_succeeded(&self) {
        self.sign_ins.count_success();
        self.count(&catalogue::SIGN_INS, success, 1);
    }

    /// Counts a failed sign-in.
    pub fn sign_in_failed(&self, kind: SignInProblemKind) {
        self.sign_ins.count_failure(kind);
        self.count(&catalogue::SIGN_INS, || failure(kind), 1);
    }

    /// Returns the numbers of sign-ins since the start of this process.
    pub fn sign_ins(&self) -> SignInsSoFar {
        self.sign_ins.so_far()
    }

    /// Counts a refresh of the tokens of a session.
    pub fn token_refresh(&self, outcome: RefreshOutcome) {
        self.count(&catalogue::TOKEN_REFRESHES, || vec![label("outcome", outcome.label())], 1);
    }

    /// Counts a request to Microsoft Graph or another downstream API. `None` means no response.
    pub fn graph_request(&self, status: Option<u16>) {
        let status = || status.map_or_else(|| "none".to_owned(), |status| status.to_string());
        self.count(&catalogue::GRAPH_REQUESTS, || vec![label("status", status())], 1);
    }

    /// Records an operation of the session store.
    pub fn store_operation(&self, operation: &'static str, outcome: StoreOutcome, took: Duration) {
        let labels = || vec![label("operation", operation), label("outcome", outcome.label())];
        self.observe(&catalogue::SESSION_STORE, labels, took);
    }

    /// Counts a request that was rejected, because its client made too many requests for this route.
    pub fn rate_limited(&self, route: Option<&str>) {
        let labels = || route.map(|route| label("http_route", route.to_owned())).into_iter().collect();
        self.count(&catalogue::RATE_LIMITED_REQUESTS, labels, 1);
    }

    /// Records that the provider sent a usable response now.
    pub fn provider_responded(&self) {
        self.set(&catalogue::PROVIDER_LAST_SUCCESS, Vec::new, seconds(clock::unix_now()));
    }

    /// Sets the number of live sessions. `None` means that the store could not count them.
    pub fn sessions(&self, number: Option<usize>) {
        let number = number.and_then(|number| u32::try_from(number).ok()).map_or(f64::NAN, f64::from);
        self.set(&catalogue::SESSIONS, Vec::new, number);
    }

    /// Sets when a client credential expires.
    pub fn credential_expires(&self, kind: &'static str, expires_at: i64) {
        self.set(&catalogue::CREDENTIAL_EXPIRES, || vec![label("kind", kind)], seconds(expires_at));
    }

    /// Exports the series with a known set of labels at 0, because Prometheus sees no increase in the first value of a series.
    fn begin_at_zero(&self) {
        self.count(&catalogue::SIGN_INS, success, 0);
        for kind in SignInProblemKind::ALL {
            self.count(&catalogue::SIGN_INS, || failure(kind), 0);
        }
        for outcome in RefreshOutcome::ALL {
            self.count(&catalogue::TOKEN_REFRESHES, || vec![label("outcome", outcome.label())], 0);
        }
        self.set(&catalogue::PROVIDER_LAST_SUCCESS, Vec::new, 0.0);
    }

    fn count(&self, metric: &Metric, labels: impl FnOnce() -> Vec<Label>, by: u64) {
        if let Some(recording) = &self.recording {
            recording.recorder.register_counter(&Key::from_parts(metric.name, labels()), &METADATA).increment(by);
        }
    }

    fn set(&self, metric: &Metric, labels: impl FnOnce() -> Vec<Label>, value: f64) {
        if let Some(recording) = &self.recording {
            recording.recorder.register_gauge(&Key::from_parts(metric.name, labels()), &METADATA).set(value);
        }
    }

    fn observe(&self, metric: &Metric, labels: impl FnOnce() -> Vec<Label>, took: Duration) {
        if let Some(recording) = &self.recording {
            recording.recorder.register_histogram(&Key::from_parts(metric.name, labels()), &METADATA).record(took);
        }
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Metrics(on: {})", self.is_on())
    }
}

fn describe(recorder: &PrometheusRecorder, metric: &Metric) {
    let (name, help) = (KeyName::from_const_str(metric.name), metric.help.into());
    match metric.kind {
        MetricKind::Counter => recorder.describe_counter(name, None, help),
        MetricKind::Gauge => recorder.describe_gauge(name, None, help),
        MetricKind::Histogram(_) => recorder.describe_histogram(name, None, help),
    }
}

fn label(name: &'static str, value: impl Into<metrics::SharedString>) -> Label {
    Label::new(name, value)
}

fn success() -> Vec<Label> {
    vec![label("outcome", "success"), label("reason", "none")]
}

fn failure(kind: SignInProblemKind) -> Vec<Label> {
    vec![label("outcome", "failure"), label("reason", labels::reason(kind))]
}

/// Converts a time in seconds since 1970, which an `f64` represents exactly.
#[expect(clippy::cast_precision_loss, reason = "times of the next million years are exact")]
const fn seconds(time: i64) -> f64 {
    time as f64
}
