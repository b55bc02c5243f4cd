//! The `WWW-Authenticate` header of the downstream API (RFC 9110 §11.6.1): which further claims it asks for.
//!
//! Microsoft's APIs write it in more ways than one: several challenges in one header or in several, base64 of either
//! alphabet, with and without padding. So what is beside the rules without being ambiguous is read all the same; what is
//! ambiguous is no challenge.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};
use serde_json::{Map, Value};

/// Claims that are longer than this in the header are not what an API asks for.
const LONGEST: usize = 16 * 1024;
const WHITESPACE: [char; 2] = [' ', '\t'];
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Returns the claims that the API asks for, a JSON object as text: those of the first `Bearer` challenge with
/// `error="insufficient_claims"` that names any.
pub fn claims_challenge(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .find_map(|value| challenges(&String::from_utf8_lossy(value.as_bytes())).iter().find_map(HttpChallenge::claims))
}

/// One challenge: a scheme and its parameters, in the order in which they stand.
#[derive(Debug, PartialEq, Eq)]
struct HttpChallenge {
    scheme: String,
    parameters: Vec<(String, String)>,
}

impl HttpChallenge {
    fn new(scheme: &str) -> Self {
        Self { scheme: scheme.to_owned(), parameters: Vec::new() }
    }

    /// A parameter that stands there twice (RFC 9110 §11.2: it must not) has no value.
    fn parameter(&self, name: &str) -> Option<&str> {
        let mut values = self.parameters.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    fn claims(&self) -> Option<String> {
        let asks = self.scheme.eq_ignore_ascii_case("Bearer") && self.parameter("error") == Some("insufficient_claims");
        let encoded = self.parameter("claims").filter(|encoded| asks && encoded.len() <= LONGEST)?;
        let text = String::from_utf8(BASE64.decode(encoded.replace('+', "-").replace('/', "_")).ok()?).ok()?;
        serde_json::from_str::<Map<String, Value>>(&text).is_ok().then_some(text)
    }
}

/// Takes a header apart. A token before `=` is a parameter of the challenge before it; any other token begins one.
fn challenges(header: &str) -> Vec<HttpChallenge> {
    let mut found: Vec<HttpChallenge> = Vec::new();
    let mut rest = header;
    loop {
        rest = rest.trim_start_matches(WHITESPACE).trim_start_matches(',').trim_start_matches(WHITESPACE);
        let (name, tail) = token(rest);
        if name.is_empty() {
            let Some(skipped) = without_stray(rest) else { return found };
            rest = skipped;
            continue;
        }
        let Some(given) = tail.trim_start_matches(WHITESPACE).strip_prefix('=') else {
            found.push(HttpChallenge::new(name));
            rest = without_token68(tail);
            continue;
        };
        // A string that does not end ends the header.
        let Some((value, tail)) = value(given.trim_start_matches(WHITESPACE)) else { return found };
        if let Some(challenge) = found.last_mut() {
            challenge.parameters.push((name.to_owned(), value));
        }
        rest = tail;
    }
}

/// `token` of RFC 9110 §5.6.2, and what follows it.
fn token(text: &str) -> (&str, &str) {
    let is_tchar = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    split_where(text, |c| !is_tchar(c))
}

/// `token68` of RFC 9110 §11.2 may follow a scheme where parameters could; no challenge here uses it.
fn without_token68(text: &str) -> &str {
    let begin = text.trim_start_matches(WHITESPACE);
    let (_, tail) = split_where(begin, |c| !(c.is_ascii_alphanumeric() || "-._~+/".contains(c)));
    let after = tail.trim_start_matches('=').trim_start_matches(WHITESPACE);
    if after.is_empty() || after.starts_with(',') { after } else { text }
}

/// The value of a parameter, and what follows it. One without quotes goes on to the next comma or space: base64 with
/// padding is no token, and is sent as one all the same.
fn value(text: &str) -> Option<(String, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        return unquoted(quoted);
    }
    let (plain, tail) = split_where(text, |c| c == ',' || WHITESPACE.contains(&c));
    Some((plain.to_owned(), tail))
}

/// The text of a `quoted-string` of RFC 9110 §5.6.4 behind its opening quote, and what follows it.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return Some((value, text.get(index + 1..)?)),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

/// Leaves out what is neither a scheme nor a parameter; nothing, when nothing is left.
fn without_stray(text: &str) -> Option<&str> {
    match text.strip_prefix('"') {
        Some(quoted) => unquoted(quoted).map(|(_, tail)| tail),
        None => text.chars().next().and_then(|stray| text.get(stray.len_utf8()..)),
    }
}

fn split_where(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests;
