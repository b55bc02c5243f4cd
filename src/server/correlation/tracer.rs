//! The tracer of the process, which makes spans if traces are exported.

use std::sync::OnceLock;

use opentelemetry_sdk::trace::SdkTracer;

static TRACER: OnceLock<SdkTracer> = OnceLock::new();

/// Sets the tracer of the process. Until then no spans are made. Only the first call has an effect.
pub fn make_spans_with(tracer: SdkTracer) {
    let _ = TRACER.set(tracer);
}

/// Returns the tracer. `None` if no traces are exported.
pub(super) fn tracer() -> Option<&'static SdkTracer> {
    TRACER.get()
}
