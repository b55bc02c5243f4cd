//! `GET /`: the welcome view for signed-in users, the login view for all others.

use axum::extract::{Query, rejection::QueryRejection};
use serde::Deserialize;

use super::{audience::MaybeSignedIn, sign_in, welcome::Welcome};
use crate::{paths::ReturnTo, web::PageResult};

/// The query parameters of the homepage.
#[derive(Deserialize)]
pub struct HomeQuery {
    return_to: Option<String>,
}

/// Shows the welcome view to signed-in users and the login view to all others.
pub async fn home(visitor: MaybeSignedIn, query: Result<Query<HomeQuery>, QueryRejection>) -> PageResult {
    match visitor {
        MaybeSignedIn::SignedIn(user) => Ok(Welcome::of(&user).page()),
        MaybeSignedIn::SignedOut(request) => {
            // The sign-in returns to the requested address, unless a link names another page in `return_to`.
            let named = query.ok().and_then(|Query(query)| query.return_to);
            let return_to = named.map_or_else(|| request.return_to(), |named| ReturnTo::parse(&named));
            Err(sign_in::instead_of_page(&request, &return_to).await.into())
        }
    }
}
