//! The root component, and the document around it.

mod document;
mod live;
mod root;

pub use document::{Assets, Document};
pub use live::{LiveApp, LivePage, LiveView};
pub use root::App;
