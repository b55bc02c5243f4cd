//! The contents of a page, from which the outermost layer renders the document.

use std::{borrow::Cow, pin::Pin};

use crate::web::visitor::PageVisitor;

/// Renders a part of `<main>`. It runs in a Leptos owner with the context that [`crate::web::Document`] provides.
pub type RenderView = Box<dyn FnOnce() -> String + Send>;

/// A view whose data arrives later.
pub type LaterView = Pin<Box<dyn Future<Output = RenderView> + Send>>;

/// The contents of an HTML document, from which the outermost layer renders it.
pub struct Contents {
    pub title: Cow<'static, str>,
    pub view: RenderView,
    /// The end of `<main>`, if its data arrives later. The browser receives the document up to this part at once.
    pub later: Option<LaterView>,
    pub hydration: Hydration,
    pub session: SessionOfPage,
    /// The visitor whom the header shows.
    pub visitor: PageVisitor,
    /// The number of seconds after which a browser without JavaScript requests the page again. `None`: it does not.
    pub refresh_without_script: Option<u32>,
}

/// The time at which the browser loads the client for the islands of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hydration {
    /// The client is loaded while the page is shown.
    Now,
    /// The client is loaded at the user's first action, for a page whose islands do nothing before that.
    WhenTouched,
}

/// The relation of a page to the session of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionOfPage {
    /// The page shows no data of a session.
    None,
    /// The page belongs to a session. When the session ends in another tab, the browser requests the page again.
    Belongs,
    /// As [`Self::Belongs`], but the page is the response to a form. Requesting it again would send the form again, so
    /// the homepage is opened instead.
    BelongsAfterForm,
    /// The session has just ended, and the page notifies the other tabs.
    Ended,
}
