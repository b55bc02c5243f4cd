//! The export of traces by OTLP over HTTP, to the collector that OpenTelemetry's variables name.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use opentelemetry::{KeyValue, trace::TracerProvider as _};
use opentelemetry_otlp::{Protocol, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::{
    Resource,
    error::OTelSdkResult,
    resource::TelemetryResourceDetector,
    trace::{Sampler, SdkTracerProvider, SpanData, SpanExporter},
};
use reqwest::{blocking::Client, redirect::Policy};

use crate::{
    cli::command_error::CommandError,
    server::{
        causes::with_causes,
        config::{Sampled, Site, TraceSampler, TracesSettings},
        correlation,
    },
};

const NAME: &str = env!("CARGO_PKG_NAME");
/// Upper bound of one request to the collector. It delays no request of a user, because the exporter has its own thread.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(5);
/// Upper bound of the last export at the stop. Together with the stop of the server it is below ten seconds, after which
/// cargo-leptos kills the process.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(3);

/// The running export of traces, if it is switched on.
pub(super) struct Traces(Option<SdkTracerProvider>);

/// Starts the export. Call it before the async runtime starts, because the exporter's HTTP client is blocking.
pub(super) fn start(site: &Site) -> Result<Traces, CommandError> {
    let Some(settings) = &site.traces else { return Ok(Traces(None)) };
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(exporter(settings)?)
        .with_sampler(sampler(settings.sampler))
        .with_resource(resource(settings))
        .build();
    correlation::make_spans_with(provider.tracer(NAME));
    Ok(Traces(Some(provider)))
}

impl Traces {
    /// Exports the remaining spans. A collector that does not respond delays the stop by [`FLUSH_TIMEOUT`] at most.
    pub(super) fn stop(self) {
        if let Some(Err(error)) = self.0.map(|provider| provider.shutdown_with_timeout(FLUSH_TIMEOUT)) {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(event = "traces_lost", error, "the last traces could not be exported");
        }
    }
}

fn exporter(settings: &TracesSettings) -> Result<LoggedExporter, CommandError> {
    let cannot = |error: &dyn std::error::Error| {
        CommandError(format!("cannot start the export of traces: {}", with_causes(error)))
    };
    let client = Client::builder()
        .default_headers(settings.headers.clone())
        .redirect(Policy::none())
        .timeout(EXPORT_TIMEOUT)
        .build()
        .map_err(|error| cannot(&error))?;
    let exporter = opentelemetry_otlp::SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(settings.endpoint.as_str())
        .with_timeout(EXPORT_TIMEOUT)
        .with_http_client(client)
        .build()
        .map_err(|error| cannot(&error))?;
    Ok(LoggedExporter { exporter, has_failed: AtomicBool::new(false) })
}

fn sampler(sampler: TraceSampler) -> Sampler {
    let root = match sampler.sampled {
        Sampled::All => Sampler::AlwaysOn,
        Sampled::None => Sampler::AlwaysOff,
        Sampled::Ratio(ratio) => Sampler::TraceIdRatioBased(ratio),
    };
    if sampler.follows_parent { Sampler::ParentBased(Box::new(root)) } else { root }
}

/// Returns the attributes of every span. `OTEL_SERVICE_NAME` takes precedence over `OTEL_RESOURCE_ATTRIBUTES`.
fn resource(settings: &TracesSettings) -> Resource {
    let attributes = settings.resource.iter().map(|(name, value)| KeyValue::new(name.clone(), value.clone()));
    Resource::builder_empty()
        .with_detector(Box::new(TelemetryResourceDetector))
        .with_attributes([
            KeyValue::new("service.name", NAME),
            KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
        ])
        .with_attributes(attributes)
        .with_attributes(settings.service_name.clone().map(|name| KeyValue::new("service.name", name)))
        .build()
}

/// The OTLP exporter. It logs the first failure and the end of the failures, and not each of them.
#[derive(Debug)]
struct LoggedExporter {
    exporter: opentelemetry_otlp::SpanExporter,
    has_failed: AtomicBool,
}

impl SpanExporter for LoggedExporter {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let result = self.exporter.export(batch).await;
        let had_failed = self.has_failed.swap(result.is_err(), Ordering::Relaxed);
        match &result {
            Err(error) if !had_failed => tracing::warn!(
                event = "traces_lost",
                error = error as &dyn std::error::Error,
                "traces could not be exported: check OTEL_EXPORTER_OTLP_ENDPOINT and the collector"
            ),
            Ok(()) if had_failed => tracing::info!(event = "traces_exported", "traces are exported again"),
            _ => {}
        }
        result
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.exporter.set_resource(resource);
    }
}
