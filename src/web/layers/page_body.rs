//! The body of a page: in one part, or in two if the data of its end arrives later.

use std::{convert::Infallible, future, io};

use axum::body::{Body, Bytes};
use futures_util::{StreamExt as _, stream};

use super::gzip::{BegunStream, CompressedPrefix};

/// The parts of a page's document.
pub struct PageBody<'a, Later> {
    /// The beginning that all documents share, as text and compressed.
    pub shared: (&'a str, &'a CompressedPrefix),
    /// The rest of the document, or its next part if another follows.
    pub begin: String,
    pub later: Option<Later>,
}

impl<Later: Future<Output = String> + Send + 'static> PageBody<'_, Later> {
    /// Returns the body without compression, and the value of its `Content-Encoding`.
    pub fn plain(self) -> (Body, Option<&'static str>) {
        let begin = [self.shared.0, &self.begin].concat();
        let body = match self.later {
            None => Body::from(begin),
            Some(later) => in_two_parts(begin, async { Ok::<_, Infallible>(later.await.into()) }),
        };
        (body, None)
    }

    /// As [`Self::plain`], compressed with gzip. The body is not compressed if the compressor fails.
    pub fn compressed(mut self) -> (Body, Option<&'static str>) {
        let prefix = self.shared.1;
        let Some(later) = self.later.take() else {
            return match prefix.followed_by(self.begin.as_bytes()) {
                Some(whole) => (Body::from(whole), Some("gzip")),
                None => self.plain(),
            };
        };
        match prefix.followed_by_part(self.begin.as_bytes()) {
            Some((begin, stream)) => (in_two_parts(begin, compressed_end(stream, later)), Some("gzip")),
            None => Self { later: Some(later), ..self }.plain(),
        }
    }
}

async fn compressed_end(stream: BegunStream, rest: impl Future<Output = String>) -> io::Result<Bytes> {
    let rest = rest.await;
    let end = stream.end(rest.as_bytes(), Vec::with_capacity(rest.len() / 2 + 64));
    end.map(Bytes::from).ok_or_else(|| io::Error::other("the end of a page could not be compressed"))
}

fn in_two_parts<E>(begin: impl Into<Bytes>, rest: impl Future<Output = Result<Bytes, E>> + Send + 'static) -> Body
where
    E: std::error::Error + Send + Sync + 'static,
{
    Body::from_stream(stream::once(future::ready(Ok(begin.into()))).chain(stream::once(rest)))
}
