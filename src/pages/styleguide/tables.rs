//! The tables and lists of sessions and claims in the style guide.

use leptos::prelude::*;
use serde_json::json;

use super::{data::TIME, sample::Sample};
use crate::pages::{
    administration::{SignIns, User, UserEntry, UserSessionEntry},
    profile::{ClaimsTable, claims},
    sessions::{OtherSessions, SessionEntry},
};

/// The claims of an ID token: keys, times, and hidden values.
#[component]
pub fn Claims() -> impl IntoView {
    let token = json!({
        "oid": "00000000-aaaa-1111-bbbb-222222222222", "tid": "aaaabbbb-0000-cccc-1111-dddd2222eeee",
        "email": "mia.keller@contoso.example", "exp": TIME, "sid": "hidden", "example": ["a", "b"],
    });
    let claims = claims(token.as_object().cloned().unwrap_or_default());
    view! {
        <Sample title="Claims" id="claims">
            <ClaimsTable claims />
        </Sample>
    }
}

#[component]
pub fn Sessions() -> impl IntoView {
    let session = |reference: &str, browser: &str| SessionEntry {
        reference: reference.to_owned(),
        browser: Some(browser.to_owned()),
        started: TIME - 36_000,
        last_seen: TIME,
    };
    let others = vec![session("sample-1", "Firefox on Android"), session("sample-2", "Safari on macOS")];
    view! {
        <Sample title="Sessions" id="sessions">
            <OtherSessions others left_out=3 />
        </Sample>
    }
}

/// The tables of the page for administrators.
#[component]
pub fn Administration() -> impl IntoView {
    let session =
        |browser: &str| UserSessionEntry { browser: browser.to_owned(), started: TIME - 36_000, last_used: TIME };
    let sessions = vec![session("Firefox on Android"), session("Safari on macOS")];
    let user = UserEntry { reference: "3f1d0c5a9b7e2d64".to_owned(), is_own: true, sessions };
    view! {
        <Sample title="Administration" id="administration">
            <ul class="findings">
                <User user />
            </ul>
            <SignIns succeeded=1_234 failed=vec![("declined", 3), ("clock_skew", 1)] />
        </Sample>
    }
}
