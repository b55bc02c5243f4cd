//! The outermost layer: renders pages and sets the headers of every response.
//!
//! A page is rendered into one string, because the streaming path of Leptos costs more than the page itself
//! (`src/docs/differences.md`). Only a page whose data arrives later is sent in two parts ([`Page::followed_by`](crate::web::Page)).

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use leptos::{nonce::Nonce, prelude::Owner};
use tracing::Instrument as _;
use url::Url;

use super::{
    gzip::{self, CompressedPrefix},
    headers::{self, PagePolicy},
    page_body::PageBody,
    size,
};
use crate::{
    error::AppError,
    paths::Base,
    server::{correlation::RequestId, session::CookieNames},
    texts::{ByLanguage, Language, in_language, language, while_in},
    web::{
        Document, Page, PageRequest, Shell, SiteFiles, language_of,
        page::{Contents, LaterView, PageToRender},
        problem_details,
    },
};

/// The headers that a response keeps if the view of its page panics. The handler has already changed the session, so the browser must
/// get the cookies that belong to it.
const KEPT_AFTER_PANIC: [HeaderName; 2] = [header::SET_COOKIE, HeaderName::from_static("clear-site-data")];

/// The state of the outermost layer, created once when the server starts.
pub struct Frame {
    transport_security: Option<HeaderValue>,
    reporting: Option<HeaderValue>,
    policy: PagePolicy,
    documents: ByLanguage<(Document, CompressedPrefix)>,
    /// The name of the cookie with the language that the user has chosen.
    language_cookie: String,
    /// The beginning of the paths of the protected API. `None` if the API is switched off.
    api: Option<String>,
    /// Makes the page that replaces a page whose view panics.
    page_after_panic: fn() -> Page,
}

impl Frame {
    /// Makes the state of the outermost layer for an app with this public URL.
    pub fn new(shell: &Shell, public_url: &Url, files: &SiteFiles) -> Self {
        let base = Base::of(public_url.path());
        let documents = ByLanguage::new(|| {
            let document = Document::new(shell, files.assets(base.clone()));
            let prefix = CompressedPrefix::new(document.prefix());
            (document, prefix)
        });
        let style_source = documents.get(Language::English).0.style_source();
        Self {
            transport_security: headers::transport_security(public_url.scheme() == "https", &base),
            reporting: headers::reporting_endpoints(&base),
            policy: PagePolicy::new(style_source, files.live_reload_port(), &base),
            documents,
            language_cookie: CookieNames::new(public_url, shell.dev_tenant).language(),
            api: None,
            page_after_panic: || Page::from(AppError::Unexpected),
        }
    }

    /// Sets the beginning of the paths of the protected API, with the base path. `None` if the API is switched off.
    #[must_use]
    pub fn with_api(self, api: Option<String>) -> Self {
        Self { api, ..self }
    }

    /// Returns whether a request is for the protected API. The prefix alone does not count, because no route of the API has that path.
    fn is_for_api(&self, request: &Request) -> bool {
        let below = self.api.as_deref().and_then(|api| request.uri().path().strip_prefix(api));
        below.is_some_and(|below| !below.is_empty())
    }

    /// Replaces the page whose view panics, so that a test can make it panic too.
    #[cfg(test)]
    #[must_use]
    pub fn with_page_after_panic(self, page: fn() -> Page) -> Self {
        Self { page_after_panic: page, ..self }
    }

    /// Renders a page into the body of a response. A page whose view panics is replaced by an error page, and by a text if that page
    /// panics too. Without this the connection would end without a response, because no layer is around this one.
    fn render(self: &Arc<Self>, contents: Contents, request: &RequestOfPage, response: &mut Response) {
        if catch_unwind(AssertUnwindSafe(|| self.fill(contents, request, response))).is_ok() {
            return;
        }
        tracing::error!("the view of a page panicked: this is a bug; the panic message is in the lines above");
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        let headers = mem::take(response.headers_mut());
        let kept = headers.iter().filter(|(name, _)| KEPT_AFTER_PANIC.contains(name));
        response.headers_mut().extend(kept.map(|(name, value)| (name.clone(), value.clone())));
        let replaced = catch_unwind(AssertUnwindSafe(|| {
            if let Some(contents) = (self.page_after_panic)().contents() {
                self.fill(contents, request, response);
            }
        }));
        if replaced.is_err() {
            tracing::error!("the error page panicked too; the response is a text");
            let id = request.id.map(|id| format!("Request ID: {id}\n")).unwrap_or_default();
            *response.body_mut() = Body::from(format!("500 Internal Server Error\n{id}"));
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        }
    }

    /// Renders a page into the body of a response, and sets the headers of the page. If the view panics, the response is unchanged.
    fn fill(self: &Arc<Self>, mut contents: Contents, request: &RequestOfPage, response: &mut Response) {
        let nonce = Nonce::new();
        let RequestOfPage { id, path, takes_gzip } = request;
        let later = contents.later.take();
        let (document, prefix) = self.documents.get(language());
        let first = document.begin(contents, PageRequest { nonce: &nonce, id: *id, path });
        let (begin, later) = match later {
            Some(view) => (first.html, Some(self.rest(view, (first.owner, first.follower)))),
            None => ([first.html, document.end(&first.follower)].concat(), None),
        };
        let body = PageBody { shared: (document.prefix(), prefix), begin, later };
        let (body, encoding) = if *takes_gzip { body.compressed() } else { body.plain() };
        *response.body_mut() = body;
        let headers = response.headers_mut();
        // Below a base path, an inner router has already set `Content-Length` for the empty body that the handler of a
        // page leaves.
        headers.remove(header::CONTENT_LENGTH);
        headers.extend(encoding.map(|encoding| (header::CONTENT_ENCODING, HeaderValue::from_static(encoding))));
        headers.insert("permissions-policy", HeaderValue::from_static(headers::NO_PERMISSIONS));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.extend(self.policy.with_nonce(&nonce).map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
        let endpoints = self.reporting.clone();
        headers.extend(endpoints.map(|endpoints| (HeaderName::from_static("reporting-endpoints"), endpoints)));
    }

    /// Renders the rest of a document when its data has arrived, with the language and the log entries of the request.
    fn rest(
        self: &Arc<Self>,
        view: LaterView,
        (owner, follower): (Owner, String),
    ) -> impl Future<Output = String> + Send + use<> {
        let (frame, language) = (Arc::clone(self), language());
        let rest = async move {
            let view = view.await;
            let main = while_in(language, || {
                catch_unwind(AssertUnwindSafe(|| owner.with(view))).unwrap_or_else(|_| {
                    tracing::error!("a view panicked after the first part of its page: this is a bug");
                    let failure = Page::from(AppError::Unexpected).contents();
                    failure.map(|failure| owner.with(failure.view)).unwrap_or_default()
                })
            });
            [main, frame.documents.get(language).0.end(&follower)].concat()
        };
        rest.in_current_span()
    }
}

/// The parts of a request that its page needs. The handler consumes the request.
struct RequestOfPage {
    id: Option<RequestId>,
    path: String,
    takes_gzip: bool,
}

/// Rejects unknown methods and oversized requests, renders the page of a handler, and sets the headers of every response.
pub async fn render(State(frame): State<Arc<Frame>>, request: Request, next: Next) -> Response {
    in_language(language_of(request.headers(), &frame.language_cookie), respond(frame, request, next)).await
}

async fn respond(frame: Arc<Frame>, request: Request, next: Next) -> Response {
    let of_page = RequestOfPage {
        id: request.extensions().get::<RequestId>().copied(),
        path: request.uri().path().to_owned(),
        takes_gzip: gzip::is_accepted(request.headers()),
    };
    // These checks are not separate layers, because each layer costs every request an allocation.
    let is_for_api = frame.is_for_api(&request);
    let rejected = headers::unknown_method(&request, is_for_api).or_else(|| size::oversized(&request));
    let mut response = match rejected {
        Some(rejected) => rejected,
        None => next.run(request).await,
    };
    if is_for_api {
        response = problem_details::of_error(response);
    }
    if let Some(contents) = response.extensions_mut().remove().and_then(PageToRender::take) {
        frame.render(contents, &of_page, &mut response);
    }
    headers::protect(response.headers_mut(), frame.transport_security.as_ref());
    if response.extensions_mut().remove::<headers::MayBeFramed>().is_some() {
        response.headers_mut().remove(header::X_FRAME_OPTIONS);
    }
    response
}
