//! The identity of a request while it is processed: its ID, and its span if traces are exported.
//!
//! Both are values of OpenTelemetry's current [`Context`](opentelemetry::Context). So an outbound request has them without
//! a parameter, also in a detached task.
//!
//! Spans are made with OpenTelemetry's API, and not from the spans and entries of the log. So a span has only the attributes that
//! this module sets, and no entry of a library can put a secret into a trace.

mod inbound;
mod outbound;
mod request_id;
mod tracer;

pub use self::{
    inbound::{InboundRequest, RequestContext},
    outbound::OutboundRequest,
    request_id::RequestId,
    tracer::make_spans_with,
};
