//! `POST /api/call_api`: the downstream API, for the client as JSON and for a form as a page or a file.

use axum::{
    extract::{Form, FromRequest as _, Request, rejection::FormRejection},
    response::{IntoResponse, Response},
};

use crate::{
    error::AppError,
    pages::api_result::{self, CallForm},
    server::Caller,
    web::{Page, failure, server_functions},
};

/// Calls the downstream API. The result is a page or a file for a form, and JSON for the hydrated client.
pub async fn call_api(caller: Caller, request: Request) -> Response {
    if !failure::wants_page(request.headers()) {
        return server_functions::run(caller, request).await;
    }
    match Form::<CallForm>::from_request(request, &()).await {
        Ok(Form(form)) => api_result::respond(caller, form).await,
        // A request without fields may lack the content type of a form.
        Err(FormRejection::InvalidFormContentType(_)) => api_result::respond(caller, CallForm::default()).await,
        Err(_) => Page::from(AppError::BadRequest).into_response(),
    }
}
