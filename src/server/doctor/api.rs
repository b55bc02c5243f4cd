//! The downstream API (`ENDPOINT`): any response shows that it is reachable. The request has no token.

use reqwest::header::HeaderMap;
use url::Url;

use super::{Check, Line, limits::LIMITS};
use crate::server::{
    causes::with_causes,
    http::{Http, HttpError},
};

/// Returns the line about the API.
pub async fn lines(http: &Http, endpoint: Option<&Url>) -> Vec<Line> {
    let Some(endpoint) = endpoint else {
        return vec![Line::skipped(Check::Api, "no downstream API is configured (ENDPOINT is empty).")];
    };
    let line = match http.get(endpoint, None, HeaderMap::new(), LIMITS).await {
        Ok(response) => of_status(response.status.as_u16()),
        Err(HttpError::TooLarge(_) | HttpError::Undecodable(_)) => Line::ok(Check::Api, "the API responds."),
        Err(error) => Line::failed(Check::Api, "the API does not respond.")
            .because(format!("{}.", with_causes(&error)))
            .fix("Check the address in ENDPOINT. See network for the host."),
    };
    vec![line.about(endpoint.origin().ascii_serialization())]
}

fn of_status(status: u16) -> Line {
    match status {
        401 => Line::ok(Check::Api, "the API responds, and requires a token (status 401)."),
        404 => Line::warning(Check::Api, "the API responds, but has nothing at the path of ENDPOINT (status 404).")
            .fix("Check the path in ENDPOINT, such as https://graph.microsoft.com/v1.0/me"),
        500.. => Line::warning(Check::Api, format!("the API responds with status {status}."))
            .because("It fails at the moment, or a proxy responds in its place.")
            .fix("Try again later. For Microsoft Graph, see https://status.cloud.microsoft"),
        300..=399 => Line::warning(
            Check::Api,
            format!("the API redirects (status {status}), and this app follows no redirect of an API."),
        )
        .fix("Set ENDPOINT to the address to which the redirect leads."),
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
            assert_eq!(of_status(status).outcome, outcome, "{status}");
        }
    }
}
