//! The part of the app that runs in the browser: the entry that hydrates islands, and the browser functions that
//! islands call.
//!
//! `src/docs/differences.md` lists what this layer does differently from plain Leptos, and what each difference saves.
//! The server renders the same islands against `client/absent.rs`, which has the same functions.

mod clipboard;
mod elements;
mod hydrate;
mod json;
mod page;
mod search;
mod server_function;
mod tabs;
mod time;
mod window;

pub use clipboard::copy_text;
pub use elements::{SentForm, copied_text, is_plain_press, number, pressed, show, text};
pub use page::{cover_page, empty_page, focus_content, has_typed, is_late, user_of_page};
pub use search::search_response;
pub use server_function::{call_server, call_server_with, on_ended_session};
pub use tabs::{announce_sign_out, listen_to_tabs, tell_tabs};
pub use time::{localize_times, now, sleep, spawn};
pub use window::{go_to, on_escape, on_return, on_sight, reload};
