//! The settings of traces, with the names and formats of OpenTelemetry's environment variables.

use percent_encoding::percent_decode_str;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::{
    finding::{AddressProblem, ValueProblem},
    reader::{Reader, Reported},
    variable::Variable,
};

/// The export of traces by OTLP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracesSettings {
    /// The address to which spans are posted.
    pub endpoint: Url,
    /// `OTEL_EXPORTER_OTLP_HEADERS`. The values are marked as sensitive, so that no debug text shows them.
    pub headers: HeaderMap,
    /// `OTEL_SERVICE_NAME`
    pub service_name: Option<String>,
    /// `OTEL_RESOURCE_ATTRIBUTES`: the attributes of every span.
    pub resource: Vec<(String, String)>,
    pub sampler: TraceSampler,
}

/// `OTEL_TRACES_SAMPLER`: the requests whose spans are exported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TraceSampler {
    /// Whether the decision of a trusted proxy in `traceparent` counts more than `sampled`.
    pub follows_parent: bool,
    pub sampled: Sampled,
}

// The ratio is never NaN, because it is read as a number from 0 to 1.
impl Eq for TraceSampler {}

/// The sampled requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sampled {
    All,
    None,
    /// A random part of the requests, from 0 to 1.
    Ratio(f64),
}

impl TracesSettings {
    /// Reads the settings. `None` if no endpoint is set, if traces are disabled, or if a value is invalid.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        // All variables are read first, so that every invalid one is reported.
        let endpoint = endpoint(reader);
        let headers = headers(reader);
        let service_name = reader.setting(Variable::OtelServiceName);
        let resource = resource(reader);
        let sampler = sampler(reader);
        let Ok(false) = is_disabled(reader) else { return None };
        Some(Self {
            endpoint: endpoint.ok()??,
            headers: headers.ok()?,
            service_name: service_name.ok()?,
            resource: resource.ok()?,
            sampler: sampler.ok()?,
        })
    }
}

/// Returns the address for spans. That of traces alone takes precedence and is used unchanged.
fn endpoint(reader: &mut Reader<'_>) -> Result<Option<Url>, Reported> {
    let of_all = address(reader, Variable::OtelEndpoint);
    if let Some(of_traces) = address(reader, Variable::OtelTracesEndpoint)? {
        return of_all.map(|_| Some(of_traces));
    }
    let Some(mut url) = of_all? else { return Ok(None) };
    let path = format!("{}/v1/traces", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(Some(url))
}

/// Reads the address of a collector. Unlike other addresses it may be http on another host, because a collector usually is in
/// the same private network. A key belongs in a header, because an address can appear in the log.
fn address(reader: &mut Reader<'_>, variable: Variable) -> Result<Option<Url>, Reported> {
    let Some(text) = reader.setting(variable)? else { return Ok(None) };
    let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let Some(url) = url else { return Err(reader.report(variable, AddressProblem::NotAbsolute)) };
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(reader.report(variable, AddressProblem::UserOrFragment));
    }
    if url.query().is_some() {
        return Err(reader.report(variable, AddressProblem::Query));
    }
    Ok(Some(url))
}

fn headers(reader: &mut Reader<'_>) -> Result<HeaderMap, Reported> {
    let variable = Variable::OtelHeaders;
    let Some(text) = reader.secret(variable)? else { return Ok(HeaderMap::new()) };
    pairs(&text)
        .and_then(|pairs| pairs.iter().map(|(name, value)| header(name, value)).collect())
        .ok_or_else(|| reader.report(variable, ValueProblem::NotPairs))
}

fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let mut value = HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some((name.parse().ok()?, value))
}

fn resource(reader: &mut Reader<'_>) -> Result<Vec<(String, String)>, Reported> {
    let variable = Variable::OtelResourceAttributes;
    let Some(text) = reader.setting(variable)? else { return Ok(Vec::new()) };
    pairs(&text).ok_or_else(|| reader.report(variable, ValueProblem::NotPairs))
}

/// Parses a list of `name=value`, separated by commas, with percent-encoded values.
fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=')?;
        let value = percent_decode_str(value.trim()).decode_utf8().ok()?;
        let name = name.trim();
        (!name.is_empty()).then(|| (name.to_owned(), value.into_owned()))
    };
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(pair).collect()
}

fn sampler(reader: &mut Reader<'_>) -> Result<TraceSampler, Reported> {
    let ratio = ratio(reader);
    let name = reader.setting(Variable::OtelTracesSampler)?;
    let name = name.as_deref().unwrap_or("parentbased_always_on");
    let (follows_parent, rest) = match name.strip_prefix("parentbased_") {
        Some(rest) => (true, rest),
        None => (false, name),
    };
    let sampled = match rest {
        "always_on" => Sampled::All,
        "always_off" => Sampled::None,
        "traceidratio" => Sampled::Ratio(ratio?),
        _ => {
            let shown = reader.shown(Variable::OtelTracesSampler, name);
            return Err(reader.report(Variable::OtelTracesSampler, ValueProblem::NotSampler(shown)));
        }
    };
    ratio.map(|_| TraceSampler { follows_parent, sampled })
}

fn ratio(reader: &mut Reader<'_>) -> Result<f64, Reported> {
    let variable = Variable::OtelTracesSamplerArg;
    let Some(text) = reader.setting(variable)? else { return Ok(1.0) };
    text.parse().ok().filter(|ratio| (0.0..=1.0).contains(ratio)).ok_or_else(|| {
        let shown = reader.shown(variable, &text);
        reader.report(variable, ValueProblem::NotRatio(shown))
    })
}

fn is_disabled(reader: &mut Reader<'_>) -> Result<bool, Reported> {
    let variable = Variable::OtelSdkDisabled;
    match reader.setting(variable)?.map(|text| text.to_ascii_lowercase()).as_deref() {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => {
            let value = reader.shown(variable, other);
            Err(reader.report(variable, ValueProblem::NotKeyword { keywords: &["true", "false"], value }))
        }
    }
}
