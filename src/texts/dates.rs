//! Dates and times in the language of the request, by the rules of its locale and in the Gregorian calendar.
//!
//! All functions write the date and the time as they are: the caller converts an instant to the time zone of the user before.

use icu_calendar::Gregorian;
use icu_datetime::input;
use time::{Date, OffsetDateTime, Time};

use super::{Language, formatters::with_formatters, language, pseudo};

/// Returns a date in words: `23 November 2026`.
pub fn date(day: Date) -> String {
    let text =
        with_formatters(|of| of.date.as_ref().zip(gregorian(day)).map(|(date, day)| date.format(&day).to_string()));
    shown(text, || day.to_string())
}

/// Returns a date with its day of the week, for the heading of a day: `Monday, 23 November 2026`.
pub fn day_heading(day: Date) -> String {
    let text = with_formatters(|of| {
        of.day_heading.as_ref().zip(gregorian(day)).map(|(heading, day)| heading.format(&day).to_string())
    });
    shown(text, || day.to_string())
}

/// Returns a time of day in hours and minutes: `18:55`.
pub fn time(time: Time) -> String {
    let text = with_formatters(|of| {
        of.time.as_ref().zip(clock_time(time)).map(|(formatter, time)| formatter.format(&time).to_string())
    });
    shown(text, || time.to_string())
}

/// Returns a date and the time of day: `23 November 2026 at 18:55`.
pub fn date_time(local: OffsetDateTime) -> String {
    let moment = gregorian(local.date()).zip(clock_time(local.time()));
    let moment = moment.map(|(date, time)| input::DateTime { date, time });
    let text = with_formatters(|of| {
        of.date_time.as_ref().zip(moment).map(|(formatter, moment)| formatter.format(&moment).to_string())
    });
    shown(text, || local.to_string())
}

fn gregorian(day: Date) -> Option<input::Date<Gregorian>> {
    input::Date::try_new_gregorian(day.year(), day.month().into(), day.day()).ok()
}

fn clock_time(time: Time) -> Option<input::Time> {
    let (hour, minute, second) = time.as_hms();
    input::Time::try_new(hour, minute, second, 0).ok()
}

/// Returns the text, or the fallback if the locale has no data. The pseudo-language changes the text as that of a message.
fn shown(text: Option<String>, fallback: impl FnOnce() -> String) -> String {
    let text = text.unwrap_or_else(fallback);
    if language() == Language::Pseudo { pseudo::transform(&text).into_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{date, date_time, day_heading, time};
    use crate::{
        server::clock::from_unix,
        texts::{Language, while_in},
    };

    /// Monday 2026-11-23, 18:55:03.
    const UNIX: i64 = 1_795_460_103;

    #[test]
    fn dates_and_times_follow_the_rules_of_their_language() {
        let moment = from_unix(UNIX);
        for (language, day, weekday, clock) in [
            (Language::English, "23 November 2026", "Monday", "18:55"),
            (Language::German, "23. November 2026", "Montag", "18:55"),
            (Language::Spanish, "23 de noviembre de 2026", "lunes", "18:55"),
            (Language::French, "23 novembre 2026", "lundi", "18:55"),
            (Language::Japanese, "2026年11月23日", "月曜日", "18:55"),
            (Language::Arabic, "23 نوفمبر 2026", "الاثنين", "6:55"),
        ] {
            let written = || [date(moment.date()), day_heading(moment.date()), time(moment.time()), date_time(moment)];
            let [date, heading, time, both] = while_in(language, written);
            assert_eq!(date, day, "{language:?}");
            assert!(heading.contains(weekday) && heading.contains(day), "{language:?}: {heading}");
            assert!(
                time.starts_with(clock) && (time == clock) == (language != Language::Arabic),
                "{language:?}: {time}"
            );
            assert!(both.starts_with(day) && both.ends_with(&time), "{language:?}: {both}");
        }
    }

    #[test]
    fn a_date_in_the_pseudo_language_has_no_english_word() {
        let text = while_in(Language::Pseudo, || day_heading(from_unix(UNIX).date()));
        assert!(text.contains("23") && !text.contains("November") && !text.contains("Monday"), "{text}");
    }
}
