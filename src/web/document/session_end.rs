//! The island by which a page follows its session, and the controls of the notice about the end of the session.

use leptos::{either::Either, prelude::*};

use crate::{
    islands::{LeaveOnSignOut, ReloadOnSignOut},
    paths,
    server::session::TimeLeft,
    text,
    web::{SessionOfPage, island_texts::SessionEndTexts, visitor::PageVisitor},
};

/// Returns the time until the session of a page's visitor ends.
pub fn time_left(visitor: &PageVisitor) -> Option<TimeLeft> {
    match visitor {
        PageVisitor::SignedIn(user) => user.time_left,
        PageVisitor::Unknown | PageVisitor::SignedOut => None,
    }
}

/// Renders the island by which a page of a session follows the session. `path` is the path of the page.
pub fn follow_session(session: SessionOfPage, time_left: Option<TimeLeft>, path: &str) -> String {
    match session {
        SessionOfPage::None | SessionOfPage::Ended => String::new(),
        SessionOfPage::Belongs => {
            let return_to = path.to_owned();
            view! { <ReloadOnSignOut>{session_end(time_left, return_to)}</ReloadOnSignOut> }.to_html()
        }
        SessionOfPage::BelongsAfterForm => {
            // The address of the form has no page.
            let return_to = paths::HOME.to_owned();
            view! { <LeaveOnSignOut>{session_end(time_left, return_to)}</LeaveOnSignOut> }.to_html()
        }
    }
}

fn session_end(time_left: Option<TimeLeft>, return_to: String) -> impl IntoView {
    time_left.map(|time_left| view! { <SessionEnd time_left return_to /> })
}

/// The data of the notice, and its controls. The style sheet shows those that `data-in` lists for the current notice.
#[component]
fn SessionEnd(time_left: TimeLeft, return_to: String) -> impl IntoView {
    let TimeLeft { idle, absolute, warning } = time_left;
    // The user presses the link, so the sign-in is not a part of a loop.
    let sign_in = paths::to(&paths::sign_in_after_loop(&return_to));
    view! {
        <span
            hidden
            data-session-idle=idle
            data-session-absolute=absolute
            data-session-warning=warning
            data-session-channel=paths::to(paths::SIGN_OUT)
        ></span>
        <SessionEndTexts />
        <div class="actions">
            <button class="button main" type="button" data-press="stay" data-in="soon">
                {text!("session-stay")}
            </button>
            <SignInAgain sign_in=sign_in.clone() in_new_tab=false />
            <SignInAgain sign_in in_new_tab=true />
            <form method="post" action=paths::to(paths::SIGN_OUT) data-in="soon">
                <button class="button quiet" type="submit">
                    {text!("account-menu-sign-out")}
                </button>
            </form>
            <button class="button quiet" type="button" data-press="close" data-in="soon latest">
                {text!("session-close")}
            </button>
        </div>
    }
}

/// A link that signs in again: in place of the page whose content is gone, or in a new tab, so that the page keeps its content.
#[component]
fn SignInAgain(sign_in: String, in_new_tab: bool) -> impl IntoView {
    let label = text!("failure-sign-in-again");
    if in_new_tab {
        Either::Left(view! {
            <a class="button main" href=sign_in target="_blank" rel="noopener" data-in="latest kept">
                {label}
            </a>
        })
    } else {
        Either::Right(view! {
            <a class="button main" href=sign_in rel="external" data-in="ended">
                {label}
            </a>
        })
    }
}
