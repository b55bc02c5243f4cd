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
