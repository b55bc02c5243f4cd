//! The journeys of a person who signs in, and the page to read first.
//!
//! 1. [`begin`]: the authorization request. `state`, `nonce` and a PKCE verifier are made, kept in a sign-in transaction
//!    that is bound to the browser, and the browser goes to the provider
//!    ([OpenID Connect Core §3.1.2.1](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest),
//!    [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636)).
//! 2. [`complete`]: the authorization response is paired with its transaction and its issuer is compared, the code is
//!    exchanged, the ID token is verified, and a session is established under a new ID
//!    ([Core §3.1.3](https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint),
//!    [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207), [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700)).
//!    The same answer a second time joins the first.
//! 3. [`access_token()`]: access tokens are kept fresh, one for each resource and scope set, one refresh at a time
//!    ([RFC 6749 §6](https://www.rfc-editor.org/rfc/rfc6749#section-6)).
//! 4. [`sign_out`]: the session ends here first, then at the provider
//!    ([RP-Initiated Logout](https://openid.net/specs/openid-connect-rpinitiated-1_0.html)).
//!    [`front_channel`] and [`back_channel`] are the other way round: it ended at the provider, and ends here
//!    ([Front-Channel Logout](https://openid.net/specs/openid-connect-frontchannel-1_0.html),
//!    [Back-Channel Logout](https://openid.net/specs/openid-connect-backchannel-1_0.html)).
//!
//! [`step_up`]: somebody who is signed in may have to take one more step at the provider, for a scope, an authentication
//! context, or because the downstream API asks. It is a sign-in that asks for more, and leads on to what it was needed for.
//!
//! [`admin_consent`] is a journey of its own that signs nobody in.
//!
//! [`device_code`] takes the place of 1 and 2 where there is no redirect URI
//! ([RFC 8628](https://www.rfc-editor.org/rfc/rfc8628)).

mod access_token;
pub mod admin_consent;
pub mod back_channel;
pub mod begin;
pub mod complete;
pub mod device_code;
mod error;
pub mod failure;
pub mod front_channel;
mod lease;
pub mod own_sessions;
mod reason;
mod redeem;
mod refresh;
mod relying_party;
mod respites;
mod scopes;
mod second_arrival;
pub mod sign_out;
mod step_up;
mod token_set;

pub use access_token::{RefreshError, RefusedToken, access_token, remember};
pub use error::{AuthError, FailedSignIn};
pub use relying_party::RelyingParty;
pub use scopes::Scopes;
pub use step_up::Asked;
