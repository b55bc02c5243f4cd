//! The OAuth errors of the dev tenant, in the format of Entra ID, with an AADSTS number.

use axum::Json;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::dialect::Dialect;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::ids::TENANT_ID;
use crate::dev_tenant::protocol::random::guid;

/// An OAuth error (RFC 6749, section 5.2), before a trace ID and the time are added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    pub error: String,
    pub number: Aadsts,
    pub message: String,
    pub suberror: Option<String>,
    /// The claims of a claims challenge, as a JSON text.
    pub claims: Option<String>,
    pub has_error_uri: bool,
}

impl Problem {
    pub fn new(status: StatusCode, error: &str, number: Aadsts, message: &str) -> Self {
        Self {
            status,
            error: error.to_owned(),
            number,
            message: message.to_owned(),
            suberror: None,
            claims: None,
            has_error_uri: false,
        }
    }

    pub fn bad_request(error: &str, number: Aadsts, message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error, number, message)
    }

    pub fn invalid_grant(number: Aadsts, message: &str) -> Self {
        Self::bad_request("invalid_grant", number, message)
    }

    pub fn invalid_client(number: Aadsts, message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", number, message).with_error_uri()
    }

    pub fn missing_parameter(name: &str) -> Self {
        let message = format!("The request body must contain the following parameter: '{name}'.");
        Self::bad_request("invalid_request", Aadsts::MISSING_PARAMETER, &message)
    }

    pub fn malformed(message: &str) -> Self {
        Self::bad_request("invalid_request", Aadsts::MALFORMED, message)
    }

    pub fn unknown_tenant(name: &str) -> Self {
        let message = format!(
            "Tenant '{name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."
        );
        Self::bad_request("invalid_tenant", Aadsts::UNKNOWN_TENANT, &message).with_error_uri()
    }

    pub fn unknown_application(client_id: &str) -> Self {
        let message =
            format!("Application with identifier '{client_id}' was not found in the directory '{TENANT_ID}'.");
        Self::bad_request("unauthorized_client", Aadsts::UNKNOWN_APPLICATION, &message)
    }

    pub fn not_multi_tenant() -> Self {
        let message = "The application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications.";
        Self::bad_request("invalid_request", Aadsts::NOT_MULTI_TENANT, message).with_error_uri()
    }

    pub fn consent_required() -> Self {
        let message = "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.";
        Self { suberror: Some("consent_required".to_owned()), ..Self::invalid_grant(Aadsts::CONSENT_REQUIRED, message) }
    }

    pub fn administrator_needed() -> Self {
        let message = "Admin consent is required for the permissions requested by this application.";
        Self::bad_request("access_denied", Aadsts::ADMINISTRATOR_NEEDED, message)
    }

    /// Makes the error that requires the user to confirm their identity. `claims` is the challenge for the next
    /// authorization request.
    pub fn more_proof_required(error: &str, claims: Option<String>) -> Self {
        let message = "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access this resource.";
        let suberror = Some("basic_action".to_owned());
        Self { suberror, claims, ..Self::bad_request(error, Aadsts::MORE_PROOF_REQUIRED, message) }
    }

    pub fn unsupported_value(name: &str, why: &str) -> Self {
        let message = format!("The value of the parameter '{name}' is not valid: {why}.");
        Self::bad_request("invalid_request", Aadsts::UNSUPPORTED_VALUE, &message)
    }

    pub fn with_error_uri(self) -> Self {
        Self { has_error_uri: true, ..self }
    }

    /// Returns the report of this error for one response, with a new trace ID.
    pub fn report(self, dialect: Dialect, timestamp: String, correlation_id: String) -> Report {
        Report { problem: self, dialect, trace_id: guid(), correlation_id, timestamp }
    }
}

/// A [`Problem`] with the trace ID, the correlation ID and the time of one response.
#[derive(Clone, Debug)]
pub struct Report {
    pub problem: Problem,
    dialect: Dialect,
    pub trace_id: String,
    pub correlation_id: String,
    pub timestamp: String,
}

impl Report {
    /// Returns the code of the error, such as `AADSTS50011`.
    pub fn code(&self) -> String {
        self.dialect.code(self.problem.number)
    }

    pub fn description(&self) -> String {
        let Self { problem, trace_id, correlation_id, timestamp, .. } = self;
        let message = &problem.message;
        let code = self.code();
        match self.dialect {
            Dialect::Entra => {
                format!(
                    "{code}: {message} Trace ID: {trace_id} Correlation ID: {correlation_id} Timestamp: {timestamp}"
                )
            }
            Dialect::B2c => {
                format!("{code}: {message}\r\nCorrelation ID: {correlation_id}\r\nTimestamp: {timestamp}\r\n")
            }
        }
    }

    /// Returns the parameters of an authorization response with this error.
    pub fn parameters(&self, origin: &str) -> Vec<(&'static str, String)> {
        let mut parameters = vec![("error", self.problem.error.clone()), ("error_description", self.description())];
        if self.dialect == Dialect::Entra {
            parameters.push(("error_uri", error_uri(origin, self.problem.number)));
        }
        parameters.extend(self.problem.suberror.clone().map(|suberror| ("suberror", suberror)));
        parameters.extend(self.problem.claims.clone().map(|claims| ("claims", claims)));
        parameters
    }

    /// Returns the data of the error page (`$Config`), from which tools read the error. Entra ID's page has it in a script.
    pub fn page_config(&self) -> Html {
        let number = self.problem.number.number().to_string();
        let config = json!({
            "iErrorCode": self.problem.number.number(),
            "sErrorCode": number,
            "strServiceExceptionMessage": self.description(),
            "strMainMessage": self.problem.message,
            "correlationId": self.correlation_id,
            "pgid": "ConvergedError",
        });
        Html::data("$Config=", &config)
    }

    /// Returns the JSON response of the token endpoint with this error.
    pub fn into_json(self, origin: &str) -> Response {
        let mut body = json!({ "error": self.problem.error, "error_description": self.description() });
        let mut add = |name: &str, value: Option<Value>| {
            if let (Some(members), Some(value)) = (body.as_object_mut(), value) {
                members.insert(name.to_owned(), value);
            }
        };
        if self.dialect == Dialect::Entra {
            add("error_codes", Some(json!([self.problem.number.number()])));
            add("timestamp", Some(json!(self.timestamp)));
            add("trace_id", Some(json!(self.trace_id)));
            add("correlation_id", Some(json!(self.correlation_id)));
            add("error_uri", self.problem.has_error_uri.then(|| json!(error_uri(origin, self.problem.number))));
            add("suberror", self.problem.suberror.map(Value::from));
            add("claims", self.problem.claims.map(Value::from));
        }
        let mut response = (self.problem.status, never_stored(&self.trace_id), Json(body)).into_response();
        if self.problem.status == StatusCode::UNAUTHORIZED {
            // RFC 6749, section 5.2, requires a `WWW-Authenticate` header if the client authentication failed.
            response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Basic"));
        }
        response
    }
}

/// Returns the headers of every response of the token endpoint, which forbid caching.
pub fn never_stored(request_id: &str) -> [(HeaderName, String); 3] {
    [
        (header::CACHE_CONTROL, "no-store, no-cache".to_owned()),
        (header::PRAGMA, "no-cache".to_owned()),
        (HeaderName::from_static("x-ms-request-id"), request_id.to_owned()),
    ]
}

fn error_uri(origin: &str, number: Aadsts) -> String {
    format!("{origin}{}?code={}", address::ERROR_PAGE, number.number())
}
