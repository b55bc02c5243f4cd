//! The body of a request, which has to arrive within a time limit.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{BoxError, body::Bytes};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::Sleep;

use super::connections::Connection;

/// A request body with a time limit for all of it, because a limit for each part would let a client send one byte at a
/// time.
pub struct TimedBody {
    body: Incoming,
    limit: Pin<Box<Sleep>>,
    connection: Arc<Connection>,
}

/// The error of a request body that did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("the body of the request did not arrive in time")]
struct BodyTimeout;

impl TimedBody {
    /// Wraps a request body, and starts its time limit.
    pub fn new(body: Incoming, limit: Duration, connection: Arc<Connection>) -> Self {
        Self { body, limit: Box::pin(tokio::time::sleep(limit)), connection }
    }
}

impl Body for TimedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            if frame.is_none() || self.body.is_end_stream() {
                self.connection.busy();
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        ready!(self.limit.as_mut().poll(context));
        Poll::Ready(Some(Err(BodyTimeout.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
