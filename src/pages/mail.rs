//! `GET /mail`: the latest messages of the signed-in user, with a permission that is requested on the first visit.

mod message;

use leptos::{either::Either, prelude::*};

pub use self::message::MessageList;
use super::{
    licence_missing,
    zone::{self, Zone},
};
use crate::{
    server::{
        SignedIn,
        graph::{self, MailMessage, ReadMail},
    },
    text,
    web::{HomepageLink, Page, PageResult},
};

/// Shows the user's latest messages, in the time zone of the dashboard. A user without a mailbox sees that the licence is missing, with status
/// 200: the page works, and has nothing to show.
pub async fn mail(user: SignedIn<ReadMail>) -> PageResult {
    let messages = match graph::latest_mail(&user).await {
        Err(error) if graph::is_mailbox_missing(&error) => {
            return Ok(licence_missing::page(text!("account-mail-title")));
        }
        found => found?,
    };
    Ok(page(messages, zone::of_user(&user).await))
}

/// Returns the page that shows these messages.
pub fn page(messages: Vec<MailMessage>, zone: Zone) -> Page {
    Page::new(text!("account-mail-title")).view(move || {
        view! {
            <section class="card">
                <h1>{text!("account-mail-title")}</h1>
                {if messages.is_empty() {
                    Either::Left(view! { <p>{text!("account-mail-empty")}</p> })
                } else {
                    Either::Right(view! { <MessageList messages zone /> })
                }}
                <p class="note">{text!("account-mail-permission", scope = "Mail.ReadBasic")}</p>
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
