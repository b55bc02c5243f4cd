//! An example of the page for administrators.

use leptos_entra::{
    pages::administration::{AdministrationView, Search, StateOfProcess, UserEntry, UserSessionEntry},
    server::oidc::ExpiringCredential,
};

pub fn view() -> AdministrationView {
    let unix = 1_795_460_103;
    let session = UserSessionEntry { browser: "Firefox on Android".into(), started: unix, last_used: unix };
    let user = |reference: &str, is_own| {
        let sessions = vec![session.clone(), session.clone()];
        UserEntry { reference: reference.into(), is_own, sessions }
    };
    AdministrationView {
        number: 3,
        users: vec![user("3f1d0c5a9b7e2d64", true), user("0a1b2c3d4e5f6071", false)],
        left_out: 1,
        search: Search::None,
        ended: Some(2),
        has_tenant: true,
        state: StateOfProcess {
            store_responds: true,
            has_metadata: true,
            live_sessions: Some(5),
            credentials: vec![(ExpiringCredential::Certificate, unix)],
            since: unix,
            succeeded: 12,
            failed: vec![("declined", 3), ("clock_skew", 1)],
        },
    }
}
