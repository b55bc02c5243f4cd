//! Tests of the texts on the sign-in failure page: they exist, are distinct, and are sentences.

use std::collections::BTreeSet;

use super::{
    for_developers::developer,
    words::{Words, words},
};
use crate::{server::sign_in_problem::SignInProblemKind as Kind, texts};

#[test]
fn every_problem_kind_has_its_own_texts() {
    let distinct =
        |text: fn(&Words) -> &'static str| Kind::ALL.map(words).iter().map(text).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|words| words.what_happened), Kind::ALL.len());
    assert!(distinct(|words| words.administrator) >= Kind::ALL.len() - 1, "two have nothing to tell an administrator");
    assert_eq!(Kind::ALL.map(developer).into_iter().collect::<BTreeSet<_>>().len(), Kind::ALL.len());
}

#[test]
fn every_text_is_a_sentence() {
    // A message that does not exist is its ID, which is no sentence.
    let of_message = |id| texts::format(id, []);
    let of_classes = Kind::ALL.into_iter().flat_map(|kind| {
        let Words { what_happened, what_next, administrator, .. } = words(kind);
        [of_message(what_happened), of_message(what_next), of_message(administrator), developer(kind).to_owned()]
    });
    for text in of_classes {
        assert!(text.ends_with(['.', ')']) && text.starts_with(|first: char| first.is_uppercase()), "{text}");
        assert!(!text.contains("  ") && text.len() < 260, "{text}");
    }
}
