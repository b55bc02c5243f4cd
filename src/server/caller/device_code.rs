//! The browser's sign-in by device code.

use super::Caller;
use crate::server::{
    auth::{FailedSignIn, device_code::Progress},
    session::{SetCookie, SignInCookie},
};

impl Caller {
    /// Returns this browser's cookie of a sign-in by device code.
    pub fn device_cookie(&self) -> Option<SignInCookie> {
        self.cookies.named(&self.services.cookies.device())
    }

    /// Polls this browser's sign-in by device code, and returns the state of the sign-in.
    pub async fn poll_device_code(&self, cookie: SignInCookie) -> Result<Progress, FailedSignIn> {
        self.services.auth.poll_device_code(self.visitor(), cookie).await
    }

    /// Deletes this browser's sign-in by device code from the store, and returns the `Set-Cookie` that removes its
    /// cookie. `None` if the browser has no such cookie, or if the store failed.
    ///
    /// A failure of the store is only logged, because the record of the sign-in expires by itself.
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

    /// Returns the cookies that remove the cookies of a finished sign-in: the device code cookie, and the cookie that
    /// counts sign-ins.
    pub async fn cookies_after_sign_in(&self) -> Vec<SetCookie> {
        self.drop_device_flow().await.into_iter().chain(self.remove_attempts_cookie()).collect()
    }
}
