//! Tests of the sentences about error numbers.

use std::collections::BTreeSet;

use super::sentences;

#[test]
fn every_number_is_explained_in_a_sentence() {
    for (number, text) in sentences() {
        assert!(text.ends_with(['.', ')']) && text.starts_with(|first: char| first.is_uppercase()), "{number}: {text}");
        assert!(!text.contains("  ") && text.len() < 260, "{number}: {text}");
    }
}

#[test]
fn no_number_has_two_sentences() {
    let numbers: Vec<_> = sentences().map(|(number, _)| number).collect();
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
}
