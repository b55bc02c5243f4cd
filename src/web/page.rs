//! A page as the response of a handler: title, status, headers, and the view that [`super::layers::render`] renders.

mod contents;
mod to_render;

use std::{borrow::Cow, mem};

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::{IntoView, provide_context};

pub use self::{
    contents::{Contents, Hydration, LaterView, RenderView, SessionOfPage},
    to_render::PageToRender,
};
use super::{cookies, visitor::PageVisitor};
use crate::{error::AppError, server::session::SetCookie};

/// The result of the handler of a page.
pub type PageResult = Result<Page, PageRejection>;

/// A response that a handler sends in place of the page.
pub enum PageRejection {
    /// The error page that [`super::failure`] makes of this error.
    Error(AppError),
    /// A complete response, such as that with the login view.
    Response(Box<Response>),
}

impl<E: Into<AppError>> From<E> for PageRejection {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

impl From<Response> for PageRejection {
    fn from(response: Response) -> Self {
        Self::Response(Box::new(response))
    }
}

/// The response of a page's handler: a page, or a redirect to a page.
///
/// The outermost layer adds the document, the nonce and the compression, so that pages of handlers and of layers are alike.
pub struct Page {
    status: StatusCode,
    headers: HeaderMap,
    contents: Option<Contents>,
}

impl Page {
    /// Makes a page with this title and without content, which [`Self::view`] adds.
    pub fn new(title: impl Into<Cow<'static, str>>) -> Self {
        let contents = Contents {
            title: title.into(),
            view: Box::new(String::new),
            later: None,
            hydration: Hydration::Now,
            session: SessionOfPage::None,
            visitor: PageVisitor::Unknown,
            refresh_without_script: None,
        };
        Self { status: StatusCode::OK, headers: HeaderMap::new(), contents: Some(contents) }
    }

    /// Makes a redirect (303) to a path of this app.
    pub fn redirect(path: &str) -> Self {
        let page = Self { status: StatusCode::SEE_OTHER, headers: HeaderMap::new(), contents: None };
        page.header(header::LOCATION, path)
    }

    /// Sets the content of `<main>`.
    #[must_use]
    pub fn view<View: IntoView>(self, view: impl FnOnce() -> View + Send + 'static) -> Self {
        self.with(|contents| contents.view = Box::new(move || view().to_html()))
    }

    /// Adds a view at the end of `<main>` whose data arrives later. By then, the status and the headers have been sent.
    #[must_use]
    pub fn followed_by<F, View>(self, later: impl Future<Output = F> + Send + 'static) -> Self
    where
        F: FnOnce() -> View + Send + 'static,
        View: IntoView,
    {
        let rendered = async move {
            let view = later.await;
            Box::new(move || view().to_html()) as RenderView
        };
        self.with(|contents| contents.later = Some(Box::pin(rendered)))
    }

    /// Sets the status of the response; the default is 200.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Sets a header of the response. A value that is invalid in HTTP is ignored.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Sets cookies with the response.
    #[must_use]
    pub fn set_cookies(mut self, cookies: impl IntoIterator<Item = SetCookie>) -> Self {
        cookies::append(&mut self.headers, cookies);
        self
    }

    /// Makes the browser open another address at once, with and without JavaScript.
    #[must_use]
    pub fn going_on_to(self, address: &str) -> Self {
        self.header(header::REFRESH, &format!("0; url={address}"))
    }

    /// Lets a browser without JavaScript request the page again after this many seconds.
    #[must_use]
    pub fn refreshing_without_script(self, seconds: u32) -> Self {
        self.with(|contents| contents.refresh_without_script = Some(seconds))
    }

    /// Loads the client only at the user's first action. A page of a session loads it at once, because the session can end before that.
    #[must_use]
    pub fn hydrated_when_touched(self) -> Self {
        self.with(|contents| contents.hydration = Hydration::WhenTouched)
    }

    /// Sets the page's relation to the session, unless it is set already. Handlers of pages need not call this: their
    /// audience does.
    #[must_use]
    pub fn session(self, session: SessionOfPage) -> Self {
        self.with(|contents| {
            if contents.session == SessionOfPage::None {
                contents.session = session;
            }
        })
    }

    /// Sets the visitor whom the header shows. Handlers of pages need not call this: their audience does.
    #[must_use]
    pub fn visitor(self, visitor: PageVisitor) -> Self {
        self.with(|contents| contents.visitor = visitor)
    }

    /// Gives the components of the page a value, by the context of Leptos.
    #[must_use]
    pub fn provide<T: Clone + Send + Sync + 'static>(self, value: T) -> Self {
        self.with(|contents| {
            let view = mem::replace(&mut contents.view, Box::new(String::new));
            contents.view = Box::new(move || {
                provide_context(value);
                view()
            });
        })
    }

    /// Returns the contents of the document; `None` for a redirect.
    pub fn contents(self) -> Option<Contents> {
        self.contents
    }

    fn with(mut self, change: impl FnOnce(&mut Contents)) -> Self {
        if let Some(contents) = &mut self.contents {
            change(contents);
        }
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.headers_mut().extend(self.headers);
        if let Some(contents) = self.contents {
            response.extensions_mut().insert(PageToRender::new(contents));
        }
        response
    }
}
