//! A response of the downstream API whose status is not a success.

use std::fmt;

use reqwest::header::LOCATION;
use serde_json::Value;
use url::Url;
use uuid::Uuid;

use super::{address::without_query, json::readable, problem::ApiProblem, retry_after::retry_after};
use crate::{error::AppError, server::http::HttpResponse};

/// The data of a response whose status is not a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedResponse {
    pub status: u16,
    /// The API's own error code, such as `Request_ResourceNotFound`.
    pub code: Option<String>,
    /// The seconds to wait before a retry, as the API states them.
    pub retry_after: Option<u32>,
    /// The target of a redirect. It is not followed, because the access token would go with it.
    pub redirect: Option<Box<Url>>,
    /// The API's ID of the request, for Microsoft's support. Only a GUID is read, because the ID is logged.
    pub request_id: Option<Uuid>,
    /// The problem details (RFC 9457), if the response has them. They are not logged, because they may contain personal data.
    pub problem: Option<Box<ApiProblem>>,
}

impl FailedResponse {
    /// Returns a response without data apart from its status.
    pub const fn of_status(status: u16) -> Self {
        Self { status, code: None, retry_after: None, redirect: None, request_id: None, problem: None }
    }

    /// Reads the response to a request for this address.
    pub fn read(response: &HttpResponse, address: &Url) -> Self {
        let location = || response.headers.get(LOCATION)?.to_str().ok().and_then(|target| address.join(target).ok());
        Self {
            status: response.status.as_u16(),
            code: error_code(&response.body),
            retry_after: retry_after(&response.headers),
            redirect: if response.status.is_redirection() { location().map(Box::new) } else { None },
            request_id: request_id(response),
            problem: ApiProblem::read(response).map(Box::new),
        }
    }
}

/// Returns the API's ID of the request (`request-id`) if it is a GUID. Other values are neither shown nor logged, because an API
/// may send any text.
pub fn request_id(response: &HttpResponse) -> Option<Uuid> {
    Uuid::try_parse_ascii(response.headers.get("request-id")?.as_bytes()).ok()
}

impl fmt::Display for FailedResponse {
    /// Writes the data for the log. The path of a redirect is left out, because it may contain personal data.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "status {}", self.status)?;
        if let Some(code) = &self.code {
            write!(formatter, " ({code})")?;
        }
        if let Some(target) = &self.redirect {
            write!(formatter, ", a redirect to {}", target.origin().ascii_serialization())?;
        }
        match self.request_id {
            Some(id) => write!(formatter, ", request-id {id}"),
            None => Ok(()),
        }
    }
}

impl From<FailedResponse> for AppError {
    fn from(response: FailedResponse) -> Self {
        let FailedResponse { status, code, retry_after, redirect, .. } = response;
        match status {
            300..=303 | 305..=399 => Self::ApiRedirected { status, to: redirect.as_deref().and_then(shown) },
            401 => Self::ApiUnauthorized,
            403 => Self::ApiForbidden { code },
            404 => Self::ApiNotFound { code },
            // Graph sends 509 when an app exceeds its bandwidth.
            429 | 509 => Self::ApiThrottled { retry_after },
            // The API says when the same request can succeed (RFC 9110 §10.2.3 and §15.5.14).
            408 | 409 | 413 | 423..=425 if retry_after.is_some() => Self::ApiFailed { status, code, retry_after },
            // A conditional request handles its 304, so any other 304 is as wrong as a 4xx.
            304 | 400..=499 => Self::ApiRejected { status, code },
            _ => Self::ApiFailed { status, code, retry_after },
        }
    }
}

/// Returns the target of a redirect for the page. `None` if it is not a web address, or too long to be read.
fn shown(target: &Url) -> Option<String> {
    const LONGEST: usize = 200;

    let mut target = target.clone();
    let _ = target.set_username("");
    let _ = target.set_password(None);
    let text = without_query(&target);
    (matches!(target.scheme(), "http" | "https") && text.len() <= LONGEST).then_some(text)
}

/// Returns the error code of Graph, of `odata.error` (version 3), or of OAuth (`error`). `None` if it does not have the
/// form of a code, because the page must not show arbitrary text of the API.
fn error_code(body: &[u8]) -> Option<String> {
    let document: Value = serde_json::from_str(&readable(body)).ok()?;
    let error = document.get("error").or_else(|| document.get("odata.error"))?;
    let code = error.as_str().or_else(|| error.get("code")?.as_str())?;
    let is_code = |text: &str| {
        text.len() <= 64
            && text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
    };
    is_code(code).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use reqwest::{
        StatusCode,
        header::{HeaderName, HeaderValue},
    };

    use super::{AppError, FailedResponse, HttpResponse, Url, error_code, shown};

    #[test]
    fn only_well_formed_error_codes_of_graph_are_read() {
        let long = format!(r#"{{"error":{{"code":"{}"}}}}"#, "a".repeat(65));
        for (body, code) in [
            (r#"{"error":{"code":"Request_ResourceNotFound","message":"x"}}"#, Some("Request_ResourceNotFound")),
            (r#"{"error":{"code":"BadRequest"}}"#, Some("BadRequest")),
            (r#"{"odata.error":{"code":"Request.Bad","message":{"lang":"en","value":"x"}}}"#, Some("Request.Bad")),
            (r#"{"error":"insufficient_scope"}"#, Some("insufficient_scope")),
            ("\u{feff}{\"error\":{\"code\":\"itemNotFound\",\"message\":\"\\ud83d\"}}", Some("itemNotFound")),
            (r#"{"error":{"code":""}}"#, None),
            (r#"{"error":{"code":"Call 0800"}}"#, None),
            (r#"{"error":{"code":"-2147024891, System.UnauthorizedAccessException"}}"#, None),
            (r#"{"error":{"code":"0800"}}"#, None),
            (r#"{"error":{"code":404}}"#, None),
            (r#"{"error":null}"#, None),
            ("[]", None),
            ("", None),
            ("{", None),
            (&long, None),
        ] {
            assert_eq!(error_code(body.as_bytes()).as_deref(), code, "{body}");
        }
        assert_eq!(error_code(b"{\"error\":{\"code\":\"Bad\",\"message\":\"\xfc\"}}").as_deref(), Some("Bad"));
    }

    #[test]
    fn a_redirect_target_is_shown_without_query_or_credentials() {
        let shown = |text: &str| shown(&Url::parse(text).unwrap());
        let target = "https://maya:secret@api.example/v2/me?token=a#b";
        assert_eq!(shown(target).as_deref(), Some("https://api.example/v2/me"));
        assert_eq!(shown(&format!("https://api.example/{}", "a".repeat(200))), None);
        assert_eq!(shown("javascript:alert(1)"), None);
        let redirect = Some(Box::new(Url::parse(target).unwrap()));
        let failed = FailedResponse { redirect, ..FailedResponse::of_status(301) };
        assert_eq!(failed.to_string(), "status 301, a redirect to https://api.example");
    }

    #[test]
    fn the_log_has_the_request_id_only_if_it_is_a_guid() {
        let logged = |id: &str| {
            let headers = [(HeaderName::from_static("request-id"), HeaderValue::from_str(id).unwrap())];
            let response = HttpResponse {
                status: StatusCode::FORBIDDEN,
                headers: headers.into_iter().collect(),
                body: Vec::new(),
            };
            FailedResponse::read(&response, &Url::parse("https://api.example").unwrap()).to_string()
        };
        let guid = "3d1b5a0e-7c1f-4f7e-9d5c-0a1b2c3d4e5f";
        assert_eq!(logged(guid), format!("status 403, request-id {guid}"));
        assert_eq!(logged("maya@contoso.example"), "status 403");
    }

    #[test]
    fn every_error_status_maps_to_its_own_app_error() {
        let after = |status, retry_after| {
            let code = Some("Code".to_owned());
            AppError::from(FailedResponse { code, retry_after, ..FailedResponse::of_status(status) })
        };
        let of = |status| after(status, Some(120));
        let code = || Some("Code".to_owned());
        assert_eq!(of(401), AppError::ApiUnauthorized);
        assert_eq!(of(403), AppError::ApiForbidden { code: code() });
        assert_eq!(of(404), AppError::ApiNotFound { code: code() });
        for status in [429, 509] {
            assert_eq!(of(status), AppError::ApiThrottled { retry_after: Some(120) });
        }
        for status in [304, 400, 402, 405, 406, 407, 408, 409, 410, 412, 413, 415, 422, 423, 424, 451, 499] {
            assert_eq!(after(status, None), AppError::ApiRejected { status, code: code() });
        }
        for status in [400, 405, 410, 412, 422] {
            assert_eq!(of(status), AppError::ApiRejected { status, code: code() }, "a wait does not help");
        }
        for status in [408, 409, 413, 423, 424, 425] {
            assert_eq!(of(status), AppError::ApiFailed { status, code: code(), retry_after: Some(120) });
        }
        for status in [500, 501, 502, 503, 504, 507, 511, 599, 999, 100] {
            assert_eq!(of(status), AppError::ApiFailed { status, code: code(), retry_after: Some(120) });
        }
        for status in [300, 301, 302, 303, 307, 308] {
            assert_eq!(of(status), AppError::ApiRedirected { status, to: None });
        }
    }
}
