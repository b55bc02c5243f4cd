//! The parts of an HTTP request that the handlers of pages use.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, Uri, request::Parts},
};

use crate::{
    paths::ReturnTo,
    server::{Caller, Services},
};

/// The request of a page, for any visitor.
pub struct Anyone {
    pub caller: Caller,
    pub headers: HeaderMap,
    /// The address of the request, without the base path.
    pub uri: Uri,
}

impl Anyone {
    /// Returns the services of the app.
    pub fn services(&self) -> &Arc<Services> {
        self.caller.services()
    }

    /// Reads the parts of a request that handlers use.
    pub(super) async fn of(parts: &mut Parts, services: &Arc<Services>) -> Self {
        let OriginalUri(uri) = never(OriginalUri::from_request_parts(parts, services).await);
        let caller = never(Caller::from_request_parts(parts, services).await);
        Self { caller, headers: parts.headers.clone(), uri }
    }

    /// Returns the requested page as the address to which a sign-in returns.
    pub fn return_to(&self) -> ReturnTo {
        ReturnTo::parse(self.uri.path_and_query().map_or("", |address| address.as_str()))
    }
}

fn never<T>(result: Result<T, Infallible>) -> T {
    result.unwrap_or_else(|never| match never {})
}
