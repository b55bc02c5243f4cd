//! A response as the test browser received it.

use axum::http::{HeaderMap, StatusCode, header};

/// A response with its complete body, as the test browser received it.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// Returns the target of a redirect. Panics if the response is not a redirect.
    pub fn location(&self) -> &str {
        assert!(self.status.is_redirection(), "{} {}", self.status, self.body);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// Returns the value of a response header, or an empty string if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn assert_shows(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "no {text:?} in {} {}", self.status, self.body);
        self
    }

    /// Asserts that the page offers a sign-in and belongs to no user.
    #[track_caller]
    pub fn assert_signed_out(&self) -> &Self {
        assert!(!self.body.contains(" data-user=\""), "a page of a user: {}", self.body);
        self.assert_shows("/sign-in?return_to=")
    }

    /// Returns the user code on the page of the sign-in by device code.
    pub fn user_code(&self) -> &str {
        let is_code = |word: &&str| {
            word.len() == 9 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        self.body.split(['<', '>', '"', ' ']).find(is_code).expect("the page shows a user code")
    }
}
