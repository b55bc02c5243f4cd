//! What a page may wish of the browser: ask the server, wait, copy, go elsewhere.
//!
//! The server renders the same components against `browser/absent.rs`, which has the same functions.

mod clipboard;
mod json;
mod server_function;
mod time;
mod window;

pub use clipboard::copy_text;
pub use json::read_json;
pub use server_function::post_server_function;
pub use time::{now, sleep, spawn};
pub use window::{go_to, on_return, reload};
