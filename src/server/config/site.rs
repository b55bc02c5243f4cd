//! The settings that the server needs in every mode: the address to listen on, the compiled client, the log, the limits.

use std::{
    net::{Ipv4Addr, SocketAddr},
    ops::RangeInclusive,
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use tracing_subscriber::EnvFilter;

use super::{
    brand::Brand,
    finding::ValueProblem,
    reader::{Reader, Reported},
    traces::TracesSettings,
    traffic::Traffic,
    variable::Variable,
    whole_number::whole_number,
};

/// `LOG_FORMAT`: the form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    #[default]
    Text,
    /// One JSON object in each line.
    Json,
}

/// The settings that the server needs in every mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `LEPTOS_SITE_ADDR`: the address to listen on.
    pub listen: SocketAddr,
    /// `MANAGEMENT_ADDR`: the address of a second listener, which has the probes and the metrics.
    pub management: Option<SocketAddr>,
    /// `DRAIN_SECONDS`: the time after the signal to stop in which the app still accepts requests.
    pub drain: Duration,
    /// `LEPTOS_SITE_ROOT`: the folder of the compiled client and the public files.
    pub root: PathBuf,
    /// `LEPTOS_RELOAD_PORT`: the port for reloads of the page, under `cargo leptos watch` only.
    pub live_reload_port: Option<u16>,
    /// `RUST_LOG`: the filter of the log.
    pub log: String,
    pub log_format: LogFormat,
    /// The export of traces. `None` switches it off.
    pub traces: Option<Box<TracesSettings>>,
    /// The rate limits of each client, and the trusted proxies.
    pub traffic: Traffic,
    /// The name, the logo and the colour of the app.
    pub brand: Arc<Brand>,
}

impl Site {
    const PORT: u16 = 3000;
    const RELOAD_PORT: u16 = 3001;
    const DRAIN_SECONDS: RangeInclusive<u32> = 0..=300;
    /// The default filter of the log. It leaves out the spans of the session layer, because they repeat this app's
    /// spans and cost time on every page, and its warning for each request with an expired session, because sessions expire every day.
    const LOG: &str = "info,tower_sessions=warn,tower_sessions_core=error";

    /// Reads these settings. An invalid value is reported and replaced by its default, so that the findings can be
    /// served.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let listen = match socket_address(reader, Variable::LeptosSiteAddr) {
            Ok(Some(address)) => address,
            Ok(None) | Err(Reported) => SocketAddr::from((Ipv4Addr::LOCALHOST, Self::PORT)),
        };
        let management = socket_address(reader, Variable::ManagementAddr).unwrap_or_default();
        let drain = whole_number(reader, Variable::DrainSeconds, Self::DRAIN_SECONDS, 0).unwrap_or_default();
        let root = match reader.setting(Variable::LeptosSiteRoot) {
            Ok(Some(folder)) => folder.into(),
            Ok(None) | Err(Reported) => PathBuf::from("target/site"),
        };
        let live_reload_port = reader.is_set(Variable::LeptosWatch.name()).then(|| reload_port(reader));
        let log = log_filter(reader).unwrap_or_else(|| Self::LOG.to_owned());
        let drain = Duration::from_secs(drain.into());
        let log_format = log_format(reader).unwrap_or_default();
        let (traces, traffic) = (TracesSettings::read(reader).map(Box::new), Traffic::read(reader));
        let brand = Arc::new(Brand::read(reader));
        Self { listen, management, drain, root, live_reload_port, log, log_format, traces, traffic, brand }
    }
}

/// Reads `RUST_LOG`. An invalid filter is ignored with a warning, because it must not stop a server.
fn log_filter(reader: &mut Reader<'_>) -> Option<String> {
    let text = reader.value(Variable::RustLog.name())?;
    if EnvFilter::try_new(&text).is_ok() {
        return Some(text);
    }
    reader.warn(Variable::RustLog, ValueProblem::NotLogFilter);
    None
}

fn log_format(reader: &mut Reader<'_>) -> Result<LogFormat, Reported> {
    match reader.setting(Variable::LogFormat)?.as_deref() {
        None | Some("text") => Ok(LogFormat::Text),
        Some("json") => Ok(LogFormat::Json),
        Some(other) => {
            let value = reader.shown(Variable::LogFormat, other);
            let problem = ValueProblem::NotKeyword { keywords: &["text", "json"], value };
            Err(reader.report(Variable::LogFormat, problem))
        }
    }
}

fn reload_port(reader: &mut Reader<'_>) -> u16 {
    match reader.setting(Variable::LeptosReloadPort) {
        Ok(Some(text)) => text.parse().unwrap_or_else(|_| {
            reader.report(Variable::LeptosReloadPort, ValueProblem::NotPort);
            Site::RELOAD_PORT
        }),
        Ok(None) | Err(Reported) => Site::RELOAD_PORT,
    }
}

/// Reads an address to listen on. `localhost` means `127.0.0.1`, because a name may resolve to several addresses.
pub(super) fn socket_address(reader: &mut Reader<'_>, variable: Variable) -> Result<Option<SocketAddr>, Reported> {
    let Some(text) = reader.setting(variable)? else { return Ok(None) };
    let numeric = text.strip_prefix("localhost:").map(|port| format!("{}:{port}", Ipv4Addr::LOCALHOST));
    let Ok(address) = numeric.as_deref().unwrap_or(&text).parse() else {
        let shown = reader.shown(variable, &text);
        return Err(reader.report(variable, ValueProblem::NotSocketAddress(shown)));
    };
    Ok(Some(address))
}
