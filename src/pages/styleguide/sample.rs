//! A card of the style guide.

use leptos::prelude::*;

/// A card of the style guide with the components of one kind. The screenshot tests find it by `data-sample`, so its content is fixed.
#[component]
pub fn Sample(title: &'static str, id: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby=id data-sample=id>
            <h2 id=id>{title}</h2>
            {children()}
        </section>
    }
}
