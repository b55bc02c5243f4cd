//! The browser's sign-in by device code.

use super::Caller;
use crate::server::{
    auth::{FailedSignIn, device_code::Progress},
    session::{SetCookie, SignInCookie},
};

impl Caller {
    /// Returns the cookie of the sign-in by device code.
    pub fn device_cookie(&self) -> Option<SignInCookie> {
        self.cookies.named(&self.services.cookies.device())
    }

    /// Polls this browser's sign-in by device code, and returns its state.
    pub async fn poll_device_code(&self, cookie: SignInCookie) -> Result<Progress, FailedSignIn> {
        self.services.auth.poll_device_code(self.visitor(), cookie).await
    }

    /// Deletes this browser's sign-in by device code, and returns the cookie that removes its cookie. `None` if it has none.
    ///
    /// A failure of the store is only logged: the record expires.
    pub async fn drop_device_flow(&self) -> Option<SetCookie> {
        let (names, cookie) = (&self.services.cookies, self.device_cookie()?);
        match self.services.auth.store.drop_device_flow(&cookie).await {
            Ok(()) => Some(names.remove(names.device())),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "a sign-in by device code could not be deleted; it expires");
                None
            }
        }
    }

    /// Removes the cookies that a finished sign-in has left: of the device code, and of the attempts before.
    pub async fn cookies_after_sign_in(&self) -> Vec<SetCookie> {
        self.drop_device_flow().await.into_iter().chain(self.forget_tries()).collect()
    }
}
