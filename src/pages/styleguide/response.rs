//! The response of an API in the style guide.

use leptos::prelude::*;

use super::sample::Sample;
use crate::{
    islands::ApiResponseText,
    model::{ApiBody, ApiResponse},
    web::shown,
};

#[component]
pub fn Response() -> impl IntoView {
    view! {
        <Sample title="Response of an API" id="response">
            <ApiResponseText answer=shown(response()) />
        </Sample>
    }
}

fn response() -> ApiResponse {
    let text = "{\n  \"displayName\": \"Mia Keller\",\n  \"id\": \"00000000-aaaa-1111-bbbb-222222222222\",\n  \"jobTitle\": null\n}";
    ApiResponse {
        endpoint: "https://graph.microsoft.com/v1.0/me".to_owned(),
        status: 200,
        body: ApiBody::Json { text: text.to_owned(), is_cut: false },
        milliseconds: 132,
        request_id: Some("6a5e3f1c-0000-4444-8888-1234567890ab".to_owned()),
    }
}
