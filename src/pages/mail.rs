//! `GET /mail`: the latest messages of the signed-in user, with a permission that is requested on the first visit.

use leptos::{either::Either, prelude::*};

use super::times::{UtcTime, time_of};
use crate::{
    server::{
        SignedIn,
        graph::{self, MailMessage, ReadMail},
    },
    text,
    web::{HomepageLink, Page, PageResult},
};

/// Shows the user's latest messages.
pub async fn mail(user: SignedIn<ReadMail>) -> PageResult {
    Ok(page(graph::latest_mail(&user).await?))
}

/// Returns the page that shows these messages.
pub fn page(messages: Vec<MailMessage>) -> Page {
    Page::new(text!("account-mail-title")).view(move || {
        view! {
            <section class="card">
                <h1>{text!("account-mail-title")}</h1>
                {if messages.is_empty() {
                    Either::Left(view! { <p>{text!("account-mail-empty")}</p> })
                } else {
                    Either::Right(view! { <dl class="facts">{messages.into_iter().map(message).collect_view()}</dl> })
                }}
                <p class="note">{text!("account-mail-permission", scope = "Mail.ReadBasic")}</p>
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
        }
    })
}

fn message(MailMessage { subject, from, received }: MailMessage) -> impl IntoView {
    let subject = if subject.is_empty() { text!("account-no-subject") } else { subject };
    let from = if from.is_empty() { text!("account-unknown-sender") } else { from };
    let time = time_of(Some(&received)).map(|time| view! { <UtcTime unix=time.unix_timestamp() /> });
    view! {
        <div>
            <dt dir="auto">{from}</dt>
            <dd>
                <bdi>{subject}</bdi>
                " "
                {time}
            </dd>
        </div>
    }
}
