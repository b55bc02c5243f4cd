//! An OAuth error that the provider sends (RFC 6749 §4.1.2.1 and §5.2), with the members that Microsoft adds.
//!
//! The description (`error_description`) is free text that an attacker can put into a callback URL. Therefore only
//! numbers and IDs of a known form are read from it, and it is neither shown nor logged.

use serde_json::{Map, Value};

use super::{ClaimsRequest, readable::readable};
use crate::server::entra::is_guid;

/// Upper bound of Microsoft's error numbers, which have up to nine digits.
const LARGEST_NUMBER: u64 = 999_999_999;

/// An OAuth error that the provider sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorResponse {
    /// The error code (`error`): lower-case letters, digits and underscores; `unknown` for any other text.
    pub error: String,
    /// A more precise error code (`suberror`), of the same form.
    pub suberror: Option<String>,
    /// Microsoft's error number, e.g. `AADSTS65004` or `AADB2C90118`. For explanations only: Microsoft advises against
    /// reacting to it.
    pub number: Option<String>,
    pub trace_id: Option<String>,
    pub correlation_id: Option<String>,
    /// The time of the error at Microsoft: `YYYY-MM-DD HH:MM:SSZ`, or with a `T` between date and time.
    pub timestamp: Option<String>,
    /// The claims that the provider requires in another sign-in (claims challenge).
    pub claims: Option<ClaimsRequest>,
}

impl ErrorResponse {
    /// Parses a JSON error of a token endpoint, a device authorization endpoint or Graph's sign-in service.
    ///
    /// Only `error` is required. Another member counts as missing if it does not have the expected form.
    pub fn from_json(body: &[u8]) -> Option<Self> {
        let body: Map<String, Value> = serde_json::from_str(&readable(body)).ok()?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let mut parsed = Self::from_parameters(text("error")?, text("error_description"));
        parsed.suberror = text("suberror").filter(|suberror| is_code(suberror));
        let number = || body.get("error_codes")?.get(0)?.as_u64().filter(|number| *number <= LARGEST_NUMBER);
        parsed.number = parsed.number.or_else(|| number().map(|number| format!("AADSTS{number}")));
        parsed.trace_id = text("trace_id").filter(|id| is_guid(id)).or(parsed.trace_id);
        parsed.correlation_id = text("correlation_id").filter(|id| is_guid(id)).or(parsed.correlation_id);
        parsed.timestamp = text("timestamp").filter(|time| is_timestamp(time)).or(parsed.timestamp);
        parsed.claims = match body.get("claims") {
            Some(Value::String(text)) => ClaimsRequest::parse(text),
            Some(other) => ClaimsRequest::parse(&other.to_string()),
            None => None,
        };
        Some(parsed)
    }

    /// Parses a form-encoded error, which some token endpoints send instead of JSON.
    pub fn from_form(body: &[u8]) -> Option<Self> {
        let value = |name: &str| {
            url::form_urlencoded::parse(body).find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
        };
        let error = value("error").filter(|error| !error.is_empty())?;
        Some(Self::from_parameters(error, value("error_description")))
    }

    /// Returns whether the user can continue with another authorization request, without losing the session (OpenID Connect
    /// Core §3.1.2.6). For a missing consent, and sometimes for conditional access, Microsoft sends `invalid_grant`. Then
    /// `suberror` or `claims` distinguish it from an expired refresh token.
    pub fn requires_interaction(&self) -> bool {
        const BY_THE_USER: [&str; 4] = ["consent_required", "basic_action", "additional_action", "message_only"];
        match self.error.as_str() {
            "interaction_required" | "consent_required" | "login_required" => true,
            "invalid_grant" => {
                self.claims.is_some()
                    || self.suberror.as_deref().is_some_and(|suberror| BY_THE_USER.contains(&suberror))
            }
            _ => false,
        }
    }

    /// Creates an error from `error` and `error_description`, the parameters of an authorization response.
    pub fn from_parameters(error: String, description: Option<String>) -> Self {
        let description = description.unwrap_or_default();
        Self {
            error: if is_code(&error) { error } else { "unknown".to_owned() },
            suberror: None,
            number: number_in(&description),
            trace_id: after(&description, "Trace ID:", 36).filter(|id| is_guid(id)),
            correlation_id: after(&description, "Correlation ID:", 36).filter(|id| is_guid(id)),
            timestamp: after(&description, "Timestamp:", 20).filter(|time| is_timestamp(time)),
            claims: None,
        }
    }
}

fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Returns whether the text is a time such as `2026-08-13 21:24:29Z`, or with a `T`.
fn is_timestamp(text: &str) -> bool {
    text.len() == 20
        && text.bytes().zip(*b"dddd-dd-dd dd:dd:ddZ").all(|(byte, form)| match form {
            b'd' => byte.is_ascii_digit(),
            b' ' => byte == b' ' || byte == b'T',
            other => byte == other,
        })
}

/// Returns the text of this length after a label of Microsoft's description. Older descriptions separate their parts by
/// line breaks, newer ones by spaces.
fn after(text: &str, label: &str, length: usize) -> Option<String> {
    let (_, tail) = text.split_once(label)?;
    tail.trim_start().get(..length).map(str::to_owned)
}

fn number_in(text: &str) -> Option<String> {
    ["AADSTS", "AADB2C"].into_iter().find_map(|prefix| {
        let (_, tail) = text.split_once(prefix)?;
        let digits = tail.bytes().take_while(u8::is_ascii_digit).take(9).count();
        (digits > 0).then(|| format!("{prefix}{}", tail.get(..digits).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::ErrorResponse;

    #[test]
    fn a_captured_error_of_entra_id_is_parsed() {
        let captured = br#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Trace ID: 0a1b2c3d-0000-4000-8000-000000000001 Correlation ID: 0a1b2c3d-0000-4000-8000-000000000002 Timestamp: 2026-08-13 21:24:29Z","error_codes":[7000215],"timestamp":"2026-08-13 21:24:29Z","trace_id":"0a1b2c3d-0000-4000-8000-000000000001","correlation_id":"0a1b2c3d-0000-4000-8000-000000000002","error_uri":"https://login.microsoftonline.com/error?code=7000215"}"#;
        let error = ErrorResponse::from_json(captured).unwrap();
        assert_eq!(error.error, "invalid_client");
        assert_eq!(error.number.as_deref(), Some("AADSTS7000215"));
        assert_eq!(error.trace_id.as_deref(), Some("0a1b2c3d-0000-4000-8000-000000000001"));
        assert_eq!(error.timestamp.as_deref(), Some("2026-08-13 21:24:29Z"));
    }

    #[test]
    fn ids_are_found_in_a_description_with_line_breaks() {
        let description = "AADSTS65004: User declined.\r\nTrace ID: 0a1b2c3d-0000-4000-8000-000000000001\r\nCorrelation ID: 0a1b2c3d-0000-4000-8000-000000000002\r\nTimestamp: 2026-08-13 21:24:29Z";
        let error = ErrorResponse::from_parameters("access_denied".into(), Some(description.into()));
        assert_eq!(error.number.as_deref(), Some("AADSTS65004"));
        assert_eq!(error.correlation_id.as_deref(), Some("0a1b2c3d-0000-4000-8000-000000000002"));
    }

    #[test]
    fn error_text_of_unknown_form_is_dropped() {
        let error = ErrorResponse::from_parameters(
            "<script>".into(),
            Some("Call 0800-EVIL now! Trace ID: call-0800-evil-now-or-be-sorry-for-ever Timestamp: soon".into()),
        );
        assert_eq!(error, ErrorResponse::from_parameters("unknown".into(), None));
    }

    #[test]
    fn a_timestamp_has_a_space_or_a_t_before_the_hour() {
        let time = |text: &str| {
            let description = format!("Timestamp: {text}");
            ErrorResponse::from_parameters("access_denied".into(), Some(description)).timestamp
        };
        for known in ["2026-08-13 21:24:29Z", "2026-08-13T21:24:29Z"] {
            assert_eq!(time(known).as_deref(), Some(known));
        }
        for odd in ["2026-08-13x21:24:29Z", "2026-08-13-21:24:29Z", "2026-08-13 21:24:2aZ", "2026-08-13 21.24:29Z"] {
            assert_eq!(time(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_malformed_error_member_counts_as_missing() {
        let parse =
            |members: &str| ErrorResponse::from_json(format!(r#"{{"error":"invalid_grant"{members}}}"#).as_bytes());
        let plain = parse("").unwrap();
        for members in [
            r#","error_description":17,"suberror":[],"error_codes":"7000215","trace_id":{},"timestamp":null,"claims":7"#,
            r#","error_codes":[],"correlation_id":"0a1b2c3d","suberror":"Call 0800-EVIL","claims":"{""#,
            r#","error_codes":[1000000000],"error_codes":[-1],"claims":"[]""#,
        ] {
            assert_eq!(parse(members).as_ref(), Some(&plain), "{members}");
        }
        for body in ["", "{}", "[]", r#"{"error":null}"#, r#"{"error":{"code":"a"}}"#, r#""error""#] {
            assert_eq!(ErrorResponse::from_json(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn an_unreadable_character_in_the_description_hides_no_error() {
        for body in [
            &b"{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70008: g\xfcltig\"}"[..],
            br#"{"error":"invalid_grant","error_description":"AADSTS70008: \ud83d"}"#,
            b"\xef\xbb\xbf{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70008\"}",
        ] {
            let error = ErrorResponse::from_json(body).unwrap();
            assert_eq!((error.error.as_str(), error.number.as_deref()), ("invalid_grant", Some("AADSTS70008")));
        }
    }

    proptest::proptest! {
        #[test]
        fn given_any_input_then_the_error_parser_does_not_panic(body in "\\PC*", error in "\\PC*") {
            let _ = ErrorResponse::from_json(body.as_bytes());
            let _ = ErrorResponse::from_parameters(error.clone(), Some(format!("AADSTS{error} Trace ID:{error}é")));
        }
    }
}
