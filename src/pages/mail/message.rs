//! Messages as a list: the page of the mail and the card of the dashboard show them in the same way.

use leptos::prelude::*;

use crate::{
    pages::{
        link::SafeLink,
        times::time_of,
        zone::{LocalTime, Zone},
    },
    server::graph::MailMessage,
    text,
};

/// Shows messages as a list, with their times in the user's time zone.
#[component]
pub fn MessageList(messages: Vec<MailMessage>, zone: Zone) -> impl IntoView {
    let rows = messages.into_iter().map(|message| row(message, zone.clone())).collect_view();
    view! { <ul class="entries">{rows}</ul> }
}

fn row(message: MailMessage, zone: Zone) -> impl IntoView {
    let MailMessage { subject, from, received, is_unread, web_link } = message;
    let subject = if subject.trim().is_empty() { text!("account-no-subject") } else { subject };
    let from = if from.is_empty() { text!("account-unknown-sender") } else { from };
    view! {
        <li>
            {is_unread.then(|| view! { <strong>{text!("dashboard-mail-unread")}</strong> " " })}
            <SafeLink text=subject address=web_link />
            <p class="note">
                <bdi>{from}</bdi>
                {time_of(Some(&received))
                    .map(|time| view! { {text!("dashboard-separator")} <LocalTime time zone /> })}
            </p>
        </li>
    }
}
