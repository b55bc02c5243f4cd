//! promtool accepts the metrics, and the alert rules, the dashboard and the documents name only metrics and labels that the app exports.

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    num::NonZeroU32,
    process::{Command, Stdio},
    sync::Arc,
};

use leptos_entra::{
    dev_tenant::{GraphFault, Times},
    server::{
        clock,
        config::Traffic,
        metrics::catalogue,
        oidc::{CertificateFile, CertificatePaths, ClientCredential},
    },
};

use super::{measured, scrape::Scrape};
use crate::{
    cast::{
        App, Browser,
        certificates::{TestKey, private_file},
        servers::binary,
    },
    configuration::program::{Program, Running},
};

const RULES: &str = ".deploy/prometheus/rules.yaml";
const RULE_TESTS: &str = ".deploy/prometheus/rules.test.yaml";
const DASHBOARD: &str = ".deploy/prometheus/dashboard.json";
/// The labels that Prometheus, its histograms or the alert rules add.
const ADDED: [&str; 4] = ["job", "instance", "le", "severity"];

/// Returns the scrape of an app in which everything that has a metric has happened.
async fn everything() -> Scrape {
    let folder = tempfile::tempdir().unwrap();
    let (key, now) = (TestKey::rsa(), clock::unix_now());
    let text = format!("{}{}", key.certificate_between(now - 60, now + 86_400), key.pem());
    let paths = CertificatePaths { certificate: private_file(folder.path(), "app.pem", &text), key: None };
    let certificate = Arc::new(CertificateFile::open(paths, false).unwrap());
    let app = App::start_with(|config| {
        measured(config);
        config.site.traffic = Traffic { callback: NonZeroU32::new(1), ..Traffic::unlimited() };
    })
    .await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.sign_in("maya").await;
    app.control().arm_graph_fault(GraphFault::FiveMegabytes, Times::Once);
    browser.call("/api/call_api").await;
    let text = Scrape::of(&app).await.0;
    let other = app.with(|config| config.client_credential = ClientCredential::Certificate(certificate));
    let expiry = Scrape::of(&other).await.0;
    let line = expiry.lines().find(|line| line.starts_with(catalogue::CREDENTIAL_EXPIRES.name)).unwrap();
    Scrape(format!("{text}{line}\n"))
}

/// Asserts that `promtool check metrics` accepts a scrape. Its checks include the help texts and the suffixes of names.
fn assert_promtool_accepts(text: &str) {
    let mut promtool = Command::new(binary("promtool"));
    let promtool =
        promtool.args(["check", "metrics"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = promtool.spawn().unwrap();
    running.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    let printed = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.is_empty(), "{printed}\n{text}");
}

#[test]
fn promtool_accepts_a_scrape_of_the_running_program() {
    let program = Program::new().set("DEV_TENANT_ADDR", "127.0.0.1:0").set("MANAGEMENT_ADDR", "127.0.0.1:0").start();
    let message = program.printed.lines().find(|line| line.contains("The probes are also at")).unwrap();
    let port = message.split_once("http://127.0.0.1:").unwrap().1.split('/').next().unwrap().parse().unwrap();
    assert!(program.get("/").starts_with("HTTP/1.1 200"));
    let response = Running::get_at(port, "/metrics");
    let (head, text) = response.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("cache-control: no-store"), "{head}");
    assert!(head.contains("content-type: text/plain; version=0.0.4; charset=utf-8"), "{head}");
    for part in ["leptos_entra_build_info{version=", "leptos_entra_dev_tenant 1\n", "http_route=\"/\""] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_promtool_accepts(text);
    assert!(program.get("/metrics").starts_with("HTTP/1.1 404"));
}

#[tokio::test]
async fn every_metric_is_exported_described_and_accepted_by_promtool() {
    let scrape = everything().await;
    for metric in catalogue::ALL {
        let (name, help) = (metric.name, metric.help);
        assert!(scrape.series().iter().any(|series| series.starts_with(name)), "{name}\n{}", scrape.0);
        let is_described = scrape.0.contains(&format!("# HELP {name} {help}\n"));
        assert!(is_described || name == catalogue::CREDENTIAL_EXPIRES.name, "{name}");
    }
    let (described, expiry) = scrape.0.trim_end().rsplit_once('\n').unwrap();
    let help = catalogue::CREDENTIAL_EXPIRES.help;
    assert_promtool_accepts(&format!(
        "{described}\n# HELP {0} {help}\n# TYPE {0} gauge\n{expiry}\n",
        catalogue::CREDENTIAL_EXPIRES.name
    ));
}

#[tokio::test]
async fn the_rules_and_the_dashboard_name_exported_metrics_only() {
    let scrape = everything().await;
    let series = scrape.series();
    let exported: BTreeSet<_> = series.iter().map(|series| series.split('{').next().unwrap()).collect();
    for (path, least) in [(RULES, 10), (RULE_TESTS, 10), (DASHBOARD, 12)] {
        let text = fs::read_to_string(path).unwrap().replace("\\\"", "\"");
        let named = names_in(&text);
        assert!(named.len() >= least, "{path} names {named:?}: too few, so this test proves little");
        let unknown: Vec<_> = named.iter().filter(|name| !exported.contains(**name)).collect();
        assert!(unknown.is_empty(), "{path}: the app exports no {unknown:?}, but {exported:?}");
        for (label, values) in matchers_in(&text) {
            let is_exported = series.iter().any(|series| series.contains(&format!("{label}=\"")));
            assert!(is_exported || ADDED.contains(&label), "{path}: no metric has the label {label}");
            if label == "reason" {
                let known =
                    |reason: &&str| series.iter().any(|series| series.contains(&format!("reason=\"{reason}\"")));
                let unknown: Vec<_> = values.split('|').filter(|reason| !known(reason)).collect();
                assert!(unknown.is_empty(), "{path}: there are no reasons {unknown:?}");
            }
        }
    }
}

#[test]
fn the_document_for_operators_explains_every_metric() {
    let document = fs::read_to_string("src/docs/operate.md").unwrap();
    let rows: Vec<_> = document.lines().filter(|line| line.starts_with("| `")).collect();
    for metric in catalogue::ALL {
        let row = format!("| `{}` |", metric.name);
        assert_eq!(rows.iter().filter(|line| line.starts_with(&row)).count(), 1, "{}", metric.name);
    }
}

/// Returns the names of metrics in a file.
fn names_in(text: &str) -> BTreeSet<&str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let prefixes = ["leptos_entra_", "http_server_", "http_client_"];
    words.filter(|word| prefixes.iter().any(|prefix| word.starts_with(prefix))).collect()
}

/// Returns the labels that selectors compare, and the compared values.
fn matchers_in(text: &str) -> Vec<(&str, &str)> {
    let parts: Vec<_> = text.split('"').collect();
    let pairs = parts.windows(2).filter_map(|pair| {
        let before =
            pair[0].strip_suffix('=').or_else(|| pair[0].strip_suffix("=~")).or_else(|| pair[0].strip_suffix("!~"))?;
        let before = before.strip_suffix('!').unwrap_or(before);
        let label = before.rsplit(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next()?;
        (!label.is_empty()).then_some((label, pair[1]))
    });
    pairs.collect()
}
