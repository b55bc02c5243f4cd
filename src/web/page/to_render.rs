//! The contents of a page on their way from its handler to the outermost layer.

use std::sync::{Arc, Mutex, PoisonError};

use super::contents::{Contents, SessionOfPage};
use crate::web::visitor::PageVisitor;

/// The extension of a response that carries the contents of the page to the outermost layer.
#[derive(Clone)]
pub struct PageToRender(Arc<Mutex<Option<Contents>>>);

impl PageToRender {
    pub(super) fn new(contents: Contents) -> Self {
        Self(Arc::new(Mutex::new(Some(contents))))
    }

    /// Takes the contents of the page; `None` if they have been taken before.
    pub fn take(self) -> Option<Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Returns whether the handler has not read the session for this page.
    pub fn has_unknown_visitor(&self) -> bool {
        let contents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        contents.as_ref().is_some_and(|contents| contents.visitor == PageVisitor::Unknown)
    }

    /// Shows the visitor in the frame of the page, which then follows the session of the visitor.
    pub fn show(&self, visitor: PageVisitor, session: SessionOfPage) {
        let mut contents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(contents) = contents.as_mut() {
            contents.visitor = visitor;
            contents.session = session;
        }
    }
}
