//! The languages of the app, and the facts about each.

use icu_locale_core::{Locale, locale};

/// A language in which the app shows its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    English,
    German,
    Spanish,
    French,
    Japanese,
    Arabic,
    /// English with accents and longer words, which makes a text visible that is not in the catalogue. No page offers it.
    Pseudo,
}

/// The direction of a language's script, as the `dir` attribute of HTML names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// Returns the value of the `dir` attribute.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// The languages that pages offer, in the order of the menu.
    pub const OFFERED: [Self; 6] =
        [Self::English, Self::German, Self::Spanish, Self::French, Self::Japanese, Self::Arabic];

    /// All languages, with the pseudo-language of the tests.
    pub const ALL: [Self; 7] =
        [Self::English, Self::German, Self::Spanish, Self::French, Self::Japanese, Self::Arabic, Self::Pseudo];

    /// Returns the language tag (BCP 47), as the `lang` attribute, the cookie and `ui_locales` have it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Japanese => "ja",
            Self::Arabic => "ar",
            Self::Pseudo => "en-XA",
        }
    }

    /// Returns the locale whose rules dates and numbers follow. The English is British, so that the day comes before the month.
    pub(super) const fn locale(self) -> Locale {
        match self {
            Self::English | Self::Pseudo => locale!("en-GB"),
            Self::German => locale!("de"),
            Self::Spanish => locale!("es"),
            Self::French => locale!("fr"),
            Self::Japanese => locale!("ja"),
            Self::Arabic => locale!("ar"),
        }
    }

    /// Returns the name of the language in that language.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::French => "Français",
            Self::Japanese => "日本語",
            Self::Arabic => "العربية",
            Self::Pseudo => "Pseudo",
        }
    }

    /// Returns the direction of the script.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Arabic => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// Returns the language with this tag. Upper and lower case are the same (RFC 5646 §2.1.1).
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }
}
