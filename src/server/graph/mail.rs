//! The user's latest mail: a request that needs more scopes than the sign-in, as the signature of its function states.

use serde::Deserialize;

use super::{Resource, get};
use crate::server::{
    Needs, Right, SignedIn,
    api::{ApiError, List},
    lenient::lenient,
};

/// The right to read the user's mail, without the text and the attachments of messages.
pub struct ReadMail;

impl Right for ReadMail {
    fn needs() -> Needs {
        Needs::scope("Mail.ReadBasic")
    }
}

/// A message without its text. Fields that are missing or unreadable are empty.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Message")]
pub struct MailMessage {
    pub subject: String,
    /// The sender's name, or address.
    pub from: String,
    /// When the message was received, as Graph writes it, e.g. `2026-11-23T08:30:00Z`.
    pub received: String,
    pub is_unread: bool,
    /// The address of the message in Outlook.
    pub web_link: Option<String>,
}

impl MailMessage {
    /// The members of a message that this app reads (`$select`).
    pub const SELECT: &str = "subject,from,receivedDateTime,isRead,webLink";
}

/// Fetches the latest messages, the newest first.
pub async fn latest_mail(user: &SignedIn<ReadMail>) -> Result<Vec<MailMessage>, ApiError> {
    let messages = Resource::at("me/messages").query("$top", "5").query("$select", MailMessage::SELECT);
    let List { items, skipped } = get::<List<MailMessage>, _>(user, messages).await?;
    if skipped > 0 {
        tracing::warn!(skipped, "some messages of Microsoft Graph could not be read");
    }
    Ok(items)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(default, deserialize_with = "lenient")]
    subject: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    from: Option<Sender>,
    #[serde(default, deserialize_with = "lenient")]
    received_date_time: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    is_read: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    web_link: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sender {
    #[serde(default, deserialize_with = "lenient")]
    email_address: Option<EmailAddress>,
}

#[derive(Deserialize)]
struct EmailAddress {
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    address: Option<String>,
}

impl From<Message> for MailMessage {
    fn from(message: Message) -> Self {
        let is_filled = |text: &String| !text.trim().is_empty();
        let sender = message.from.and_then(|from| from.email_address);
        let from = sender.and_then(|sender| sender.name.filter(is_filled).or(sender.address));
        Self {
            subject: message.subject.unwrap_or_default(),
            from: from.unwrap_or_default(),
            received: message.received_date_time.unwrap_or_default(),
            is_unread: message.is_read == Some(false),
            web_link: message.web_link,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{List, MailMessage};

    #[test]
    fn every_readable_part_of_a_message_is_shown() {
        let text = r#"{"value":[
            {"subject":"A draft","from":{},"receivedDateTime":"2026-03-04T05:06:07Z","isRead":false,"webLink":"https://outlook.example/1"},
            {"subject":5,"from":{"emailAddress":{"name":"","address":"ben@contoso.example"}},"isRead":"no","webLink":5},
            {"subject":null,"from":"ben","receivedDateTime":null,"isRead":true},
            {"from":{"emailAddress":{"name":["x"],"address":null}},"subject":"Agenda"},
            "no message"
        ]}"#;
        let List { items, skipped } = serde_json::from_str::<List<MailMessage>>(text).unwrap();
        let shown: Vec<_> = items.iter().map(|m| (m.subject.as_str(), m.from.as_str(), m.received.as_str())).collect();
        let expected = [
            ("A draft", "", "2026-03-04T05:06:07Z"),
            ("", "ben@contoso.example", ""),
            ("", "", ""),
            ("Agenda", "", ""),
        ];
        assert_eq!(shown, expected);
        let unread: Vec<_> = items.iter().map(|message| message.is_unread).collect();
        assert_eq!(unread, [true, false, false, false], "only a message that Graph calls unread is unread");
        assert_eq!(items[0].web_link.as_deref(), Some("https://outlook.example/1"));
        assert_eq!(skipped, 1);
    }
}
