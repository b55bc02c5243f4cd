//! The outermost layer: renders pages and sets the headers of every response.
//!
//! A page is rendered into one string, because the streaming path of Leptos costs more than the page itself
//! (`src/docs/differences.md`). Only a page whose data arrives later is sent in two parts ([`Page::followed_by`](crate::web::Page)).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
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
    paths::Base,
    server::{correlation::RequestId, session::CookieNames},
    texts::{ByLanguage, Language, in_language, language, while_in},
    web::{
        Document, PageRequest, Shell, SiteFiles, language_of,
        page::{Contents, LaterView, PageToRender},
        problem_details,
    },
};

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

    /// Renders a page into the body of a response, and sets the headers of the page.
    fn render(self: &Arc<Self>, mut contents: Contents, request: RequestOfPage, response: &mut Response) {
        let nonce = Nonce::new();
        let RequestOfPage { id, path, takes_gzip } = request;
        let later = contents.later.take();
        let (document, prefix) = self.documents.get(language());
        let (mut begin, owner) = document.begin(contents, PageRequest { nonce: &nonce, id, path: &path });
        let later = later.map(|view| self.rest(view, owner));
        if later.is_none() {
            begin.push_str(&document.end());
        }
        let body = PageBody { shared: (document.prefix(), prefix), begin, later };
        let (body, encoding) = if takes_gzip { body.compressed() } else { body.plain() };
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
    fn rest(self: &Arc<Self>, view: LaterView, owner: Owner) -> impl Future<Output = String> + Send + use<> {
        let (frame, language) = (Arc::clone(self), language());
        let rest = async move {
            let view = view.await;
            let main = while_in(language, || owner.with(view));
            [main, frame.documents.get(language).0.end()].concat()
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
        frame.render(contents, of_page, &mut response);
    }
    headers::protect(response.headers_mut(), frame.transport_security.as_ref());
    if response.extensions_mut().remove::<headers::MayBeFramed>().is_some() {
        response.headers_mut().remove(header::X_FRAME_OPTIONS);
    }
    response
}
