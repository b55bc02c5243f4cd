//! Entity tags (RFC 9110 §8.8.3): the version of a resource, which the API names and the app only repeats.

use reqwest::header::{ETAG, HeaderMap, HeaderValue};

/// Upper bound of a tag in bytes. A longer tag is ignored.
const LONGEST: usize = 512;

/// The version of a resource, as the API names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityTag(HeaderValue);

impl EntityTag {
    /// Parses a tag that a form or a record has kept. `None` if it is not an entity tag.
    pub fn parse(text: &str) -> Option<Self> {
        let opaque = text.strip_prefix("W/").unwrap_or(text);
        let inside = opaque.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))?;
        let is_tag = text.len() <= LONGEST && inside.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
        let value = is_tag.then(|| HeaderValue::from_str(text).ok()).flatten();
        value.map(Self)
    }

    /// Returns the tag as text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// Reads the tag of a response. `None` if it has no tag, or an invalid one.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        Self::parse(headers.get(ETAG)?.to_str().ok()?)
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::EntityTag;

    #[test]
    fn only_well_formed_tags_are_repeated() {
        for tag in ["\"1\"", "W/\"JzEtVGFzaw==\"", "\"\""] {
            assert_eq!(EntityTag::parse(tag).unwrap().as_str(), tag);
        }
        let long = format!("\"{}\"", "a".repeat(511));
        for text in ["", "1", "*", "\"1", "w/\"1\"", "\"a\"b\"", "\"a b\"", "\"a\r\nx: y\"", "\"\u{fc}\"", &long] {
            assert_eq!(EntityTag::parse(text), None, "{text}");
        }
    }
}
