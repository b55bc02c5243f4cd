//! Tests of the texts: the files of all languages have the same messages, and the code uses each of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::{Language, catalogue::files};

/// The messages of a language, each with the names of its arguments.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in files(language) {
        let resource = FluentResource::try_new((*file).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
        for entry in resource.entries() {
            match entry {
                Entry::Message(message) => {
                    assert!(
                        message.attributes.is_empty(),
                        "{language:?}: attributes are not used: {}",
                        message.id.name
                    );
                    let mut arguments = BTreeSet::new();
                    in_pattern(message.value.as_ref().expect("a message has a text"), &mut arguments);
                    let doubled = found.insert(message.id.name.to_owned(), arguments);
                    assert!(doubled.is_none(), "{language:?}: {} is there twice", message.id.name);
                }
                Entry::Junk { content } => panic!("{language:?}: {content}"),
                _ => {}
            }
        }
    }
    found
}

fn in_pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, arguments);
        }
    }
}

fn in_expression(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            in_inline(selector, arguments);
            for variant in variants {
                in_pattern(&variant.value, arguments);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, arguments),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("this kind of expression is not used: {other:?}"),
    }
}

/// The words of the messages of a language, outside of arguments. Messages with fewer than three words are left out, because such a
/// word may be the same in two languages.
fn sentences(language: Language) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for file in files(language) {
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                let mut words = Vec::new();
                words_in(message.value.as_ref().expect("a message has a text"), &mut words);
                if words.len() >= 3 {
                    found.insert(message.id.name.to_owned(), words);
                }
            }
        }
    }
    found
}

fn words_in(pattern: &Pattern<&str>, words: &mut Vec<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let texts = value.split_whitespace().filter(|text| text.contains(char::is_alphabetic));
                words.extend(texts.map(str::to_owned));
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    words_in(&variant.value, words);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// Returns the code of the app, without comments, this file, the tests and the dev tenant.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !matches!(name, "tests" | "bench" | "dev_tenant" | "docs") {
                all.push_str(&sources(&path));
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") && path != Path::new(file!()) {
            let code = fs::read_to_string(&path).unwrap();
            all.extend(code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]));
        }
    }
    all
}

#[test]
fn all_languages_have_the_same_messages_and_arguments() {
    let english = messages(Language::English);
    // All findings at once, because the texts are compiled into the app: each further run compiles it again.
    let mut findings = Vec::new();
    for language in Language::OFFERED {
        let other = messages(language);
        let lacks = english.keys().filter(|id| !other.contains_key(*id));
        findings.extend(lacks.map(|id| format!("{language:?} lacks {id}")));
        for (id, arguments) in &other {
            match english.get(id) {
                None => findings.push(format!("{language:?} has {id}, which English lacks")),
                Some(expected) if expected != arguments => {
                    findings
                        .push(format!("{language:?} has {id} with the arguments {arguments:?}, English {expected:?}"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn no_sentence_of_another_language_is_english() {
    let english = sentences(Language::English);
    let mut findings = Vec::new();
    for language in Language::OFFERED.into_iter().filter(|language| *language != Language::English) {
        let sentences = sentences(language);
        let same = english.iter().filter(|(id, words)| sentences.get(*id) == Some(words));
        findings.extend(same.map(|(id, _)| format!("{language:?} has the English text of {id}")));
    }
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn pages_offer_every_language_but_the_pseudo_language() {
    let all: Vec<_> = Language::OFFERED.into_iter().chain([Language::Pseudo]).collect();
    assert_eq!(all, Language::ALL);
}

#[test]
fn the_code_uses_each_message() {
    let code = sources(Path::new("src"));
    let unused: Vec<_> =
        messages(Language::English).into_keys().filter(|id| !code.contains(&["\"", id, "\""].concat())).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The messages that name Microsoft or a product of it. Pages show them to members of an organization only, because customers see the
/// brand of the app only. `tests::customers` visits the pages of customers.
const OF_MICROSOFT: [&str; 21] = [
    "admin-consent-continue",
    "admin-consent-given-explanation",
    "admin-consent-given-next",
    "admin-consent-offered-explanation",
    "admin-consent-reported-given",
    "admin-consent-reported-refused",
    "admin-consent-reported-unverified",
    "admin-consent-unknown-explanation",
    "dashboard-files-empty",
    "dashboard-files-missing",
    "dashboard-forbidden",
    "dashboard-forbidden-request",
    "dashboard-forbidden-request-page",
    "dashboard-people-empty",
    "dashboard-presence-allow",
    "dashboard-teams-allow",
    "dashboard-teams-title",
    "dashboard-throttled",
    "sign-in-lead-microsoft",
    "sign-in-with-microsoft",
    "sign-out-at-microsoft",
];

#[test]
fn only_listed_messages_name_microsoft() {
    let names = ["Microsoft", "Entra", "Azure", "Outlook", "Teams", "OneDrive"];
    let mut found = BTreeSet::new();
    for file in Language::OFFERED.into_iter().flat_map(files) {
        let mut id = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            id = line.split_once(" =").map_or(id, |(id, _)| id);
            found.extend(names.iter().any(|name| line.contains(name)).then_some(id));
        }
    }
    assert_eq!(found, BTreeSet::from(OF_MICROSOFT));
}

#[test]
fn each_message_of_the_code_exists() {
    let (code, english) = (sources(Path::new("src")), messages(Language::English));
    for call in ["text!(\"", "texts::around(\"", "in_navigation(\"", "in_navigation_if(\""] {
        let ids = code.split(call).skip(1).map(|rest| rest.split('"').next().unwrap());
        let missing: Vec<_> = ids.filter(|id| !english.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
