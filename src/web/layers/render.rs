//! The outermost layer: renders pages and sets the headers of every response.
//!
//! A page is rendered into one string and not streamed, because pages of this app await nothing, and the streaming path of Leptos
//! costs more than the page itself (`src/docs/differences.md`).

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;
use url::Url;

use super::{
    gzip::{self, CompressedPrefix},
    headers::{self, PagePolicy},
    size,
};
use crate::{
    paths::Base,
    server::{correlation::RequestId, session::CookieNames},
    texts::{ByLanguage, Language, in_language, language},
    web::{
        Document, PageRequest, Shell, SiteFiles, language_of,
        page::{Contents, PageToRender},
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
    fn render(&self, contents: Contents, request: RequestOfPage, response: &mut Response) {
        let nonce = Nonce::new();
        let RequestOfPage { id, path, takes_gzip } = request;
        let (document, prefix) = self.documents.get(language());
        let rest = document.render(contents, PageRequest { nonce: &nonce, id, path: &path });
        let compressed = takes_gzip.then(|| prefix.followed_by(rest.as_bytes())).flatten();
        let encoding = compressed.as_ref().map(|_| HeaderValue::from_static("gzip"));
        let whole = || Body::from([document.prefix(), &rest].concat());
        *response.body_mut() = compressed.map_or_else(whole, Body::from);
        let headers = response.headers_mut();
        // Below a base path, an inner router has already set `Content-Length` for the empty body that the handler of a
        // page leaves.
        headers.remove(header::CONTENT_LENGTH);
        headers.extend(encoding.map(|encoding| (header::CONTENT_ENCODING, encoding)));
        headers.insert("permissions-policy", HeaderValue::from_static(headers::NO_PERMISSIONS));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.extend(self.policy.with_nonce(&nonce).map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
        let endpoints = self.reporting.clone();
        headers.extend(endpoints.map(|endpoints| (HeaderName::from_static("reporting-endpoints"), endpoints)));
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
