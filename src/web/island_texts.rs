//! The texts that islands show without a request to the server, as attributes of an empty child of the island.
//!
//! The client contains no texts: it reads these attributes, so the texts are in the language of the page.

use leptos::prelude::*;

use crate::{error::AppError, text, texts};

/// The texts of [`CallApi`](crate::islands::CallApi).
#[component]
pub fn CallApiTexts() -> impl IntoView {
    view! {
        <FailureTexts />
        <span hidden data-try-again=text!("island-try-again")></span>
    }
}

/// The texts of [`WaitForApproval`](crate::islands::WaitForApproval).
#[component]
pub fn WaitTexts() -> impl IntoView {
    let (before, after) = texts::around("island-expires-in");
    view! {
        <FailureTexts />
        <span
            hidden
            data-before-time=before
            data-after-time=after
            data-waiting=text!("island-waiting")
            data-interrupted=text!("island-interrupted")
            data-signing-in=text!("island-signing-in")
            data-code-expired=text!("island-code-expired")
            data-new-code=text!("island-new-code")
        ></span>
    }
}

/// The texts of the notice about the end of the session, of [`ReloadOnSignOut`](crate::islands::ReloadOnSignOut) and
/// [`LeaveOnSignOut`](crate::islands::LeaveOnSignOut).
#[component]
pub fn SessionEndTexts() -> impl IntoView {
    let (before, after) = texts::around("session-time-left");
    let ended = AppError::SessionEnded;
    view! {
        <FailureTexts />
        <span
            hidden
            data-session-soon=text!("session-soon")
            data-session-stay-advice=text!("session-stay-advice")
            data-session-latest-advice=text!("session-latest-advice")
            data-session-ended=ended.title()
            data-session-ended-advice=ended.advice()
            data-session-kept-advice=text!("session-kept-advice")
            data-before-session-end=before
            data-after-session-end=after
        ></span>
    }
}

/// The text of [`SignInStatus`](crate::islands::SignInStatus).
#[component]
pub fn SignInStatusTexts() -> impl IntoView {
    view! { <span hidden data-opening-sign-in=text!("island-opening-sign-in")></span> }
}

/// The texts of [`CopyButton`](crate::islands::CopyButton).
#[component]
pub fn CopyTexts() -> impl IntoView {
    view! { <span hidden data-copied=text!("island-copied") data-not-copied=text!("island-not-copied")></span> }
}

/// The texts of the two errors that the client reports itself.
#[component]
fn FailureTexts() -> impl IntoView {
    let (offline, unexpected) = (AppError::Offline, AppError::Unexpected);
    view! {
        <span
            hidden
            data-offline-title=offline.title()
            data-offline-advice=offline.advice()
            data-unexpected-title=unexpected.title()
            data-unexpected-advice=unexpected.advice()
        ></span>
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;
    use crate::texts::{Language, while_in};

    /// Returns the texts of all islands as HTML.
    fn all() -> String {
        view! {
            <CallApiTexts />
            <WaitTexts />
            <SignInStatusTexts />
            <CopyTexts />
            <SessionEndTexts />
        }
        .to_html()
    }

    /// Returns the code of the islands and of the client, without comments.
    fn client_code() -> String {
        let mut code = String::new();
        for folder in ["src/islands", "src/client"] {
            for entry in fs::read_dir(Path::new(folder)).unwrap() {
                let text = fs::read_to_string(entry.unwrap().path()).unwrap();
                code.extend(
                    text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]),
                );
            }
        }
        code
    }

    #[test]
    fn each_text_that_an_island_reads_is_rendered() {
        let (code, html) = (client_code(), all());
        let names: Vec<_> = code.split("client::text(\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(names.len() > 8, "{names:?}");
        for name in names {
            assert!(html.contains(&[" ", name, "=\""].concat()), "{name}: {html}");
        }
        for name in ["offline-title", "offline-advice", "unexpected-title", "unexpected-advice"] {
            assert!(code.contains(name) && html.contains(&[" data-", name, "=\""].concat()), "{name}");
        }
    }

    #[test]
    fn the_texts_of_islands_are_in_the_language_of_the_page() {
        assert!(all().contains("data-copied=\"Copied\""), "{}", all());
        let html = while_in(Language::Pseudo, all);
        for word in ["Copied", "Waiting", "Opening", "code", "connection", "again", "wrong", "Signing"] {
            assert!(!html.split('"').skip(1).step_by(2).any(|value| value.contains(word)), "{word}: {html}");
        }
    }

    #[test]
    fn the_client_contains_no_sentence() {
        let code = client_code();
        let is_text = |literal: &&str| {
            let mut letters = literal.chars();
            let has_capital = literal.contains(char::is_uppercase);
            let begins_a_sentence =
                letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
            let is_key = *literal == "Escape";
            (begins_a_sentence && !is_key) || (has_capital && literal.contains(' '))
        };
        // The name of a key.
        let is_key = |literal: &&str| *literal == "Escape";
        let literals = code.split('"').skip(1).step_by(2).filter(|literal| !is_key(literal));
        let sentences: Vec<_> = literals.filter(is_text).collect();
        assert!(sentences.is_empty(), "{sentences:?}");
    }
}
