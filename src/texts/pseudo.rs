//! The pseudo-language of the tests: English with accents and longer words.

use std::borrow::Cow;

/// Returns a text in the pseudo-language.
pub(super) fn transform(text: &str) -> Cow<'_, str> {
    fluent_pseudo::transform(text, false, true)
}
