//! The addresses of this app, as the configuration states them. None of them comes from a request's `Host`.

use openidconnect::RedirectUrl;
use url::Url;

use crate::{
    paths::Base,
    server::{
        config::{Config, SignOutPaths},
        http,
    },
};

/// The addresses of this app that its users and the provider know.
pub struct OwnAddresses {
    /// The redirect URI, which receives the authorization responses. `None` if users sign in by device code.
    pub redirect_uri: Option<RedirectUrl>,
    pub base: Base,
    pub sign_out_paths: SignOutPaths,
    public_url: Url,
}

impl OwnAddresses {
    /// Reads the addresses from the configuration.
    pub fn new(config: &Config) -> Self {
        Self {
            redirect_uri: config.redirect_uri.clone(),
            base: Base::of(config.public_url.path()),
            sign_out_paths: config.sign_out_paths.clone(),
            public_url: config.public_url.clone(),
        }
    }

    /// Returns the path of the redirect URI below the base path.
    pub fn callback_path(&self) -> Option<&str> {
        self.redirect_uri.as_ref().and_then(|uri| self.base.strip(uri.url().path()))
    }

    /// Returns the absolute address of a path of this app, below the base path of `PUBLIC_URL`.
    pub fn of(&self, path: &str) -> Url {
        let mut address = self.public_url.clone();
        address.set_path(&self.base.join(path));
        address
    }

    /// Returns the host and port of the app's public URL if it is a loopback address. `None` otherwise.
    pub fn loopback_host(&self) -> Option<String> {
        let host = self.public_url.host_str().filter(|_| http::is_loopback(&self.public_url))?;
        Some(self.public_url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    }
}
