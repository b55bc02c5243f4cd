//! The text of an error with its causes, for the log and for the operator.

use std::error::Error;

/// Returns the texts of an error and its causes, joined by colons. A cause that the error repeats in its own text is
/// left out.
pub fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.ends_with(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        next = cause.source();
    }
    text
}
