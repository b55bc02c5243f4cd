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
) -> Result<(), AppError> {
    use crate::server::{
        Caller,
        auth::{complete, failure},
        detached,
        oidc::AuthorizationResponse,
    };

    let response = AuthorizationResponse::parse(code, state, error, error_description);
    let caller = expect_context::<Caller>();
    let cookie = response.state().and_then(|state| caller.sign_in_cookie(state));
    let address = detached(async move {
        let (relying_party, store) = (&caller.services().relying_party, &caller.services().store);
        match complete::complete(relying_party, store, caller.session(), response, cookie.as_ref()).await {
            Ok(return_to) => return_to.as_str().to_owned(),
            Err(failed) => failure::address(store, &failed).await,
        }
    });
    leptos_axum::redirect(&address.await.ok_or(AppError::Unexpected)?);
    Ok(())
}
