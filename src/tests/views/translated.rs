//! The check that a page has no English text in the pseudo-language, which changes every message of the catalogue.

use std::collections::BTreeSet;

use leptos_entra::{
    texts::{Language, while_in},
    web::Page,
};

use super::{between, rendered};

/// Parts of a page that are the same in every language.
#[derive(Clone, Copy, Default)]
pub struct Untranslated<'a> {
    /// Texts of the example, such as names of users.
    pub data: &'a [&'a str],
    /// The beginnings and ends of elements that contain only data of the example, or that are English in every language.
    pub elements: &'a [(&'a str, &'a str)],
}

/// Names of products and units.
const NAMES: &str = "Leptos Entra Microsoft ID Graph UTC kB";
/// Attributes that contain a text for users.
const TEXT_ATTRIBUTES: [&str; 5] = [" aria-label=\"", " alt=\"", " title=\"", " placeholder=\"", " data-copy=\""];

/// Asserts that the title and the content of a page have no English word.
pub fn assert_translated(name: &str, untranslated: Untranslated<'_>, page: impl Fn() -> Page) {
    let Untranslated { data, elements } = untranslated;
    let words = |language| while_in(language, || english_words(&texts(&content(page(), elements))));
    assert!(words(Language::English).len() > 3, "{name}: the words of the English page are found");
    let known: BTreeSet<_> = data.iter().copied().chain([NAMES]).flat_map(english_words).collect();
    let left: Vec<_> = words(Language::Pseudo).difference(&known).cloned().collect();
    assert!(left.is_empty(), "{name}: {left:?}");
}

/// Returns the HTML of the title and the content of a page, without these elements.
fn content(page: Page, elements: &[(&str, &str)]) -> String {
    let html = rendered(page);
    let main = between(&html, "<main id=\"main\" tabindex=\"-1\">", "</main>");
    let main = elements.iter().fold(main.to_owned(), |html, element| without(&html, *element));
    ["<p>", between(&html, "<title>", "</title>"), "</p>", &main].concat()
}

fn without(html: &str, (from, to): (&str, &str)) -> String {
    let mut parts = html.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| [text.as_str(), " ", part.split_once(to).map_or("", |(_, rest)| rest)].concat())
}

/// Returns the texts of a page without its markup: the text of elements, and the attributes that users hear or see.
fn texts(html: &str) -> String {
    let mut texts = String::new();
    for (index, part) in html.split('<').enumerate() {
        let (tag, text) = if index == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        for attribute in TEXT_ATTRIBUTES {
            texts.push_str(tag.split_once(attribute).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default());
            texts.push(' ');
        }
        texts.push_str(text);
        texts.push(' ');
    }
    ["&lt;", "&gt;", "&amp;", "&quot;", "&#39;"].iter().fold(texts, |texts, entity| texts.replace(entity, " "))
}

/// Returns the words of a text that have only letters of ASCII. In the pseudo-language, only vowels are letters of ASCII.
fn english_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    let is_english = |word: &&str| word.is_ascii() && word.chars().any(|letter| !"aeiouAEIOU".contains(letter));
    words.filter(|word| word.len() > 1).filter(is_english).map(str::to_owned).collect()
}
