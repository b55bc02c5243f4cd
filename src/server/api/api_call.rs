//! A call of an API by name: options first, then the method that sends it.

use futures_util::{Stream, stream};
use reqwest::{
    Method, StatusCode,
    header::{HeaderMap, IF_MATCH, IF_NONE_MATCH},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use url::Url;

use super::{
    ApiError, ApiFile, EntityTag, FailedResponse, FileRules,
    address::{below, with_option, with_segment},
    body::{json_text, not_json, parse},
    file,
    pages::PageWalk,
    request::{ApiRequest, Target},
    retry::send_patiently,
};
use crate::server::{SignedIn, config::ApiSettings, http::HttpResponse};

/// A call of a resource. [`Api::at`](super::Api::at) begins it.
///
/// Errors: [`ApiError::Failed`] has the status, the error code and the problem details (RFC 9457) of the API. Each error converts to an
/// [`AppError`](crate::error::AppError) with texts for the user.
pub struct ApiCall<'a> {
    name: &'static str,
    settings: &'a ApiSettings,
    user: &'a SignedIn,
    /// `None` if a segment has no valid name, so that no resource can have it.
    path: Option<String>,
    headers: HeaderMap,
}

/// The body of a successful response, with the version of the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received<T> {
    pub value: T,
    /// The version of the resource (`ETag`), for a conditional request.
    pub tag: Option<EntityTag>,
}

/// The result of a request for a resource that may be unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conditional<T> {
    Changed(Received<T>),
    /// The resource still has the known version (status 304).
    NotModified,
}

impl<'a> ApiCall<'a> {
    pub(super) fn new(name: &'static str, settings: &'a ApiSettings, user: &'a SignedIn, path: &str) -> Self {
        Self { name, settings, user, path: Some(path.to_owned()), headers: HeaderMap::new() }
    }

    /// Adds a query option and encodes it, so that values cannot add further options.
    #[must_use]
    pub fn query(self, name: &str, value: &str) -> Self {
        Self { path: self.path.map(|path| with_option(path, name, value)), ..self }
    }

    /// Adds a segment to the path and encodes it, so that it cannot name another folder. Segments come before query options.
    #[must_use]
    pub fn segment(self, value: &str) -> Self {
        Self { path: self.path.and_then(|path| with_segment(&path, value)), ..self }
    }

    /// Makes a write conditional (`If-Match`): the API rejects it with status 412 if the resource has another version.
    #[must_use]
    pub fn if_match(mut self, tag: &EntityTag) -> Self {
        self.headers.insert(IF_MATCH, tag.header());
        self
    }

    /// Fetches JSON.
    pub async fn get<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        self.get_with_tag().await.map(|received| received.value)
    }

    /// Fetches JSON with the version of the resource.
    pub async fn get_with_tag<T: DeserializeOwned>(self) -> Result<Received<T>, ApiError> {
        let response = self.send(Method::GET, None).await;
        self.logged(response.and_then(|response| received(&response)))
    }

    /// Fetches JSON, unless the resource still has the known version (`If-None-Match`).
    pub async fn get_unless<T: DeserializeOwned>(mut self, known: &EntityTag) -> Result<Conditional<T>, ApiError> {
        self.headers.insert(IF_NONE_MATCH, known.header());
        let result = match self.send(Method::GET, None).await {
            Ok(response) => received(&response).map(Conditional::Changed),
            Err(ApiError::Failed(failed)) if failed.status == StatusCode::NOT_MODIFIED.as_u16() => {
                Ok(Conditional::NotModified)
            }
            Err(error) => Err(error),
        };
        self.logged(result)
    }

    /// Posts JSON. A response without a body is read as `null`, so that `()` and `Option` fit it.
    pub async fn post<B: Serialize + ?Sized, T: DeserializeOwned>(self, body: &B) -> Result<Received<T>, ApiError> {
        self.write(Method::POST, body).await
    }

    /// Replaces a resource by JSON.
    pub async fn put<B: Serialize + ?Sized, T: DeserializeOwned>(self, body: &B) -> Result<Received<T>, ApiError> {
        self.write(Method::PUT, body).await
    }

    /// Changes a resource by JSON.
    pub async fn patch<B: Serialize + ?Sized, T: DeserializeOwned>(self, body: &B) -> Result<Received<T>, ApiError> {
        self.write(Method::PATCH, body).await
    }

    /// Deletes a resource. The body of the response is ignored.
    pub async fn delete(self) -> Result<(), ApiError> {
        let result = self.send(Method::DELETE, None).await;
        self.logged(result.map(drop))
    }

    /// Fetches a file, such as an image, of at most this size and of one of these media types.
    pub async fn file(mut self, rules: FileRules) -> Result<ApiFile, ApiError> {
        self.headers.extend(file::accept(rules));
        let response = match self.address() {
            Ok(address) => self.send_to(&address, Method::GET, None, Some(rules.most_bytes)).await,
            Err(error) => Err(error),
        };
        self.logged(response.and_then(|response| file::read(response, rules)))
    }

    /// Fetches a list page by page, along `@odata.nextLink`. Each item of the stream is one page, such as a [`List`](super::List).
    ///
    /// A link that leaves the API ends the stream with an error, and so does a link on the last of `most` pages. So a list that ends
    /// without an error is complete.
    pub fn pages<T: DeserializeOwned>(self, most: usize) -> impl Stream<Item = Result<T, ApiError>> + use<'a, T> {
        let walk = PageWalk::new(&self.settings.endpoint, self.address(), most);
        stream::try_unfold((self, walk), |(call, mut walk)| async move {
            let page = call.next_page(&mut walk).await;
            Ok(call.logged(page)?.map(|page| (page, (call, walk))))
        })
    }

    async fn next_page<T: DeserializeOwned>(&self, walk: &mut PageWalk<'a>) -> Result<Option<T>, ApiError> {
        let Some(address) = walk.next_address()? else { return Ok(None) };
        let response = self.send_to(&address, Method::GET, None, None).await?;
        walk.read(&json_text(&response)?, || not_json(&response)).map(Some)
    }

    async fn write<B: Serialize + ?Sized, T: DeserializeOwned>(
        self,
        method: Method,
        body: &B,
    ) -> Result<Received<T>, ApiError> {
        let result = match serde_json::to_value(body).map_err(|_| ApiError::InvalidBody) {
            Ok(body) => self.send(method, Some(body)).await.and_then(|response| received(&response)),
            Err(error) => Err(error),
        };
        self.logged(result)
    }

    fn address(&self) -> Result<Url, ApiError> {
        let path = self.path.as_deref().ok_or_else(no_such_resource)?;
        below(&self.settings.endpoint, path).ok_or(ApiError::ForeignAddress)
    }

    async fn send(&self, method: Method, body: Option<Value>) -> Result<HttpResponse, ApiError> {
        self.send_to(&self.address()?, method, body, None).await
    }

    async fn send_to(
        &self,
        address: &Url,
        method: Method,
        body: Option<Value>,
        most_bytes: Option<usize>,
    ) -> Result<HttpResponse, ApiError> {
        let request = ApiRequest {
            target: Target::Named { root: &self.settings.endpoint },
            method,
            address,
            scopes: &self.settings.scopes,
            headers: self.headers.clone(),
            body,
            most_bytes,
        };
        let response = send_patiently(self.user, self.name, &request).await?;
        if response.status.is_success() {
            return Ok(response);
        }
        Err(ApiError::Failed(FailedResponse::read(&response, address)))
    }

    /// Logs an error with the name of the API.
    fn logged<T>(&self, result: Result<T, ApiError>) -> Result<T, ApiError> {
        let _span = tracing::info_span!("api", name = self.name).entered();
        result.inspect_err(ApiError::log)
    }
}

/// Returns the error of a resource whose name is impossible.
fn no_such_resource() -> ApiError {
    ApiError::Failed(FailedResponse::of_status(StatusCode::NOT_FOUND.as_u16()))
}

/// Reads the JSON of a response. No body is read as `null`.
fn received<T: DeserializeOwned>(response: &HttpResponse) -> Result<Received<T>, ApiError> {
    let text = json_text(response)?;
    let text = if text.trim().is_empty() { "null" } else { &text };
    let value = parse(text, || not_json(response))?;
    Ok(Received { value, tag: EntityTag::of(&response.headers) })
}
