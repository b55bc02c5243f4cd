//! The root component, and the document around it.

mod document;
mod root;

pub use document::{Assets, document};
pub use root::App;
