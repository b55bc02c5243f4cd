//! Tests of the texts on the sign-in failure page: they are complete, distinct, and in sentences.

use std::collections::BTreeSet;

use super::words::{Words, words};
use crate::server::sign_in_problem::SignInProblemKind as Kind;

#[test]
fn every_problem_kind_has_its_own_texts() {
    let texts: Vec<_> = Kind::ALL.map(words).into();
    let distinct = |text: fn(&Words) -> &'static str| texts.iter().map(text).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|words| words.what_happened), Kind::ALL.len());
    assert_eq!(distinct(|words| words.developer), Kind::ALL.len());
    assert!(distinct(|words| words.administrator) >= Kind::ALL.len() - 1, "two have nothing to tell an administrator");
}

#[test]
fn every_text_is_a_sentence() {
    let of_classes = Kind::ALL
        .map(words)
        .into_iter()
        .flat_map(|words| [words.what_happened, words.what_next, words.administrator, words.developer]);
    for text in of_classes {
        assert!(text.ends_with(['.', ')']) && text.starts_with(|first: char| first.is_uppercase()), "{text}");
        assert!(!text.contains("  ") && text.len() < 260, "{text}");
    }
}
