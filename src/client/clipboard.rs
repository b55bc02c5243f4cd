//! The clipboard, which browsers offer on secure origins only (https, or http on loopback).

use wasm_bindgen_futures::JsFuture;

/// Copies a text to the clipboard. Returns whether that succeeded.
pub async fn copy_text(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
