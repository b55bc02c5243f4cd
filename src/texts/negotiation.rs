//! The choice of the language by the `Accept-Language` header (RFC 9110 §12.5.4).

use super::Language;

/// The largest number of ranges that are read. Browsers send fewer than ten.
const MOST_RANGES: usize = 32;

/// Returns the language with the highest weight that the app has. `None` if the header names none of the app's languages.
///
/// A range matches by its primary language (RFC 4647 §3.4), because the app has one form of each language: `de-AT` is German. A `*`
/// matches nothing, because it expresses no preference.
pub fn negotiate(accept_language: &str) -> Option<Language> {
    let ranges = accept_language.split(',').take(MOST_RANGES).filter_map(weighted);
    let mut best: Option<(Language, f32)> = None;
    for (language, weight) in ranges {
        // The first of several ranges with the same weight counts.
        if weight > best.map_or(0.0, |(_, weight)| weight) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// Returns the language and the weight of a range such as `de-AT;q=0.8`.
fn weighted(range: &str) -> Option<(Language, f32)> {
    let (tag, parameter) = range.split_once(';').unwrap_or((range, "q=1"));
    let (name, value) = parameter.trim().split_once('=')?;
    let weight: f32 = value.trim().parse().ok().filter(|weight| (0.0..=1.0).contains(weight))?;
    let tag = tag.trim();
    let primary = tag.split('-').next().unwrap_or(tag);
    let language = Language::of_tag(tag).or_else(|| Language::of_tag(primary))?;
    name.trim().eq_ignore_ascii_case("q").then_some((language, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_with_the_highest_weight_wins() {
        assert_eq!(negotiate("fr;q=0.5, de;q=0.9, en;q=0.1"), Some(Language::German));
        assert_eq!(negotiate("ja"), Some(Language::Japanese));
        assert_eq!(negotiate("es, fr"), Some(Language::Spanish));
        assert_eq!(negotiate("nl, pl;q=0.9, ar-EG ; q=0.3"), Some(Language::Arabic));
    }

    #[test]
    fn a_regional_range_matches_its_primary_language() {
        assert_eq!(negotiate("de-AT, en;q=0.9"), Some(Language::German));
        assert_eq!(negotiate("EN-us"), Some(Language::English));
        assert_eq!(negotiate("en-XA"), Some(Language::Pseudo));
    }

    #[test]
    fn a_header_without_a_language_of_the_app_matches_nothing() {
        for header in ["", "*", "nl", "de;q=0", "de;q=2", "de;q=x", "de;level=1", ";;;", "de;q=NaN", "german"] {
            assert_eq!(negotiate(header), None, "{header}");
        }
    }

    #[test]
    fn ranges_beyond_the_limit_are_ignored() {
        let header = ["nl,".repeat(MOST_RANGES), "de".to_owned()].concat();
        assert_eq!(negotiate(&header), None);
    }
}
