//! The language menu in the footer, which works without JavaScript.

use leptos::prelude::*;

use crate::{
    paths, text,
    texts::{Language, language},
};

/// The languages of the app. Each is a button that sends the user's choice, and the page is shown again in that language.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let choices = Language::OFFERED.into_iter().map(|offered| {
        let is_current = offered == language();
        view! {
            <li>
                <button
                    type="submit"
                    name="language"
                    value=offered.tag()
                    lang=offered.tag()
                    dir=offered.direction().name()
                    aria-current=is_current.then_some("true")
                >
                    {offered.own_name()}
                </button>
            </li>
        }
    });
    view! {
        <details class="menu languages" name="menu">
            <summary>
                <span class="unseen">{text!("footer-language")} " "</span>
                {language().own_name()}
            </summary>
            <form method="post" action=paths::to(paths::LANGUAGE)>
                <ul>{choices.collect_view()}</ul>
            </form>
        </details>
    }
}
