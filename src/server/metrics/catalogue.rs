//! The table of all metrics: names, kinds, help texts and buckets. `src/docs/operate.md` explains them, and the alert rules and the
//! dashboard in `.deploy/prometheus` use them; a test compares the names.

/// A metric.
pub struct Metric {
    pub name: &'static str,
    pub kind: MetricKind,
    /// The description for operators (`HELP`).
    pub help: &'static str,
}

/// The kind of a metric.
#[derive(Clone, Copy)]
pub enum MetricKind {
    Counter,
    Gauge,
    /// A histogram of durations, with the upper bounds of its buckets in seconds.
    Histogram(&'static [f64]),
}

/// The buckets that the semantic conventions of OpenTelemetry advise for HTTP requests.
const OF_REQUESTS: &[f64] = &[0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];
/// An operation takes microseconds in a local file, and at most some seconds until its timeout.
const OF_STORE: &[f64] =
    &[0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

const fn counter(name: &'static str, help: &'static str) -> Metric {
    Metric { name, kind: MetricKind::Counter, help }
}

const fn gauge(name: &'static str, help: &'static str) -> Metric {
    Metric { name, kind: MetricKind::Gauge, help }
}

const fn histogram(name: &'static str, buckets: &'static [f64], help: &'static str) -> Metric {
    Metric { name, kind: MetricKind::Histogram(buckets), help }
}

pub const HTTP_SERVER_REQUEST_DURATION: Metric = histogram(
    "http_server_request_duration_seconds",
    OF_REQUESTS,
    "Duration of the requests to this app, by method, route and status. No route matches a request without http_route.",
);
pub const HTTP_CLIENT_REQUEST_DURATION: Metric = histogram(
    "http_client_request_duration_seconds",
    OF_REQUESTS,
    "Duration of the requests to the provider and to APIs, by method, host, port, and status or error_type.",
);
pub const SIGN_INS: Metric = counter(
    "leptos_entra_sign_ins_total",
    "Sign-ins by outcome (success, failure) and the reason of the failure. The reason of a success is none.",
);
pub const TOKEN_REFRESHES: Metric =
    counter("leptos_entra_token_refreshes_total", "Refreshes of the tokens of a session, by outcome.");
pub const GRAPH_REQUESTS: Metric = counter(
    "leptos_entra_graph_requests_total",
    "Requests to Microsoft Graph or another downstream API, by the status of the response. Failed parts of a batch count as well. The status none means no response.",
);
pub const SESSION_STORE: Metric = histogram(
    "leptos_entra_session_store_seconds",
    OF_STORE,
    "Duration of the operations of the session store, by operation and outcome (ok, timeout, error).",
);
pub const SESSIONS: Metric = gauge(
    "leptos_entra_sessions",
    "Live sessions in the session store, which replicas share. Counted at most once a minute. NaN if the store cannot count them.",
);
pub const RATE_LIMITED_REQUESTS: Metric = counter(
    "leptos_entra_rate_limited_requests_total",
    "Requests that were rejected with status 429, because their client made too many, by route.",
);
pub const CREDENTIAL_EXPIRES: Metric = gauge(
    "leptos_entra_client_credential_expires_timestamp_seconds",
    "Time at which the client credential expires, in seconds since 1970. Missing for a credential without a known end.",
);
pub const PROVIDER_LAST_SUCCESS: Metric = gauge(
    "leptos_entra_provider_last_success_timestamp_seconds",
    "Time of the last usable response of the provider (metadata and keys, or token endpoint), in seconds since 1970. 0 before the first.",
);
pub const BUILD_INFO: Metric = gauge("leptos_entra_build_info", "Constant 1, with the version of the app.");
pub const DEV_TENANT: Metric =
    gauge("leptos_entra_dev_tenant", "1 if the app runs with the dev tenant, where every visitor can sign in, else 0.");

/// All metrics.
pub const ALL: &[Metric] = &[
    HTTP_SERVER_REQUEST_DURATION,
    HTTP_CLIENT_REQUEST_DURATION,
    SIGN_INS,
    TOKEN_REFRESHES,
    GRAPH_REQUESTS,
    SESSION_STORE,
    SESSIONS,
    RATE_LIMITED_REQUESTS,
    CREDENTIAL_EXPIRES,
    PROVIDER_LAST_SUCCESS,
    BUILD_INFO,
    DEV_TENANT,
];
