//! The part of the app that runs in the browser: the entry that hydrates islands, and the browser functions that
//! islands call.
//!
//! `src/docs/differences.md` lists what this layer does differently from plain Leptos, and what each difference saves.
//! The server renders the same islands against `client/absent.rs`, which has the same functions.

mod clipboard;
mod elements;
mod hydrate;
mod json;
mod search;
mod server_function;
mod tabs;
mod time;
mod window;

pub use clipboard::copy_text;
pub use elements::{SentForm, copied_text, is_plain_press, number, show, text};
pub use search::search_response;
pub use server_function::call_server;
pub use tabs::{announce_sign_out, follow_sign_out};
pub use time::{localize_times, now, sleep, spawn};
pub use window::{go_to, on_return, on_sight, reload};
