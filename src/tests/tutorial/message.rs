//! The parts of a message as the comparison sees them: random values are equal to each other, and lists have no order.

use std::collections::BTreeMap;

use url::form_urlencoded;

use super::flask;
use crate::cast;

/// The names of parameters and headers whose values are random or depend on the time.
const RANDOM: [&str; 9] = [
    "state",
    "nonce",
    "code_challenge",
    "code",
    "code_verifier",
    "client-request-id",
    "client_secret",
    "id_token_hint",
    "logout_hint",
];

/// A message: the values by the names of its parameters, headers or attributes.
pub type Message = BTreeMap<String, String>;

/// Returns the target and the parameters of a URL.
pub fn of_url(address: &str) -> Message {
    let (target, query) = address.split_once('?').unwrap_or((address, ""));
    let target = ("address".to_owned(), target.to_owned());
    form_urlencoded::parse(query.as_bytes()).into_owned().map(plain).chain([target]).collect()
}

/// Returns the fields of a form and the headers of a request, without those that every HTTP client adds.
pub fn of_request(request: &str) -> Message {
    const OF_CLIENTS: [&str; 5] = ["accept-encoding", "connection", "content-length", "host", "user-agent"];
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let fields = form_urlencoded::parse(body.as_bytes()).into_owned().map(plain);
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let headers = headers.filter(|(name, _)| !OF_CLIENTS.contains(&name.as_str())).map(plain);
    headers.map(|(name, value)| (format!("{name}:"), value)).chain(fields).collect()
}

/// Returns the attributes of the cookie that holds the session.
pub fn of_cookie(cookie: &str) -> Message {
    let mut parts = cookie.split("; ");
    let name = parts.next().and_then(|pair| pair.split_once('=')).map_or("", |(name, _)| name);
    let attributes = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, "yes"));
        let value = if name == "Expires" { "a date" } else { value };
        (name.to_owned(), value.to_owned())
    });
    attributes.chain([("name".to_owned(), name.to_owned())]).collect()
}

/// Returns what a browser sees of a page besides its texts.
pub fn of_page(page: &cast::Page) -> Message {
    page_of(page.status.as_u16(), |name| page.header(name).to_owned())
}

/// Returns what a browser sees of a page of the Flask app besides its texts.
pub fn of_flask_page(page: &flask::Response) -> Message {
    page_of(page.status, |name| page.header(name).to_owned())
}

fn page_of(status: u16, header: impl Fn(&str) -> String) -> Message {
    let headers = ["cache-control", "location"].map(|name| (name.to_owned(), header(name)));
    headers
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .chain([("status".to_owned(), status.to_string())])
        .collect()
}

/// Replaces a random value, and sorts a list of scopes.
fn plain((name, value): (String, String)) -> (String, String) {
    let value = match name.as_str() {
        "scope" => {
            let mut scopes: Vec<_> = value.split(' ').collect();
            scopes.sort_unstable();
            scopes.join(" ")
        }
        "authorization" => "Bearer, an access token".to_owned(),
        telemetry if telemetry.starts_with("x-client-") => "telemetry".to_owned(),
        random if RANDOM.contains(&random) => "a value".to_owned(),
        _ => value,
    };
    (name, value)
}
