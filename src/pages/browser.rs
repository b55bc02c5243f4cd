//! The browser of a session, in the language of the request.

use crate::{
    server::session::{BrowserParts, browser_parts},
    text,
};

/// Returns the text of a browser's name that a session has stored.
pub fn browser_text(stored: &str) -> String {
    match browser_parts(stored) {
        BrowserParts::Both { browser, system } => {
            text!("account-sessions-browser-on-system", browser = browser, system = system)
        }
        BrowserParts::System(system) => text!("account-sessions-unknown-on-system", system = system),
        BrowserParts::Browser(browser) => browser.to_owned(),
        BrowserParts::Unknown => text!("account-sessions-unknown-browser"),
    }
}

#[cfg(test)]
mod tests {
    use super::browser_text;

    #[test]
    fn in_english_the_text_is_the_stored_name() {
        for name in ["Firefox on Android", "A browser on Linux", "Safari", "An unknown browser"] {
            assert_eq!(browser_text(name), name);
        }
        assert_eq!(browser_text(""), "An unknown browser");
    }
}
