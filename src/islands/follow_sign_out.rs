//! Islands that follow the session of a page: they leave the page when the session ends elsewhere, warn before it expires, and offer a
//! new sign-in in place after that.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    page_session::PageSession,
    session_notice::{Notice, time_left},
};
use crate::{
    client,
    paths::{self, HOME},
};

/// Wraps the controls of the notice about the end of the session. When another tab reports a sign-out, or when "Back" shows the page
/// again, the island requests the page again, because the session may have ended. When the user returns to the tab, it checks the session.
#[island]
pub fn ReloadOnSignOut(children: Children) -> impl IntoView {
    follow(Rc::new(client::reload), children)
}

/// An island as [`ReloadOnSignOut`], for a page that is the response to a form. A reload would send the form again, so the island
/// opens the homepage instead.
#[island]
pub fn LeaveOnSignOut(children: Children) -> impl IntoView {
    let home = paths::to(HOME);
    follow(Rc::new(move || client::go_to(&home)), children)
}

fn follow(leave: Rc<dyn Fn()>, children: Children) -> impl IntoView {
    let session = PageSession::new(Rc::clone(&leave));
    client::on_return(move || leave());
    session.start();
    let PageSession { notice, seconds, problem, .. } = session;
    view! {
        <div
            class="session-end notice warning"
            role="dialog"
            aria-labelledby="session-end"
            hidden=move || notice.get() == Notice::None
            data-notice=move || notice.get().name()
            on:click=move |event| session.press(&event)
        >
            <p role="alert">
                <strong id="session-end" prop:textContent=move || notice.get().title()></strong>
                <br />
                <span prop:textContent=move || notice.get().advice()></span>
            </p>
            <p
                class="countdown"
                role="timer"
                aria-live="off"
                prop:textContent=move || time_left(notice.get(), seconds.get())
            ></p>
            {children()}
            <p class="countdown" role="status" prop:textContent=move || problem.get()></p>
        </div>
    }
}
