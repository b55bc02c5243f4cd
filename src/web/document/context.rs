//! The Leptos context of everything that a document contains.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::web::Assets;

/// Renders in a new Leptos owner, which frees the signals afterwards.
pub fn in_context<T>(assets: &Assets, render: impl FnOnce() -> T) -> T {
    context(assets).with(render)
}

/// Makes a Leptos owner with the context of a document. Islands with children need its shared context.
pub fn context(assets: &Assets) -> Owner {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| {
        provide_context(assets.base.clone());
        provide_context(Arc::clone(&assets.brand));
    });
    owner
}
