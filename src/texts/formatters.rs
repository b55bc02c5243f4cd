//! The formatters of a language for numbers, dates and times.
//!
//! They are kept, because making a formatter takes much longer than its use. Each thread has its own, because they cannot be shared
//! between threads.

use std::cell::OnceCell;

use icu_calendar::Gregorian;
use icu_datetime::{
    FixedCalendarDateTimeFormatter, NoCalendarFormatter,
    fieldsets::{T, YMD, YMDE, YMDT},
};
use icu_decimal::{DecimalFormatter, options::DecimalFormatterOptions};

use super::{Language, by_language::ByLanguage, language};

thread_local! {
    static FORMATTERS: ByLanguage<OnceCell<Formatters>> = ByLanguage::new(OnceCell::new);
}

/// The formatters of a language. A formatter is `None` if the locale has no data.
pub(super) struct Formatters {
    pub number: Option<DecimalFormatter>,
    pub date: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    pub day_heading: Option<FixedCalendarDateTimeFormatter<Gregorian, YMDE>>,
    pub time: Option<NoCalendarFormatter<T>>,
    pub date_time: Option<FixedCalendarDateTimeFormatter<Gregorian, YMDT>>,
}

impl Formatters {
    fn of(language: Language) -> Self {
        let locale = || language.locale();
        Self {
            number: DecimalFormatter::try_new(locale().into(), DecimalFormatterOptions::default()).ok(),
            date: FixedCalendarDateTimeFormatter::try_new(locale().into(), YMD::long()).ok(),
            day_heading: FixedCalendarDateTimeFormatter::try_new(locale().into(), YMDE::long()).ok(),
            time: NoCalendarFormatter::try_new(locale().into(), T::hm()).ok(),
            date_time: FixedCalendarDateTimeFormatter::try_new(locale().into(), YMD::long().with_time_hm()).ok(),
        }
    }
}

/// Uses the formatters of the language of the request.
pub(super) fn with_formatters<R>(format: impl FnOnce(&Formatters) -> R) -> R {
    let language = language();
    FORMATTERS.with(|all| format(all.get(language).get_or_init(|| Formatters::of(language))))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::Formatters;
    use crate::{
        server::clock::from_unix,
        texts::{Language, date_time, while_in},
    };

    #[test]
    #[expect(clippy::print_stdout, reason = "the result of the measurement")]
    #[ignore = "a measurement: cargo test … -- --ignored --nocapture a_kept_formatter_is_faster_than_a_new_one"]
    fn a_kept_formatter_is_faster_than_a_new_one() {
        let moment = from_unix(1_795_460_103);
        let measured = |what: &dyn Fn()| {
            let start = Instant::now();
            (0..1_000).for_each(|_| what());
            start.elapsed() / 1_000
        };
        for language in Language::OFFERED {
            let kept = while_in(language, || measured(&|| drop(date_time(moment))));
            let made = measured(&|| drop(Formatters::of(language)));
            println!("{language:?}: a date takes {kept:?}, making the formatters {made:?}");
            assert!(kept < made, "{language:?}");
        }
    }
}
