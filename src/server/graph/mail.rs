//! The person's latest mail: a call that needs more than every sign-in asks for, and says so in its signature.

use serde::Deserialize;

use super::{GraphError, resource};
use crate::{
    model::Message,
    server::{Needs, Right, SignedIn},
};

/// May read the person's mail.
pub struct ReadMail;

impl Right for ReadMail {
    fn needs() -> Needs {
        Needs::scope("Mail.Read")
    }
}

/// Fetches the latest messages, the newest first.
pub async fn latest_mail(user: &SignedIn<ReadMail>) -> Result<Vec<Message>, GraphError> {
    let page: Page = resource::get(user, "me/messages?$top=5&$select=subject,from,receivedDateTime").await?;
    Ok(page.value.into_iter().map(Message::from).collect())
}

#[derive(Deserialize)]
struct Page {
    value: Vec<FromGraph>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FromGraph {
    subject: Option<String>,
    from: Option<Sender>,
    received_date_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sender {
    email_address: Address,
}

#[derive(Deserialize)]
struct Address {
    name: Option<String>,
    address: Option<String>,
}

impl From<FromGraph> for Message {
    fn from(message: FromGraph) -> Self {
        let sender = message.from.map(|from| from.email_address);
        Self {
            subject: message.subject.unwrap_or_default(),
            from: sender.and_then(|sender| sender.name.or(sender.address)).unwrap_or_default(),
            received: message.received_date_time.unwrap_or_default(),
        }
    }
}
