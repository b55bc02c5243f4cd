//! Shows the signed-in user in the frame of pages whose handlers have not read the session, such as the page for an unknown path.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};

use crate::{
    server::{Caller, Services},
    web::{
        SessionOfPage,
        page::PageToRender,
        visitor::{PageUser, PageVisitor},
    },
};

/// Reads the session for a page of an unknown visitor, so that a signed-in user keeps the navigation and the account menu. A page
/// about a failure of the server stays as it is, because the session store may be the reason.
pub async fn show_visitor(_: State<Arc<Services>>, caller: Caller, request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST;
    let response = next.run(request).await;
    if caller.session().id().is_none() || response.status().is_server_error() {
        return response;
    }
    let page = response.extensions().get::<PageToRender>().filter(|page| page.has_unknown_visitor());
    if let Some(page) = page.cloned()
        && let Ok(user) = caller.signed_in().await
    {
        let visitor = PageVisitor::SignedIn(Box::new(PageUser::of(user.user(), &caller)));
        let session = if is_form { SessionOfPage::BelongsAfterForm } else { SessionOfPage::Belongs };
        page.show(visitor, session);
    }
    response
}
