//! The server function that completes a sign-in when the browser returns from the provider.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::error::AppError;

/// Completes a sign-in, and always redirects: to the page that the user requested, or to the page that explains the failure.
/// Guard: the sign-in transaction of this browser.
#[server(prefix = "/auth", endpoint = "callback", input = GetUrl)]
pub async fn complete_sign_in(
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
    iss: Option<String>,
) -> Result<(), AppError> {
    use openidconnect::{AuthorizationCode, CsrfToken};

    use crate::server::{Caller, caller::ResponseCookies, oidc::ResponseParameters};

    let (code, state) = (code.map(AuthorizationCode::new), state.map(CsrfToken::new));
    let parameters = ResponseParameters { code, state, error, error_description, iss };
    let redirection = expect_context::<Caller>().complete_sign_in(parameters).await.ok_or(AppError::Unexpected)?;
    expect_context::<ResponseCookies>().set(redirection.cookies);
    leptos_axum::redirect(&redirection.address);
    Ok(())
}
