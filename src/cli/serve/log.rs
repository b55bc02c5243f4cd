//! The log of the app on standard error, as text or as JSON lines.

use std::{error::Error, fmt, io::IsTerminal as _};

use serde_json::Value;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    EnvFilter,
    fmt::{
        FmtContext, FormatEvent, FormatFields,
        format::{self, Format, Json, JsonFields, Writer},
    },
    registry::LookupSpan,
};

use crate::{
    cli::console,
    server::config::{LogFormat, Site},
};

/// Starts the log. From then on the messages of the console have the same format.
pub(super) fn start(site: &Site) {
    let filter = EnvFilter::try_new(&site.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match site.log_format {
        LogFormat::Json => {
            console::print_json_lines();
            // The usual report of a panic is several lines of text.
            std::panic::set_hook(Box::new(|panic| console::print_failure(&panic.to_string())));
            log.fmt_fields(JsonFields::new()).event_format(JsonLines::new()).init();
        }
        LogFormat::Text => {
            // Colours of the log are only ever switched off, because `with_ansi(true)` would override NO_COLOR, which the
            // subscriber honours.
            let terminal = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
            let log = if terminal { log } else { log.with_ansi(false) };
            log.init();
        }
    }
}

/// Formats each event as one JSON object in a line. The library's JSON format leaves out the sources of errors, so this format
/// adds them.
struct JsonLines(Format<Json>);

impl JsonLines {
    fn new() -> Self {
        Self(format::format().json().with_current_span(false).with_span_list(true))
    }
}

impl<S, N> FormatEvent<S, N> for JsonLines
where
    S: Subscriber + for<'lookup> LookupSpan<'lookup>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut sources = Sources::default();
        event.record(&mut sources);
        if sources.0.is_empty() {
            return self.0.format_event(context, writer, event);
        }
        let mut line = String::new();
        self.0.format_event(context, Writer::new(&mut line), event)?;
        let mut object: Value = serde_json::from_str(&line).map_err(|_| fmt::Error)?;
        for (name, texts) in sources.0 {
            object["fields"][name] = texts.into();
        }
        writeln!(writer, "{object}")
    }
}

/// Collects the texts of the sources of each error in an event, under the same name as the text format: `error.sources`.
#[derive(Default)]
struct Sources(Vec<(String, Vec<String>)>);

impl Visit for Sources {
    fn record_error(&mut self, field: &Field, error: &(dyn Error + 'static)) {
        let sources: Vec<_> =
            std::iter::successors(error.source(), |source| (**source).source()).map(ToString::to_string).collect();
        if !sources.is_empty() {
            self.0.push((format!("{field}.sources"), sources));
        }
    }

    fn record_debug(&mut self, _field: &Field, _value: &dyn fmt::Debug) {}
}

#[cfg(test)]
mod tests {
    use std::{
        error::Error,
        io::{self, Write},
        sync::{Arc, Mutex},
    };

    use serde_json::{Value, json};
    use tracing_subscriber::fmt::format::JsonFields;

    use super::JsonLines;
    use crate::server::session::StoreError;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn an_event_is_one_json_line_with_span_and_error_sources() {
        let written = Written::default();
        let writer = written.clone();
        let log = tracing_subscriber::fmt().fmt_fields(JsonFields::new()).event_format(JsonLines::new());
        tracing::subscriber::with_default(log.with_writer(move || writer.clone()).finish(), || {
            let _request = tracing::info_span!("request", id = "abc").entered();
            let error = StoreError::Backend(Box::new(io::Error::other("two\nlines")));
            tracing::warn!(event = "failed", error = &error as &dyn Error, "not {}", "stored");
            tracing::info!(number = 7, "stored");
        });
        let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let [failed, stored] = lines.as_slice() else { panic!("{text}") };
        assert_eq!(failed["level"], "WARN");
        assert_eq!(
            failed["fields"],
            json!({
                "message": "not stored", "event": "failed",
                "error": "the session store failed", "error.sources": ["two\nlines"],
            })
        );
        assert_eq!(failed["spans"], json!([{ "name": "request", "id": "abc" }]));
        assert_eq!(stored["fields"], json!({ "message": "stored", "number": 7 }));
        assert!(stored["timestamp"].is_string() && stored["target"].is_string(), "{stored}");
    }
}
