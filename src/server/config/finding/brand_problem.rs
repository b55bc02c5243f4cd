//! The problems of the brand: name, logo, colour and contacts.

use super::shown::ShownValue;
use crate::server::config::brand::{Colour, LogoError};

/// Why a setting of the brand cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrandProblem {
    NameTooLong,
    Logo(LogoError),
    /// The value is not a colour in the notation `#rrggbb`.
    NotColour(Option<ShownValue>),
    /// Neither white nor dark text is readable on the colour.
    Unreadable {
        /// The nearest darker colour that is readable.
        readable: Colour,
    },
    /// The address begins with neither `mailto:` nor `https:`.
    NotSupportAddress,
    NotHttps,
}
