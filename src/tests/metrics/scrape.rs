//! A scrape of an app: the text at `MANAGEMENT_ADDR`, and its samples.

use std::{collections::BTreeSet, time::Duration};

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use leptos_entra::routes;
use tokio::time;
use tower::ServiceExt as _;

use crate::cast::App;

/// The text of a scrape.
pub struct Scrape(pub String);

impl Scrape {
    /// Requests the metrics of an app as Prometheus does.
    pub async fn of(app: &App) -> Self {
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        let response = routes::management(&app.services).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let content_type = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(content_type, "text/plain; version=0.0.4; charset=utf-8");
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Self(String::from_utf8(body.to_vec()).unwrap())
    }

    /// Returns the samples of a metric that have these labels, among others.
    fn samples(&self, name: &str, labels: &[(&str, &str)]) -> Vec<&str> {
        let matches = |series: &str| {
            let (metric, rest) = series.split_once('{').unwrap_or((series, ""));
            metric == name && labels.iter().all(|(label, value)| rest.contains(&format!("{label}=\"{value}\"")))
        };
        let samples = self.lines().filter(|(series, _)| matches(series));
        samples.map(|(_, value)| value).collect()
    }

    /// Returns the sum of the samples of a metric that have these labels, among others. 0 if there is none.
    pub fn sum(&self, name: &str, labels: &[(&str, &str)]) -> i64 {
        self.samples(name, labels).iter().map(|value| value.parse::<i64>().unwrap()).sum()
    }

    /// Returns whether a metric has a sample with these labels, among others.
    pub fn has(&self, name: &str, labels: &[(&str, &str)]) -> bool {
        !self.samples(name, labels).is_empty()
    }

    /// Returns the names and labels of all samples.
    pub fn series(&self) -> BTreeSet<String> {
        self.lines().map(|(series, _)| series.to_owned()).collect()
    }

    fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        let samples = self.0.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        samples.map(|line| line.rsplit_once(' ').unwrap())
    }
}

/// Advances the clock past the time for which the number of sessions is cached.
pub async fn a_minute_later() {
    time::pause();
    time::advance(Duration::from_secs(61)).await;
    time::resume();
}
