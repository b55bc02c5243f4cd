//! The APIs that the app calls, at `ENDPOINT` and by name: any response shows that they are reachable. The requests have no token.

use futures_util::future::join_all;
use openidconnect::Scope;
use reqwest::header::HeaderMap;
use url::Url;

use super::{Check, Line, limits::LIMITS};
use crate::server::{
    causes::with_causes,
    config::{Config, Variable},
    http::{Http, HttpError},
    named_apis::endpoint_setting,
};

/// An API that the app calls.
struct CheckedApi<'a> {
    /// The name of the setting with the address.
    setting: String,
    endpoint: &'a Url,
    /// The scopes of its tokens, if they are a setting of this API only.
    scopes: &'a [Scope],
}

/// Returns a line for each API.
pub async fn lines(http: &Http, config: &Config) -> Vec<Line> {
    let endpoint = Variable::Endpoint.name();
    let first =
        config.endpoint.as_ref().map(|url| CheckedApi { setting: endpoint.to_owned(), endpoint: url, scopes: &[] });
    let named = config.apis.iter().map(|(name, api)| CheckedApi {
        setting: endpoint_setting(name),
        endpoint: &api.endpoint,
        scopes: &api.scopes,
    });
    let apis: Vec<_> = first.into_iter().chain(named).collect();
    if apis.is_empty() {
        return vec![Line::skipped(Check::Api, format!("no downstream API is configured ({endpoint} is empty)."))];
    }
    join_all(apis.iter().map(|api| api.line(http))).await
}

impl CheckedApi<'_> {
    async fn line(&self, http: &Http) -> Line {
        let setting = &self.setting;
        let line = match http.get(self.endpoint, None, HeaderMap::new(), LIMITS).await {
            Ok(response) => of_status(response.status.as_u16(), setting),
            Err(HttpError::TooLarge(_) | HttpError::Undecodable(_)) => Line::ok(Check::Api, "the API responds."),
            Err(error) => Line::failed(Check::Api, "the API does not respond.")
                .because(format!("{}.", with_causes(&error)))
                .fix(format!("Check the address in {setting}. See network for the host.")),
        };
        let host = self.endpoint.origin().ascii_serialization();
        let scopes: Vec<_> = self.scopes.iter().map(|scope| scope.as_str()).collect();
        if scopes.is_empty() {
            return line.about(host);
        }
        line.about(format!("{setting}, {host}, with the scopes {}", scopes.join(" ")))
    }
}

fn of_status(status: u16, setting: &str) -> Line {
    match status {
        401 => Line::ok(Check::Api, "the API responds, and requires a token (status 401)."),
        404 => {
            let what = format!("the API responds, but has nothing at the path of {setting} (status 404).");
            Line::warning(Check::Api, what)
                .fix(format!("Check the path in {setting}, such as https://graph.microsoft.com/v1.0/me"))
        }
        500.. => Line::warning(Check::Api, format!("the API responds with status {status}."))
            .because("It fails at the moment, or a proxy responds in its place.")
            .fix("Try again later. For Microsoft Graph, see https://status.cloud.microsoft"),
        300..=399 => Line::warning(
            Check::Api,
            format!("the API redirects (status {status}), and this app follows no redirect of an API."),
        )
        .fix(format!("Set {setting} to the address to which the redirect leads.")),
        _ => Line::ok(Check::Api, format!("the API responds (status {status}).")),
    }
}

#[cfg(test)]
mod tests {
    use super::of_status;
    use crate::server::doctor::CheckOutcome;

    #[test]
    fn a_status_below_500_shows_that_the_api_is_reachable() {
        for (status, outcome) in [
            (200, CheckOutcome::Ok),
            (401, CheckOutcome::Ok),
            (403, CheckOutcome::Ok),
            (302, CheckOutcome::Warning),
            (404, CheckOutcome::Warning),
            (503, CheckOutcome::Warning),
        ] {
            assert_eq!(of_status(status, "ENDPOINT").outcome, outcome, "{status}");
        }
    }
}
