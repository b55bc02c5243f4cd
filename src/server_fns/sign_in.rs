//! The browser's way back from the provider: the code exchange.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::error::AppError;

/// Completes a sign-in, and always ends in a redirect: to where the person wanted to go, or to the page that explains.
/// Guard: the sign-in transaction that this browser began.
#[server(prefix = "/auth", endpoint = "callback", input = GetUrl)]
pub async fn complete_sign_in(
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
    iss: Option<String>,
) -> Result<(), AppError> {
    use http::{HeaderValue, header};
    use openidconnect::{AuthorizationCode, CsrfToken};

    use crate::server::{Caller, oidc::ResponseParameters};

    let (code, state) = (code.map(AuthorizationCode::new), state.map(CsrfToken::new));
    let parameters = ResponseParameters { code, state, error, error_description, iss };
    let answer = expect_context::<Caller>().complete_sign_in(parameters).await.ok_or(AppError::Unexpected)?;
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        for cookie in answer.cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
            response.append_header(header::SET_COOKIE, cookie);
        }
    }
    leptos_axum::redirect(&answer.address);
    Ok(())
}
