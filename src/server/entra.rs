//! What Microsoft adds to OpenID Connect: authorities, tenants and the shapes of their names.

mod authority;
mod guid;

pub use authority::{Authority, AuthorityError, AuthorityKind, is_loopback};
pub use guid::is_guid;
