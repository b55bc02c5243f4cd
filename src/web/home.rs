//! `GET /`: the welcome view for somebody, the login view for nobody.

use std::sync::Arc;

use axum::{
    extract::{OriginalUri, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{cookies, own_name, page::PageAnswer, router};
use crate::{
    error::AppError,
    model::{ApiCall, SignInView, View, WelcomeView},
    paths::{self, ReturnTo},
    server::{Caller, NotSignedIn, Services, SignedIn, graph, session::Journey},
};

#[derive(Deserialize)]
pub struct Wish {
    return_to: Option<String>,
}

pub async fn home(
    State(services): router::State,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Response {
    match caller.signed_in().await {
        Ok(user) => {
            let page = PageAnswer::new(StatusCode::OK, View::Welcome(welcome(&user)));
            (cookies::after_sign_in(&caller).await, page).into_response()
        }
        Err(NotSignedIn::SignedOut) => {
            // The page that was asked for is the one to come back to, unless a link has named another.
            let wish = wish.ok().and_then(|Query(wish)| wish.return_to);
            let return_to = ReturnTo::parse(wish.as_deref().unwrap_or_else(|| asked_for(&uri)));
            for_nobody(&services, &headers, &uri, &return_to).await
        }
        Err(error) => PageAnswer::error(AppError::from(error)).into_response(),
    }
}

/// Answers somebody who is not signed in, at an address that shows something to those who are.
pub async fn for_nobody(services: &Services, headers: &HeaderMap, uri: &Uri, return_to: &ReturnTo) -> Response {
    if let Some(redirect) = own_name::redirect(services, headers, uri) {
        return redirect.into_response();
    }
    if !services.auth.relying_party.provider().is_in_reach().await {
        return PageAnswer::error(AppError::ProviderUnavailable).into_response();
    }
    PageAnswer::new(StatusCode::OK, sign_in_view(services, return_to)).into_response()
}

fn asked_for(uri: &Uri) -> &str {
    uri.path_and_query().map_or(paths::HOME, |asked| asked.as_str())
}

/// Returns the login view.
pub fn sign_in_view(services: &Services, return_to: &ReturnTo) -> View {
    let relying_party = &services.auth.relying_party;
    let authority = relying_party.provider().authority();
    View::SignIn(SignInView {
        provider: authority.provider(),
        authority_host: authority.host(),
        device_code: relying_party.signs_in_by_device_code(),
        return_to: return_to.as_str().to_owned(),
    })
}

fn welcome(signed_in: &SignedIn) -> WelcomeView {
    let (services, user) = (signed_in.services(), signed_in.user());
    let known = services.auth.relying_party.scopes();
    WelcomeView {
        display_name: user.display_name.clone(),
        username: user.username.clone(),
        authority_host: services.auth.relying_party.provider().authority().host(),
        tenant_id: user.tenant_id.clone(),
        edit_profile: services.auth.relying_party.offers(Journey::EditProfile),
        mail: services.graph.is_some() && services.endpoint.is_some() && graph::takes_their_tokens(services),
        api: services.endpoint.as_ref().map(|endpoint| ApiCall {
            endpoint: graph::without_query(endpoint),
            scopes: known.of_endpoint(endpoint).scopes().iter().map(|scope| scope.to_string()).collect(),
        }),
        picture: Arc::default(),
    }
}
