//! The texts of pages, in the language of the request: Fluent messages, rendered on the server.
//!
//! [`text!`](crate::text) returns a message: `text!("sign-in-title")`, `text!("dashboard-groups-unnamed", count = 3)`. The layer
//! [`render`](crate::web::layers) sets the language of a request for all code that runs for it. Other code, such as a detached task or a
//! unit test, gets English. The messages are in `src/texts/<language>/*.ftl`; `src/docs/add_a_language.md` says how to add a language.
//!
//! Logs, the command line, JSON of the protected API and the pages for developers are English and do not use this module.

mod by_language;
mod catalogue;
mod current;
mod dates;
mod formatters;
mod language;
mod negotiation;
mod numbers;
mod pseudo;
#[cfg(test)]
mod tests;
pub mod units;

pub use self::{
    by_language::ByLanguage,
    catalogue::{Argument, around, format},
    current::{in_language, language, preferred, while_in},
    dates::{date, date_time, day_heading, time},
    language::{Direction, Language},
    negotiation::negotiate,
    numbers::number,
};

/// Returns a message in the language of the request. Arguments are texts or numbers.
#[macro_export]
macro_rules! text {
    ($id:literal) => {
        $crate::texts::format($id, [])
    };
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::texts::format($id, [$((stringify!($name), $crate::texts::Argument::from($value))),+])
    };
}
