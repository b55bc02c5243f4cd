//! The card of the mail: the newest messages of the inbox, without their text.

use leptos::prelude::*;

use super::card::{Card, CardContext};
use crate::{
    pages::mail::MessageList,
    server::graph::{List, MailMessage, Resource},
};

/// The newest messages of the user.
pub struct Mail;

impl Card for Mail {
    const NAME: &'static str = "mail";
    const TITLE: &'static str = "dashboard-mail-title";
    const SCOPE: &'static str = "Mail.ReadBasic";
    const ALLOW: &'static str = "dashboard-mail-allow";
    const EMPTY: &'static str = "dashboard-mail-empty";

    type Data = List<MailMessage>;

    fn resource(_: i64) -> Resource {
        Resource::at("me/mailFolders/inbox/messages").query("$top", "5").query("$select", MailMessage::SELECT)
    }

    fn view(List { items, .. }: Self::Data, context: &CardContext) -> Option<AnyView> {
        let zone = context.zone.clone();
        (!items.is_empty()).then(|| view! { <MessageList messages=items zone /> }.into_any())
    }
}
