//! The page of a user whose account has no licence for the service of the page, such as a mailbox.

use leptos::prelude::*;

use crate::{
    text,
    web::{HomepageLink, Page},
};

/// Returns the page with this title in place of the user's data. Its status is 200, as that of an empty list: the address is right, the app
/// works, and a retry does not help.
pub fn page(title: String) -> Page {
    let heading = title.clone();
    Page::new(title).view(move || {
        view! {
            <section class="card">
                <h1>{heading}</h1>
                <p>{text!("dashboard-licence-missing")}</p>
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
        }
    })
}
