//! The base path: where this app begins below its host, as `PUBLIC_URL` says.

use std::{borrow::Cow, cell::RefCell};

use serde::{Deserialize, Serialize};

thread_local! {
    /// A page is rendered in one go on one thread, and a browser shows one page.
    static OF_PAGE: RefCell<Base> = const { RefCell::new(Base(String::new())) };
}

/// The path of `PUBLIC_URL`: nothing, or a path such as `/app`.
///
/// Inside, the app knows only its own paths. At the border each request loses the base, and each address that leaves
/// gets it: redirects in `web::layers`, links by [`to`], whole addresses in `RelyingParty::own_address`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Base(String);

impl Base {
    /// Takes the path of an address; slashes at its end say nothing.
    pub fn of(path: &str) -> Self {
        Self(path.trim_end_matches('/').to_owned())
    }

    /// Returns whether the app begins at the root of its host.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns one of the app's own paths as browsers see it.
    pub fn join<'a>(&self, path: &'a str) -> Cow<'a, str> {
        if self.is_root() { Cow::Borrowed(path) } else { Cow::Owned([&self.0, path].concat()) }
    }

    /// Returns the app's own path of one that a browser sees; none when it is not below the base.
    pub fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        match path.strip_prefix(&self.0)? {
            "" => Some(super::HOME),
            rest => rest.starts_with('/').then_some(rest),
        }
    }

    /// Makes this the base of the page that is rendered, or taken over, next on this thread.
    pub fn begin_page(self) {
        OF_PAGE.set(self);
    }
}

/// Returns the address of one of the app's own paths, for a link on the page.
pub fn to(path: &str) -> Cow<'_, str> {
    OF_PAGE.with_borrow(|base| base.join(path))
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn a_path_is_joined_to_the_base_and_stripped_of_it() {
        for (base, own, seen) in [
            ("", "/", "/"),
            ("/", "/sign-in?a=b", "/sign-in?a=b"),
            ("/app", "/", "/app/"),
            ("/app/", "/sign-in", "/app/sign-in"),
            ("/a/b", "/pkg/x.css?v=1", "/a/b/pkg/x.css?v=1"),
        ] {
            assert_eq!(Base::of(base).join(own), seen);
            assert_eq!(Base::of(base).strip(seen), Some(own));
        }
        assert_eq!(Base::of("/app").strip("/app"), Some("/"));
    }

    #[test]
    fn a_path_beside_the_base_is_none_of_this_app() {
        for path in ["/", "/application", "/APP/", "/ap", "//app/", "/%61pp/", "/other/app/", "app/", ""] {
            assert_eq!(Base::of("/app").strip(path), None, "{path}");
        }
        assert_eq!(Base::default().strip("sign-in"), None);
    }

    #[test]
    fn a_link_is_below_the_base_of_its_page() {
        Base::of("/app").begin_page();
        assert_eq!(super::to(crate::paths::SIGN_IN), "/app/sign-in");
        Base::default().begin_page();
        assert_eq!(super::to(crate::paths::SIGN_IN), "/sign-in");
    }
}
