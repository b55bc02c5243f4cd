//! Tests of the language of the API explorer: no text around a response is English in the pseudo-language.

use leptos_entra::{
    model::{ApiBody, ApiResponse, JsonTree, ListPosition, NextPage},
    pages::api_result,
    server::graph::json_tree,
};

use super::own_data::assert_no_english;

#[test]
fn a_response_of_an_api_has_no_english_text() {
    let bodies = [
        ApiBody::Empty,
        ApiBody::Text { text: "Xx".into(), is_cut: true },
        ApiBody::Binary { media_type: "Xx".into(), bytes: 1_500 },
        ApiBody::Json { text: "Xx".into(), is_cut: true },
    ];
    for body in bodies {
        for next in [NextPage::Elsewhere, NextPage::At("Xx".into())] {
            let tree = json_tree(br#"{"Xx":["Xx",{"Xx":null}]}"#, Some("Xx"));
            let response = ApiResponse {
                status: 202,
                tree: tree
                    .map(|tree| JsonTree { is_cut: true, ..tree })
                    .filter(|_| matches!(body, ApiBody::Json { .. })),
                list: ListPosition { page: Some("Xx".into()), number: 3, next: Some(next) },
                body: body.clone(),
                ..ApiResponse::default()
            };
            assert_no_english("API response", &["Xx null ms"], || {
                api_result::page(Ok(response.clone()), Some("Xx".into()))
            });
        }
    }
}
