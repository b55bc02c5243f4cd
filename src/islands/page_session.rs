//! The session of a page in the browser: its clock, its checks, the messages of other tabs, and the consequences of its end.

use std::{cell::Cell, rc::Rc};

use leptos::{ev::MouseEvent, prelude::*};

use super::{
    session_clock::{SessionClock, Stage, message, read_message},
    session_notice::{Notice, rendered_state},
};
use crate::{
    client,
    model::SessionState,
    paths::{self, IS_SIGNED_IN, SIGN_OUT},
};

/// The shortest time between two checks of the session, in milliseconds.
const CHECK_INTERVAL: f64 = 1000.0;
/// The form of a check that does not count as a use of the session.
const PEEK: &str = "peek=true";

/// The session of the page.
#[derive(Clone)]
pub struct PageSession {
    pub notice: RwSignal<Notice>,
    /// The seconds until the end that the notice shows.
    pub seconds: RwSignal<u32>,
    /// Why the user could not stay signed in.
    pub problem: RwSignal<String>,
    /// `None` if the page does not know when its session ends.
    clock: Rc<Cell<Option<SessionClock>>>,
    is_warning_closed: Rc<Cell<bool>>,
    checked_at: Rc<Cell<f64>>,
    user_tag: Rc<str>,
    address: Rc<str>,
    leave: Rc<dyn Fn()>,
}

impl PageSession {
    /// Returns the session of a page that is left by `leave`.
    pub fn new(leave: Rc<dyn Fn()>) -> Self {
        Self {
            notice: RwSignal::new(Notice::None),
            seconds: RwSignal::new(0),
            problem: RwSignal::new(String::new()),
            clock: Rc::default(),
            is_warning_closed: Rc::default(),
            checked_at: Rc::default(),
            user_tag: client::user_of_page().into(),
            address: paths::to(IS_SIGNED_IN).into(),
            leave,
        }
    }

    /// Begins to listen to other tabs and to the user, and to watch the clock.
    pub fn start(&self) {
        let (session, state) = (self.clone(), rendered_state(&self.user_tag));
        // Apps with different base paths can share an origin. The path in the channel's name keeps their channels apart.
        client::listen_to_tabs(&paths::to(SIGN_OUT), move |message| session.hear(message));
        let session = self.clone();
        client::on_sight(move || session.check());
        let session = self.clone();
        client::on_escape(move || session.close());
        let session = self.clone();
        client::on_ended_session(move || session.find_gone(true));
        let Some(state) = state else { return };
        if client::is_late() {
            return client::spawn(self.clone().join(state));
        }
        client::tell_tabs(&message(&state));
        self.clock.set(Some(SessionClock::starting(client::now(), &state)));
        client::spawn(self.clone().watch());
    }

    /// Begins the watch late, so that the server knows the state better than the page. Without a response, the page's state counts.
    /// The other tabs learn the state, because the page may belong to a new sign-in.
    async fn join(self, rendered: SessionState) {
        if !self.peek(true).await && self.clock.get().is_none() && !self.notice.get_untracked().is_end() {
            self.clock.set(Some(SessionClock::starting(client::now(), &rendered)));
        }
        self.watch().await;
    }

    /// Warns the user before the end of the session, and removes or hides the content of the page at the end. Before both, it asks the
    /// server, because another tab may have used the session.
    async fn watch(self) {
        let mut has_peeked = false;
        while let Some(clock) = self.clock.get() {
            let now = client::now();
            match clock.stage(now) {
                _ if self.notice.get_untracked().is_end() => {}
                Stage::Quiet => {
                    has_peeked = false;
                    self.is_warning_closed.set(false);
                    self.notice.set(Notice::None);
                }
                Stage::Warned { .. } if !has_peeked => {
                    has_peeked = true;
                    // After an error the warning appears by the clock of the browser.
                    _ = self.peek(false).await;
                    continue;
                }
                Stage::Warned { can_stay, seconds } => self.warn(can_stay, seconds),
                Stage::Over => {
                    if self.peek(false).await {
                        continue;
                    }
                    self.end();
                }
            }
            client::sleep(clock.pause(now)).await;
        }
    }

    fn warn(&self, can_stay: bool, seconds: u32) {
        self.seconds.set(seconds);
        let notice = if can_stay { Notice::Soon } else { Notice::Latest };
        // Setting the same notice again would announce it again.
        if !self.is_warning_closed.get() && self.notice.get_untracked() != notice {
            self.notice.set(notice);
        }
    }

    /// Checks the session without using it. Returns whether it exists.
    async fn peek(&self, tells_tabs: bool) -> bool {
        match client::call_server_with::<Option<SessionState>>(&self.address, PEEK).await {
            Ok(Some(state)) => {
                self.adopt(&state);
                if tells_tabs {
                    client::tell_tabs(&message(&state));
                }
            }
            Ok(None) => self.find_gone(false),
            Err(_) => return false,
        }
        !self.notice.get_untracked().is_end()
    }

    /// Checks the session when the user returns to the tab. No message of another tab reports that the provider or another device has
    /// ended the session: the frame of a front-channel logout belongs to the provider's site, so browsers keep its channels apart.
    fn check(&self) {
        let now = client::now();
        // The tab may have slept until after the end, so the content disappears before the response arrives.
        if self.clock.get().is_some_and(|clock| clock.stage(now) == Stage::Over) {
            self.end();
        }
        if now - self.checked_at.replace(now) >= CHECK_INTERVAL {
            client::spawn(self.clone().use_session(false));
        }
    }

    /// Sends a request that uses the session, so that its idle lifetime begins again. If it fails, the page stays, because the session
    /// may exist although the store or the network has failed.
    async fn use_session(self, shows_problem: bool) {
        match client::call_server::<Option<SessionState>>(&self.address).await {
            Ok(Some(state)) => {
                self.adopt(&state);
                client::tell_tabs(&message(&state));
            }
            Ok(None) => self.find_gone(false),
            Err(error) if shows_problem => self.problem.set([error.title, error.advice].join(". ")),
            Err(_) => {}
        }
    }

    /// Reacts to a message of another tab: a sign-out (`None`), or the state of the session there.
    fn hear(&self, message: Option<String>) {
        let Some(state) = message.as_deref().and_then(read_message) else { return self.go() };
        let own = self.clock.get();
        let heard = SessionClock::starting(client::now(), &state);
        let is_later = own.is_none_or(|own| heard.is_later_than(own));
        if is_later || state.user != *self.user_tag || self.notice.get_untracked().is_end() {
            self.adopt(&state);
        }
    }

    /// Continues with the session as it is now. The page is left if the session belongs to another user, or if the content of the page
    /// was removed.
    fn adopt(&self, state: &SessionState) {
        let (now, notice) = (client::now(), self.notice.get_untracked());
        if (state.user != *self.user_tag && !self.user_tag.is_empty()) || notice == Notice::Ended {
            return self.go();
        }
        let clock = SessionClock::starting(now, state);
        self.clock.set(Some(clock));
        self.problem.set(String::new());
        if notice == Notice::Kept {
            client::cover_page(false);
        }
        if notice.is_end() || clock.stage(now) == Stage::Quiet {
            client::focus_content();
            self.notice.set(Notice::None);
        }
    }

    /// Leaves the page, and stops the watch.
    fn go(&self) {
        self.clock.set(None);
        (self.leave)();
    }

    /// The session does not exist any more. If it was about to expire, or if the user has just tried to use it, the page offers a new
    /// sign-in. Otherwise the user has signed out elsewhere, so the page is left.
    fn find_gone(&self, was_used: bool) {
        if self.notice.get_untracked().is_end() {
            return;
        }
        let has_expired = self.clock.get().is_some_and(|clock| clock.stage(client::now()) != Stage::Quiet);
        if !has_expired {
            client::announce_sign_out();
        }
        if has_expired || was_used { self.end() } else { self.go() }
    }

    /// Hides the content of the page if the user has typed something, and removes it otherwise, because the next user of the computer
    /// must not see it.
    fn end(&self) {
        if self.notice.get_untracked().is_end() {
            return;
        }
        if client::has_typed() {
            client::cover_page(true);
            return self.notice.set(Notice::Kept);
        }
        client::empty_page();
        self.notice.set(Notice::Ended);
    }

    /// Handles a press on one of the buttons.
    pub fn press(&self, event: &MouseEvent) {
        match client::pressed(event).as_deref() {
            Some("stay") => client::spawn(self.clone().use_session(true)),
            Some("close") => self.close(),
            _ => {}
        }
    }

    /// Closes the warning until the next one.
    fn close(&self) {
        if self.notice.get_untracked().is_warning() {
            self.is_warning_closed.set(true);
            client::focus_content();
            self.notice.set(Notice::None);
        }
    }
}
