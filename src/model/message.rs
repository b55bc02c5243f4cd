//! A message of the person's mailbox, as the mail view lists it.

use serde::{Deserialize, Serialize};

/// A message, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// May be empty.
    pub subject: String,
    /// The sender's name, or address.
    pub from: String,
    /// When it came, as Graph writes it, e.g. `2026-11-23T08:30:00Z`.
    pub received: String,
}
