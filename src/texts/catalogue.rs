//! The messages of all languages, parsed once when the first text is needed.

use std::{collections::HashMap, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use super::{Direction, Language, language, numbers, pseudo};

/// The value of a message's argument: a text or a number.
pub type Argument<'a> = FluentValue<'a>;

/// Stands for an element of the page inside a message: the "object replacement character" of Unicode.
const ELEMENT: &str = "\u{fffc}";

static CATALOGUE: LazyLock<HashMap<Language, FluentBundle<FluentResource>>> =
    LazyLock::new(|| Language::ALL.into_iter().map(|language| (language, bundle(language))).collect());

/// The files of a language. A file that a language lacks is an error of the compiler.
macro_rules! files {
    ($folder:literal) => {
        &[
            include_str!(concat!($folder, "/account.ftl")),
            include_str!(concat!($folder, "/accounts.ftl")),
            include_str!(concat!($folder, "/administration.ftl")),
            include_str!(concat!($folder, "/dashboard.ftl")),
            include_str!(concat!($folder, "/device.ftl")),
            include_str!(concat!($folder, "/failures.ftl")),
            include_str!(concat!($folder, "/frame.ftl")),
            include_str!(concat!($folder, "/home.ftl")),
            include_str!(concat!($folder, "/islands.ftl")),
            include_str!(concat!($folder, "/sign_in.ftl")),
        ]
    };
}

/// Returns the contents of a language's files.
pub(super) const fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English | Language::Pseudo => files!("en"),
        Language::German => files!("de"),
        Language::Spanish => files!("es"),
        Language::French => files!("fr"),
        Language::Japanese => files!("ja"),
        Language::Arabic => files!("ar"),
    }
}

/// Returns a message in the language of the request, with its arguments.
///
/// A message that the language lacks is returned in English. The tests fail for such a message, for a message that no file has, and for
/// a wrong argument.
pub fn format<'a, const N: usize>(id: &str, arguments: [(&'static str, Argument<'a>); N]) -> String {
    let arguments: FluentArgs<'a> = arguments.into_iter().collect();
    let languages = [language(), Language::English];
    let found = languages.into_iter().find_map(|language| of_bundle(CATALOGUE.get(&language)?, id, &arguments));
    found.unwrap_or_else(|| {
        tracing::error!(id, "a text is missing");
        id.to_owned()
    })
}

/// Returns the parts of a message before and after its argument `element`, for a page that has an element in the middle of a sentence.
pub fn around(id: &str) -> (String, String) {
    let whole = format(id, [("element", Argument::from(ELEMENT))]);
    whole
        .split_once(ELEMENT)
        .map(|(before, after)| (before.to_owned(), after.to_owned()))
        .unwrap_or((whole, String::new()))
}

fn of_bundle(bundle: &FluentBundle<FluentResource>, id: &str, arguments: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(id, "a text has an argument that is missing");
    }
    Some(text)
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
    // In a right-to-left text, names and numbers need isolation. In the others it would only add invisible characters.
    bundle.set_use_isolating(language.direction() == Direction::RightToLeft);
    if language == Language::Pseudo {
        bundle.set_transform(Some(pseudo::transform));
    }
    bundle.set_formatter(Some(numbers::of_argument));
    for file in files(language) {
        // The tests fail for a file with an error. The other messages of the file stay usable.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}
