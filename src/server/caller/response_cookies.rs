//! The cookies that a server function sets.

use std::sync::{Arc, Mutex, PoisonError};

use crate::server::session::SetCookie;

/// Collects the cookies of a server function, which cannot reach its HTTP response. The `web` module provides this
/// collection as a context, and appends the cookies to the response afterwards.
#[derive(Clone, Default)]
pub struct ResponseCookies(Arc<Mutex<Vec<SetCookie>>>);

impl ResponseCookies {
    /// Adds cookies to the response.
    pub fn set(&self, cookies: impl IntoIterator<Item = SetCookie>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(cookies);
    }

    /// Takes the collected cookies, so that they can be appended to the response.
    pub fn take(&self) -> Vec<SetCookie> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
