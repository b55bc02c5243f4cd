//! JSON of other servers: unreadable characters become the replacement character, and the rest stays readable.
//!
//! `serde_json` rejects a whole document for one lone surrogate, one byte that is not UTF-8, or a byte order mark. That is right
//! for claims that are verified. A name that is only shown, or the description of an error, must not prevent a sign-in.

use std::borrow::Cow;

/// Returns a JSON document without a byte order mark, invalid UTF-8, and escapes of lone surrogates: each of the last two becomes
/// U+FFFD.
pub fn readable(document: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document));
    // Only an escape that begins like this can be a surrogate.
    if text.contains(r"\ud") || text.contains(r"\uD") { Cow::Owned(without_lone_surrogates(&text)) } else { text }
}

fn without_lone_surrogates(text: &str) -> String {
    let (mut readable, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, escape)) = rest.split_once('\\') {
        readable.push_str(before);
        let length = match unit(escape) {
            Some(0xd800..=0xdbff) if is_low(escape.get(5..)) => 11,
            Some(0xd800..=0xdfff) => {
                readable.push_str("\\ufffd");
                rest = escape.get(5..).unwrap_or_default();
                continue;
            }
            Some(_) => 5,
            // A backslash and the one character that it escapes.
            None => escape.chars().next().map_or(0, char::len_utf8),
        };
        let (escaped, after) = escape.split_at(length);
        readable.push('\\');
        readable.push_str(escaped);
        rest = after;
    }
    readable.push_str(rest);
    readable
}

/// Returns whether a text starts with the escape of a low surrogate, which completes a pair.
fn is_low(text: Option<&str>) -> bool {
    let escape = text.and_then(|text| text.strip_prefix('\\'));
    escape.and_then(unit).is_some_and(|unit| (0xdc00..=0xdfff).contains(&unit))
}

/// Reads the code unit of an escape `uXXXX`, after its backslash.
fn unit(escape: &str) -> Option<u32> {
    let digits = escape.strip_prefix('u')?.get(..4)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::readable;

    fn text(document: &[u8]) -> Option<String> {
        serde_json::from_str::<Value>(&readable(document)).ok()?.as_str().map(str::to_owned)
    }

    #[test]
    fn a_lone_surrogate_becomes_the_replacement_character() {
        for (document, expected) in [
            (r#""Ada \ud83d""#, "Ada \u{fffd}"),
            (r#""\ude00 Ada""#, "\u{fffd} Ada"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
            (r#""\ud83dA""#, "\u{fffd}A"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""\ud83d\ude00""#, "\u{1f600}"),
            (r#""\\ud83d""#, "\\ud83d"),
            (r#""a\"b\/c""#, "a\"b/c"),
        ] {
            assert_eq!(text(document.as_bytes()).as_deref(), Some(expected), "{document}");
        }
        assert_eq!(text(b"\"Jos\xe9\"").as_deref(), Some("Jos\u{fffd}"));
        assert_eq!(text(b"\xef\xbb\xbf\"Ada\"").as_deref(), Some("Ada"));
    }

    proptest! {
        #[test]
        fn valid_json_is_not_changed(value in "\\PC*", other in "(\\\\|u|d83d|\"|é){0,12}") {
            let document = Value::from(value.clone()).to_string();
            prop_assert_eq!(text(document.as_bytes()), Some(value));
            let _ = readable(other.as_bytes());
        }
    }
}
