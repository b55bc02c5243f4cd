//! The response of an API in the style guide.

use leptos::prelude::*;

use super::sample::Sample;
use crate::{
    model::{ApiBody, ApiResponse, ListPosition, NextPage},
    server::api::json_tree,
    web::ResponseOfApi,
};

#[component]
pub fn Response() -> impl IntoView {
    view! {
        <Sample title="Response of an API" id="response">
            <ResponseOfApi response=response() has_endpoint=true search=Some("mia".to_owned()) />
        </Sample>
    }
}

fn response() -> ApiResponse {
    let text = "{\n  \"value\": [\n    {\n      \"displayName\": \"Mia Keller\",\n      \"jobTitle\": null,\n      \"age\": 41,\n      \"accountEnabled\": true\n    }\n  ]\n}";
    ApiResponse {
        endpoint: "https://graph.microsoft.com/v1.0/users".to_owned(),
        status: 200,
        body: ApiBody::Json { text: text.to_owned(), is_cut: false },
        tree: json_tree(text.as_bytes(), Some("mia")),
        milliseconds: 132,
        request_id: Some("6a5e3f1c-0000-4444-8888-1234567890ab".to_owned()),
        list: ListPosition {
            page: None,
            number: 1,
            next: Some(NextPage::At("https://graph.microsoft.com/v1.0/users?$skiptoken=2".to_owned())),
        },
        received: text.as_bytes().to_vec(),
    }
}
