//! `POST /language`: keeps the language that the user has chosen.

use std::{sync::Arc, time::Duration};

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use url::Url;

use crate::{
    error::AppError,
    paths::{self, ReturnTo},
    server::Services,
    texts::Language,
    web::{Page, cookies::SetCookies},
};

/// The time for which a browser keeps the choice: 400 days, the longest that Chromium allows.
const KEPT_FOR: Duration = Duration::from_hours(400 * 24);

/// The form of the language menu.
#[derive(Deserialize)]
pub struct Choice {
    /// A language tag.
    language: String,
}

/// Sets the cookie with the language, and leads back to the page with the menu.
pub async fn choose(
    State(services): State<Arc<Services>>,
    headers: HeaderMap,
    form: Result<Form<Choice>, FormRejection>,
) -> Response {
    let language = form.ok().and_then(|Form(choice)| Language::of_tag(&choice.language));
    let Some(language) = language else { return Page::from(AppError::BadRequest).into_response() };
    let names = &services.cookies;
    let cookie = names.set(names.language(), language.tag(), KEPT_FOR);
    let page = came_from(&services, &headers).unwrap_or_else(ReturnTo::home);
    (StatusCode::SEE_OTHER, SetCookies([cookie]), [(header::LOCATION, page.as_str())]).into_response()
}

/// The addresses whose `GET` starts or completes something at the provider. Chromium blocks a redirect to the provider that follows a
/// form (`form-action`), and a choice of language must not start a sign-in.
const AT_PROVIDER: [&str; 6] = [
    paths::SIGN_IN,
    paths::ALLOW,
    paths::EDIT_PROFILE,
    paths::RESET_PASSWORD,
    paths::ADMIN_CONSENT_BEGIN,
    paths::ADMIN_CONSENT_RESULT,
];

/// Returns the page of this app whose form was sent. At an address of the provider's steps this is the page to which the step
/// would return. `None` if the browser does not tell.
fn came_from(services: &Services, headers: &HeaderMap) -> Option<ReturnTo> {
    let relying_party = &services.auth.relying_party;
    let from = Url::parse(headers.get(header::REFERER)?.to_str().ok()?).ok()?;
    if from.origin() != relying_party.own_address(paths::HOME).origin() {
        return None;
    }
    let path = relying_party.base().strip(from.path())?;
    if AT_PROVIDER.contains(&path) || relying_party.callback_path() == Some(path) {
        let (_, return_to) = from.query_pairs().find(|(name, _)| name == "return_to")?;
        return Some(ReturnTo::parse(&return_to));
    }
    let query = from.query().map(|query| ["?", query].concat()).unwrap_or_default();
    Some(ReturnTo::parse(&[path, &query].concat()))
}
