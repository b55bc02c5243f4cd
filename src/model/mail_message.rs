//! A message of the user's mailbox, for the list on the mail page.

use serde::{Deserialize, Serialize};

/// A message without its text. Fields that are missing or unreadable are empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailMessage {
    pub subject: String,
    /// The sender's name, or address.
    pub from: String,
    /// When the message was received, as Graph writes it, e.g. `2026-11-23T08:30:00Z`.
    pub received: String,
}
