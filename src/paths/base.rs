//! The base path: the path of `PUBLIC_URL`, below which the whole app is.

use std::sync::Arc;

use leptos::prelude::use_context;

/// The base path: empty, or a path such as `/app`.
///
/// Handlers use paths without the base. `web::layers` removes it from requests and adds it to redirects; [`to`] adds it to links,
/// and `RelyingParty::own_address` to absolute addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(Arc<str>);

impl Base {
    /// Takes the path of an address; slashes at the end are ignored.
    pub fn of(path: &str) -> Self {
        Self(path.trim_end_matches('/').into())
    }

    /// Returns whether the app is at the root of its host.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the base as text: empty, or a path without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns one of the app's own paths as browsers see it.
    pub fn join(&self, path: &str) -> String {
        [&self.0, path].concat()
    }

    /// Returns the app's own path of a path that a browser sees; `None` if that is not below the base.
    pub fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        match path.strip_prefix(&*self.0)? {
            "" => Some(super::names::HOME),
            rest => rest.starts_with('/').then_some(rest),
        }
    }
}

/// Returns the base path of the page that is being rendered or hydrated, from the Leptos context.
pub fn base() -> Base {
    use_context().unwrap_or_default()
}

/// Returns the address of one of the app's own paths, for a link on a page.
pub fn to(path: &str) -> String {
    base().join(path)
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{Owner, provide_context};

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
    fn a_path_beside_the_base_is_not_stripped() {
        for path in ["/", "/application", "/APP/", "/ap", "//app/", "/%61pp/", "/other/app/", "app/", ""] {
            assert_eq!(Base::of("/app").strip(path), None, "{path}");
        }
        assert_eq!(Base::default().strip("sign-in"), None);
    }

    #[test]
    fn a_link_is_below_the_base_of_its_page() {
        let link = || {
            Owner::new().with(|| {
                provide_context(Base::of("/app"));
                super::to(crate::paths::SIGN_IN)
            })
        };
        assert_eq!(link(), "/app/sign-in");
        assert_eq!(super::to(crate::paths::SIGN_IN), "/sign-in");
    }
}
