//! The `WWW-Authenticate` header of the downstream API (RFC 9110 §11.6.1): the further claims that it requires.
//!
//! Microsoft's APIs write the header in several ways: several challenges in one header or in several headers, base64 of
//! either alphabet, with and without padding. Therefore a malformed challenge is accepted if its meaning is clear, and
//! ignored if it is ambiguous.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};
use serde_json::{Map, Value};

/// Upper bound of the encoded claims in a challenge, in bytes. Longer claims are ignored.
const LONGEST: usize = 16 * 1024;
const WHITESPACE: [char; 2] = [' ', '\t'];
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Returns the claims that the API requires, a JSON object as text. They are in the first `Bearer` challenge that has
/// `error="insufficient_claims"` and valid claims.
pub fn claims_challenge(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .find_map(|value| challenges(&String::from_utf8_lossy(value.as_bytes())).iter().find_map(HttpChallenge::claims))
}

/// One challenge of the header: a scheme and its parameters, in the order of the header.
#[derive(Debug, PartialEq, Eq)]
struct HttpChallenge {
    scheme: String,
    parameters: Vec<(String, String)>,
}

impl HttpChallenge {
    fn new(scheme: &str) -> Self {
        Self { scheme: scheme.to_owned(), parameters: Vec::new() }
    }

    /// Returns the value of a parameter. `None` if it is missing or repeated, which RFC 9110 §11.2 forbids.
    fn parameter(&self, name: &str) -> Option<&str> {
        let mut values = self.parameters.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    fn claims(&self) -> Option<String> {
        let is_claims_challenge =
            self.scheme.eq_ignore_ascii_case("Bearer") && self.parameter("error") == Some("insufficient_claims");
        let encoded = self.parameter("claims").filter(|encoded| is_claims_challenge && encoded.len() <= LONGEST)?;
        let text = String::from_utf8(BASE64.decode(encoded.replace('+', "-").replace('/', "_")).ok()?).ok()?;
        serde_json::from_str::<Map<String, Value>>(&text).is_ok().then_some(text)
    }
}

/// Parses a header. A token before `=` is a parameter of the preceding challenge; any other token starts a new challenge.
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
        // After an unterminated string the rest of the header cannot be parsed.
        let Some((value, tail)) = value(given.trim_start_matches(WHITESPACE)) else { return found };
        if let Some(challenge) = found.last_mut() {
            challenge.parameters.push((name.to_owned(), value));
        }
        rest = tail;
    }
}

/// Splits a text after the `token` at its start (RFC 9110 §5.6.2). The token may be empty.
fn token(text: &str) -> (&str, &str) {
    let is_tchar = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    split_where(text, |c| !is_tchar(c))
}

/// Skips a `token68` (RFC 9110 §11.2), which may follow a scheme in place of parameters. Claims challenges do not use it.
fn without_token68(text: &str) -> &str {
    let begin = text.trim_start_matches(WHITESPACE);
    let (_, tail) = split_where(begin, |c| !(c.is_ascii_alphanumeric() || "-._~+/".contains(c)));
    let after = tail.trim_start_matches('=').trim_start_matches(WHITESPACE);
    if after.is_empty() || after.starts_with(',') { after } else { text }
}

/// Returns the value of a parameter, and the text after it. An unquoted value ends at the next comma or space, because
/// some APIs send base64 with padding without quotes, although it is not a token.
fn value(text: &str) -> Option<(String, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        return unquoted(quoted);
    }
    let (plain, tail) = split_where(text, |c| c == ',' || WHITESPACE.contains(&c));
    Some((plain.to_owned(), tail))
}

/// Returns the text of a `quoted-string` (RFC 9110 §5.6.4) after its opening quote, and the text after it.
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

/// Skips a string or character that is neither a scheme nor a parameter. `None` at the end of the header.
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
