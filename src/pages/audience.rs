//! The audience of a page: the visitors who get it, and the consequences for its response.
//!
//! The handler of a page names its audience in its signature: [`Anyone`], [`SignedIn`] with the rights that the page needs, or
//! [`MaybeSignedIn`]. [`page`] makes the route of it. For a page of a signed-in user it also removes the cookies that the
//! sign-in has left, and lets the page react to a sign-out in another tab.

use std::{future::Future, sync::Arc};

use axum::{
    extract::{FromRequestParts, Request, State},
    http::request::Parts,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get},
};
use openidconnect::Scope;

use super::{can::VisitorFacts, request::Anyone, sign_in};
use crate::{
    error::AppError,
    paths,
    server::{
        Caller, NotGranted, NotSignedIn, Right, Services, SignedIn,
        session::{Reference, SignInAttempts},
    },
    web::{Page, PageRejection, PageResult, PageUser, PageVisitor, SessionOfPage, comes_from_another_site, cookies},
};

/// The visitor of a page with different contents for signed-in users and for all others.
pub enum MaybeSignedIn {
    SignedIn(SignedIn),
    SignedOut(Box<Anyone>),
}

/// The audience of a page: which visitors get the page.
pub trait Audience: Sized + Send + 'static {
    /// Whether the page is for signed-in users only.
    const SIGNED_IN_ONLY: bool;
    /// Whether the session is read, so that a visitor who is not signed in is known to be signed out.
    const READS_SESSION: bool = true;

    /// Returns the scopes that the visitor needs. The app registration lists them.
    fn scopes() -> Vec<Scope> {
        Vec::new()
    }

    /// Admits the visitor of a request, or returns the response that the visitor gets instead of the page.
    fn admit(request: Anyone) -> impl Future<Output = Result<Self, Response>> + Send;

    /// Returns whether the page belongs to a session.
    fn is_signed_in(&self) -> bool;
}

impl Audience for Anyone {
    const SIGNED_IN_ONLY: bool = false;
    const READS_SESSION: bool = false;

    async fn admit(request: Anyone) -> Result<Self, Response> {
        Ok(request)
    }

    fn is_signed_in(&self) -> bool {
        false
    }
}

impl Audience for MaybeSignedIn {
    const SIGNED_IN_ONLY: bool = false;

    async fn admit(request: Anyone) -> Result<Self, Response> {
        match request.caller.signed_in().await {
            Ok(user) => Ok(Self::SignedIn(user)),
            Err(NotSignedIn::SignedOut) => Ok(Self::SignedOut(Box::new(request))),
            Err(error) => Err(Page::from(AppError::from(error)).into_response()),
        }
    }

    fn is_signed_in(&self) -> bool {
        matches!(self, Self::SignedIn(_))
    }
}

impl<R: Right> Audience for SignedIn<R> {
    const SIGNED_IN_ONLY: bool = true;

    fn scopes() -> Vec<Scope> {
        R::needs().scopes().to_vec()
    }

    /// Responds to a signed-out visitor with the login view. If a user lacks a right that the provider can give,
    /// redirects the user to the provider, from which the user returns to the page.
    async fn admit(request: Anyone) -> Result<Self, Response> {
        let caller = request.caller.clone().with_requested_page(&request.return_to());
        match caller.signed_in_with().await {
            Ok(user) => Ok(user),
            Err(NotGranted::NotSignedIn(NotSignedIn::SignedOut)) => {
                let return_to = request.return_to();
                Err(sign_in::instead_of_page(&request, &return_to).await)
            }
            Err(NotGranted::StepUp(reference)) => Err(step_up(&request, reference)),
            Err(
                error @ (NotGranted::RoleMissing
                | NotGranted::OtherTenant
                | NotGranted::GroupMissing
                | NotGranted::ProofMissing
                | NotGranted::ProofNotRequestable
                | NotGranted::ScopeMissing),
            ) => {
                let rejected = Page::from(AppError::from(error));
                Err((cookies::after_sign_in(&caller).await, rejected).into_response())
            }
            Err(error) => Err(Page::from(AppError::from(error)).into_response()),
        }
    }

    fn is_signed_in(&self) -> bool {
        true
    }
}

/// Redirects the browser to the provider for a step-up, or responds with a page that links to it. The link prevents two
/// problems: another site that starts a step-up, and a redirect loop if the provider did not give what the last step-up
/// requested.
fn step_up(request: &Anyone, reference: Reference) -> Response {
    let has_just_ended = request.caller.sign_in_attempts() != SignInAttempts::default();
    if has_just_ended || comes_from_another_site(&request.headers) {
        return Page::from(AppError::step_up(reference.into_secret())).into_response();
    }
    Page::redirect(&paths::step_up(request.uri.path(), reference.secret())).into_response()
}

impl<R: Right> FromRequestParts<Arc<Services>> for SignedIn<R> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, services: &Arc<Services>) -> Result<Self, Response> {
        Self::admit(Anyone::of(parts, services).await).await
    }
}

/// The handler of a page: an async function of an audience and at most one axum extractor.
pub trait PageHandler<Arguments>: Clone + Send + Sync + 'static {
    type Audience: Audience;

    /// Runs the handler of the page. Its extractor reads the request.
    fn run(
        self,
        audience: Self::Audience,
        parts: &mut Parts,
        services: &Arc<Services>,
    ) -> impl Future<Output = PageResult> + Send;
}

impl<H, A, F> PageHandler<(A,)> for H
where
    H: Fn(A) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = PageResult> + Send,
    A: Audience,
{
    type Audience = A;

    async fn run(self, audience: A, _: &mut Parts, _: &Arc<Services>) -> PageResult {
        self(audience).await
    }
}

impl<H, A, E, F> PageHandler<(A, E)> for H
where
    H: Fn(A, E) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = PageResult> + Send,
    A: Audience,
    E: FromRequestParts<Arc<Services>> + Send,
{
    type Audience = A;

    async fn run(self, audience: A, parts: &mut Parts, services: &Arc<Services>) -> PageResult {
        let extracted = E::from_request_parts(parts, services).await.map_err(IntoResponse::into_response)?;
        self(audience, extracted).await
    }
}

/// Makes the `GET` handler of a page, which admits only the audience of the page's handler.
pub fn page<H, Arguments>(handler: H) -> MethodRouter<Arc<Services>>
where
    H: PageHandler<Arguments>,
    Arguments: 'static,
{
    get(async move |State(services): State<Arc<Services>>, request: Request| respond(handler, &services, request).await)
}

async fn respond<Arguments, H: PageHandler<Arguments>>(
    handler: H,
    services: &Arc<Services>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let request = Anyone::of(&mut parts, services).await;
    let caller = request.caller.clone();
    let audience = match H::Audience::admit(request).await {
        Ok(audience) => audience,
        Err(instead) => return instead,
    };
    let is_signed_in = audience.is_signed_in();
    let page = match handler.run(audience, &mut parts, services).await {
        Ok(page) => page,
        Err(PageRejection::Error(error)) => Page::from(error),
        Err(PageRejection::Response(response)) => return *response,
    };
    if is_signed_in {
        return of_session(&caller, page, SessionOfPage::Belongs).await;
    }
    // With a session cookie the user may be signed in. Only a read of the store could tell.
    let has_session = caller.session().id().is_some();
    let facts =
        if H::Audience::READS_SESSION || !has_session { VisitorFacts::SignedOut } else { VisitorFacts::Unknown };
    let visitor = if has_session { PageVisitor::Unknown } else { PageVisitor::SignedOut };
    page.provide(facts).visitor(visitor).into_response()
}

/// Responds with a page that belongs to the caller's session, and removes the cookies that the sign-in has left.
pub async fn of_session(caller: &Caller, page: Page, session: SessionOfPage) -> Response {
    // The handler has read the session, and the caller keeps it, so this does not read the store again.
    let page = match caller.signed_in().await {
        Ok(user) => {
            let time_left = user.time_left().await.ok();
            let shown = PageUser { time_left, ..PageUser::of(user.user(), caller) };
            let visitor = PageVisitor::SignedIn(Box::new(shown));
            page.visitor(visitor).provide(VisitorFacts::SignedIn(Arc::new(user)))
        }
        Err(_) => page,
    };
    (cookies::after_sign_in(caller).await, page.session(session)).into_response()
}
