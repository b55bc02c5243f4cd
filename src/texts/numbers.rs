//! Numbers in the language of the request, by the rules of its locale.

use fluent_bundle::FluentValue;
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};

use super::language;

/// Returns a number with the digits, the decimal separator and the groups of the language: `1,234.5` in English, `1.234,5` in German.
///
/// A number that identifies something, such as an error code, is passed as a text.
pub fn number(value: impl ToString) -> String {
    written(value.to_string())
}

/// Returns the text of a number that is an argument of a message. `None` for an argument of another type, which Fluent writes itself.
pub(super) fn of_argument<Memoizer>(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    if let FluentValue::Number(number) = value { Some(written(number.as_string().into_owned())) } else { None }
}

/// Returns the number of a decimal notation. Another text, such as that of an infinite number, is returned unchanged.
fn written(plain: String) -> String {
    let formatter = DecimalFormatter::try_new(language().locale().into(), DecimalFormatterOptions::default());
    match (formatter, plain.parse::<Decimal>()) {
        (Ok(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::texts::{Language, format, while_in};

    #[test]
    fn a_number_follows_the_rules_of_its_language() {
        for (language, text) in [
            (Language::English, "1,234,567.5"),
            (Language::German, "1.234.567,5"),
            (Language::Spanish, "1.234.567,5"),
            (Language::French, "1\u{202f}234\u{202f}567,5"),
            (Language::Japanese, "1,234,567.5"),
            (Language::Arabic, "1,234,567.5"),
        ] {
            assert_eq!(while_in(language, || number(1_234_567.5)), text, "{language:?}");
        }
        assert_eq!(while_in(Language::Spanish, || number(1234)), "1234");
        assert_eq!(number(u64::MAX), "18,446,744,073,709,551,615");
        assert_eq!(number(f64::NAN), "NaN");
    }

    #[test]
    fn a_number_in_a_message_follows_the_rules_of_its_language() {
        let size = || format("size-kilobytes", [("count", 1234.5.into())]);
        assert_eq!(while_in(Language::English, size), "1,234.5 kB");
        assert!(while_in(Language::German, size).starts_with("1.234,5"));
        let name = || format("size-kilobytes", [("count", "1234".into())]);
        assert!(while_in(Language::German, name).starts_with("1234"));
    }
}
