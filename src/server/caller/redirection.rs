//! A redirect of the browser, with the cookies that it sets.

use crate::server::session::SetCookie;

/// A redirect, and the cookies that the response sets.
pub struct Redirection {
    pub address: String,
    pub cookies: Vec<SetCookie>,
}
