//! The client: takes over the page that the server rendered.
