//! The card of the mail: the newest messages of the inbox, without their text.

use leptos::prelude::*;
use serde::Deserialize;

use super::{
    card::{Card, CardContext, Zone},
    link::{LocalTime, SafeLink},
};
use crate::{
    pages::times::time_of,
    server::graph::{List, Resource, lenient},
    text,
};

/// The newest messages of the user.
pub struct Mail;

/// A message of Graph. Each member may be missing.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
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
    email_address: EmailAddress,
}

#[derive(Deserialize)]
struct EmailAddress {
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    address: Option<String>,
}

impl Card for Mail {
    const NAME: &'static str = "mail";
    const TITLE: &'static str = "dashboard-mail-title";
    const SCOPE: &'static str = "Mail.ReadBasic";
    const ALLOW: &'static str = "dashboard-mail-allow";
    const EMPTY: &'static str = "dashboard-mail-empty";

    type Data = List<Message>;

    fn resource(_: i64) -> Resource {
        Resource::at("me/mailFolders/inbox/messages")
            .query("$top", "5")
            .query("$select", "subject,from,receivedDateTime,isRead,webLink")
    }

    fn view(List { items, .. }: Self::Data, context: &CardContext) -> Option<AnyView> {
        let rows: Vec<_> = items.into_iter().map(|message| row(message, context.zone.clone())).collect();
        (!rows.is_empty()).then(|| view! { <ul class="entries">{rows}</ul> }.into_any())
    }
}

fn row(message: Message, zone: Zone) -> impl IntoView {
    let is_filled = |text: &String| !text.trim().is_empty();
    let subject = message.subject.filter(is_filled).unwrap_or_else(|| text!("account-no-subject"));
    let sender = message.from.map(|from| from.email_address);
    let sender = sender.and_then(|sender| sender.name.filter(is_filled).or(sender.address));
    let time = time_of(message.received_date_time.as_deref());
    view! {
        <li>
            {(message.is_read == Some(false)).then(|| view! { <strong>{text!("dashboard-mail-unread")}</strong> " " })}
            <SafeLink text=subject address=message.web_link />
            <p class="note">
                <bdi>{sender.unwrap_or_else(|| text!("account-unknown-sender"))}</bdi>
                {time.map(|time| view! { {text!("dashboard-separator")} <LocalTime time zone /> })}
            </p>
        </li>
    }
}
