//! The forms and buttons around a response: search, download, copy, and the pages of a list.
//!
//! All forms are `POST`, so that skip tokens and searched texts are in no address and in no log.

use leptos::prelude::*;

use crate::{
    model::{ListPosition, NextPage},
    paths, text,
    texts::{self, number},
    web::CopyTexts,
};

/// The ID of the element with the text of the response.
pub const TEXT_ID: &str = "response-text";

/// The search in the tree, and the download. Without JavaScript, the search requests the response again.
#[component]
pub fn Tools(list: ListPosition, search: Option<String>, found: Option<usize>, has_tree: bool) -> impl IntoView {
    let ListPosition { page, number: page_number, .. } = list;
    view! {
        <form method="post" action=paths::to(paths::CALL_API)>
            {page.map(|page| view! { <PageFields page page_number /> })}
            {has_tree.then(|| view! { <Search search /> })}
            <p class="actions">
                {has_tree
                    .then(|| {
                        view! {
                            <button class="button quiet" type="submit">
                                {text!("account-api-search-button")}
                            </button>
                        }
                    })}
                <button class="button quiet" type="submit" name="download" value="yes">
                    {text!("account-api-download")}
                </button>
                {has_tree.then(|| view! { <Matches found /> })}
            </p>
        </form>
    }
}

/// The field of the search. With JavaScript, the search runs in the browser while the user types.
#[component]
fn Search(search: Option<String>) -> impl IntoView {
    view! {
        <p class="field">
            <label for="response-search">{text!("account-api-search")}</label>
            <input
                id="response-search"
                name="search"
                type="search"
                value=search
                maxlength="200"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
            />
        </p>
    }
}

/// The number of matches, beside the buttons so that it needs no line of its own while it is empty.
#[component]
fn Matches(found: Option<usize>) -> impl IntoView {
    let (before, after) = texts::around("account-api-matches");
    view! {
        <span class="status" role="status" data-matches="" data-before=before data-after=after>
            {found.map(|count| text!("account-api-matches", element = number(count)))}
        </span>
    }
}

/// The button that copies the text of the response. The island around the response handles it.
#[component]
pub fn CopyText() -> impl IntoView {
    view! {
        <p class="copy needs-script">
            <CopyTexts />
            <button class="button quiet" type="button" data-copy-of=TEXT_ID>
                {text!("account-api-copy")}
            </button>
            <span class="status" role="status" data-copy-result=""></span>
        </p>
    }
}

/// The forms that open the first and the next page of a list.
#[component]
pub fn Pages(list: ListPosition) -> impl IntoView {
    let ListPosition { page, number: page_number, next } = list;
    let is_elsewhere = matches!(next, Some(NextPage::Elsewhere));
    view! {
        {is_elsewhere.then(|| view! { <p class="note">{text!("account-api-next-elsewhere")}</p> })}
        <div class="actions">
            {page
                .is_some()
                .then(|| {
                    view! {
                        <form method="post" action=paths::to(paths::CALL_API)>
                            <button class="button quiet" type="submit">
                                {text!("account-api-first")}
                            </button>
                        </form>
                    }
                })}
            {match next {
                Some(NextPage::At(page)) => {
                    Some(
                        view! {
                            <form method="post" action=paths::to(paths::CALL_API)>
                                <PageFields page page_number=page_number.saturating_add(1) />
                                <button class="button main" type="submit">
                                    {text!("account-api-next")}
                                </button>
                            </form>
                        },
                    )
                }
                _ => None,
            }}
        </div>
    }
}

/// The hidden fields with a page of a list. The server checks the address again.
#[component]
fn PageFields(page: String, page_number: u32) -> impl IntoView {
    view! {
        <input type="hidden" name="page" value=page />
        <input type="hidden" name="number" value=page_number.to_string() />
    }
}
