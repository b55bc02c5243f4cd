//! `POST /api/sign_out`: for the client as JSON, and for a form without JavaScript as a page.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};

use crate::{
    pages::signing_out,
    server::{Caller, Services},
    web::{cookies::SetCookies, failure, server_functions},
};

/// Ends the session of the caller, and leads to the sign-out at the provider.
pub async fn sign_out(State(services): State<Arc<Services>>, caller: Caller, request: Request) -> Response {
    if failure::wants_page(request.headers()) {
        return signing_out::by_form(&services, caller).await;
    }
    let device_gone = SetCookies(caller.drop_device_flow().await);
    signing_out::clear_site_data(&services, (device_gone, server_functions::run(caller, request).await).into_response())
}
