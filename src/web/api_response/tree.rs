//! The JSON of a response as a tree of nested lists, which the user opens and closes without JavaScript.

use std::vec::IntoIter;

use leptos::prelude::*;

use crate::{
    model::{JsonLabel, JsonName, JsonRow, JsonTree, LeafKind},
    text,
};

/// Shows a tree. JSON is read from left to right in every language; each text has its own direction.
#[component]
pub fn Tree(tree: JsonTree) -> impl IntoView {
    let rows = list(&mut tree.rows.into_iter());
    view! {
        <div class="tree" role="region" aria-label=text!("island-response-json") dir="ltr">
            {rows}
        </div>
    }
}

/// Returns the list of the rows up to the end of their object or array. The depth of a tree is bounded, so the recursion is too.
fn list(rows: &mut IntoIter<JsonRow>) -> AnyView {
    let mut items = Vec::new();
    while let Some(row) = rows.next() {
        items.push(match row {
            JsonRow::End => break,
            JsonRow::Branch { label, is_object, entries, is_open } => {
                let inside = list(rows);
                view! {
                    <li>
                        <details open=is_open>
                            <summary>{self::label(label)} {size(is_object, entries)}</summary>
                            {inside}
                        </details>
                    </li>
                }
                .into_any()
            }
            JsonRow::Folded { label, is_object, entries } => {
                view! { <li>{self::label(label)} {size(is_object, entries)}</li> }.into_any()
            }
            JsonRow::Leaf { label, kind, text, is_found } => {
                view! { <li>{self::label(label)} {leaf(kind, text, is_found)}</li> }.into_any()
            }
        });
    }
    view! { <ul>{items}</ul> }.into_any()
}

fn label(label: JsonLabel) -> AnyView {
    let hit = hit(label.is_found);
    match label.name {
        JsonName::Root => ().into_any(),
        JsonName::Member(name) => view! {
            <b dir="auto" data-hit=hit>
                {["\"", &name, "\""].concat()}
            </b>
            ": "
        }
        .into_any(),
        JsonName::Item(index) => view! { <i>{index.to_string()}</i> ": " }.into_any(),
    }
}

/// Returns the kind of an object or array and the number of its entries: `{…} 3 entries`.
fn size(is_object: bool, entries: usize) -> impl IntoView {
    let brackets = match (is_object, entries) {
        (true, 0) => "{}",
        (false, 0) => "[]",
        (true, _) => "{…} ",
        (false, _) => "[…] ",
    };
    let number =
        (entries > 0).then(|| view! { <small dir="auto">{text!("account-api-entries", count = entries)}</small> });
    view! { {brackets} {number} }
}

fn leaf(kind: LeafKind, text: String, is_found: bool) -> impl IntoView {
    let (class, text) = match kind {
        LeafKind::String => ("string", ["\"", &text, "\""].concat()),
        LeafKind::Number => ("number", text),
        LeafKind::Boolean => ("boolean", text),
        LeafKind::Null => ("null", text),
    };
    view! {
        <span class=class dir="auto" data-hit=hit(is_found)>
            {text}
        </span>
    }
}

/// Returns the attribute that marks a match of the search.
fn hit(is_found: bool) -> Option<&'static str> {
    is_found.then_some("")
}
