//! The settings of traces, with OpenTelemetry's names.

use super::{TUTORIAL, findings_of, settings_of, tutorial_with, variables_of};
use crate::server::config::{Sampled, TraceSampler, TracesSettings};

const ENDPOINT: (&str, &str) = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/otlp/");

fn traces_with(changes: &[(&str, &str)]) -> Option<TracesSettings> {
    tutorial_with(changes).site().traces.as_deref().cloned()
}

#[test]
fn without_an_endpoint_there_are_no_traces() {
    assert_eq!(settings_of(&TUTORIAL).site().traces, None);
    assert_eq!(traces_with(&[("OTEL_SERVICE_NAME", "app"), ("OTEL_TRACES_SAMPLER", "always_on")]), None);
    assert_eq!(traces_with(&[ENDPOINT, ("OTEL_SDK_DISABLED", "True")]), None);
    assert!(traces_with(&[ENDPOINT, ("OTEL_SDK_DISABLED", "false")]).is_some());
}

#[test]
fn the_path_is_appended_to_the_general_endpoint_only() {
    let of_all = traces_with(&[ENDPOINT]).unwrap();
    assert_eq!(of_all.endpoint.as_str(), "http://collector:4318/otlp/v1/traces");
    let of_traces = traces_with(&[ENDPOINT, ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://collector/x")]).unwrap();
    assert_eq!(of_traces.endpoint.as_str(), "https://collector/x");
}

#[test]
fn headers_and_attributes_are_percent_decoded() {
    let headers = ("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic%20abc==, x-team = a%2Cb ,");
    let traces = traces_with(&[ENDPOINT, headers, ("OTEL_RESOURCE_ATTRIBUTES", "a=1,b=%C3%A9")]).unwrap();
    assert_eq!(traces.headers["authorization"], "Basic abc==");
    assert_eq!(traces.headers["x-team"], "a,b");
    assert_eq!(traces.resource, [("a".to_owned(), "1".to_owned()), ("b".to_owned(), "é".to_owned())]);
    assert!(!format!("{traces:?}").contains("abc"), "{traces:?}");
}

#[test]
fn every_sampler_of_the_specification_is_known() {
    let sampler = |name: &str| {
        let arg = ("OTEL_TRACES_SAMPLER_ARG", "0.25");
        let traces = traces_with(&[ENDPOINT, ("OTEL_TRACES_SAMPLER", name), arg]).unwrap().sampler;
        (traces.follows_parent, traces.sampled)
    };
    assert_eq!(sampler("always_on"), (false, Sampled::All));
    assert_eq!(sampler("always_off"), (false, Sampled::None));
    assert_eq!(sampler("traceidratio"), (false, Sampled::Ratio(0.25)));
    assert_eq!(sampler("parentbased_always_on"), (true, Sampled::All));
    assert_eq!(sampler("parentbased_always_off"), (true, Sampled::None));
    assert_eq!(sampler("parentbased_traceidratio"), (true, Sampled::Ratio(0.25)));
    let default = TraceSampler { follows_parent: true, sampled: Sampled::All };
    assert_eq!(traces_with(&[ENDPOINT]).unwrap().sampler, default);
}

#[test]
fn every_invalid_value_is_a_finding() {
    for (variable, value) in [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "grpc://collector:4317"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:password@collector"),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector/v1/traces?key=1"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "just-a-key"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "a b=1"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "a=line%0Abreak"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "a=%FF"),
        ("OTEL_RESOURCE_ATTRIBUTES", "=1"),
        ("OTEL_TRACES_SAMPLER", "jaeger_remote"),
        ("OTEL_TRACES_SAMPLER_ARG", "1.5"),
        ("OTEL_TRACES_SAMPLER_ARG", "NaN"),
        ("OTEL_SDK_DISABLED", "yes"),
    ] {
        for others in [&[ENDPOINT][..], &[]] {
            let settings = tutorial_with(&[others, &[(variable, value)]].concat());
            assert_eq!(variables_of(settings), [variable], "{value}");
        }
    }
    let both = tutorial_with(&[("OTEL_SDK_DISABLED", "true"), ("OTEL_TRACES_SAMPLER", "all")]);
    assert!(findings_of(both)[0].sentence().contains("is not the name of a sampler (\"all\")"));
}
