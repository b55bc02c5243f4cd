//! Lists in pages, whose links (`@odata.nextLink`) an API chooses.

use serde::{Deserialize, de::DeserializeOwned};
use url::Url;

use super::{ApiError, address::is_below, body::parse};

/// The way along the pages of a list. It never leaves the API, because the access token goes with each request.
pub struct PageWalk<'a> {
    root: &'a Url,
    next: NextPage,
    /// The pages that may still be read.
    left: usize,
}

/// The page that comes next.
enum NextPage {
    /// The address of the page.
    At(Url),
    /// A page that is not requested.
    Elsewhere(ApiError),
    End,
}

#[derive(Deserialize)]
struct LinkOfPage {
    #[serde(default, rename = "@odata.nextLink")]
    next: Option<String>,
}

/// Returns the link of a page to the next page. `None` on the last page, and for JSON that is no page.
pub fn next_link(text: &str) -> Option<String> {
    serde_json::from_str::<LinkOfPage>(text).ok()?.next
}

impl<'a> PageWalk<'a> {
    /// Starts at the first page of a list. The walk ends with an error if there are more than `most` pages.
    pub fn new(root: &'a Url, first: Result<Url, ApiError>, most: usize) -> Self {
        Self { root, next: first.map_or_else(NextPage::Elsewhere, NextPage::At), left: most }
    }

    /// Returns the address of the next page. `None` after the last page.
    pub fn next_address(&mut self) -> Result<Option<Url>, ApiError> {
        match std::mem::replace(&mut self.next, NextPage::End) {
            NextPage::End => Ok(None),
            NextPage::Elsewhere(error) => Err(error),
            NextPage::At(_) if self.left == 0 => Err(ApiError::TooManyPages),
            NextPage::At(address) => {
                self.left -= 1;
                Ok(Some(address))
            }
        }
    }

    /// Reads the JSON of a page, and its link to the next page.
    pub fn read<T: DeserializeOwned>(&mut self, text: &str, not_json: impl Fn() -> ApiError) -> Result<T, ApiError> {
        let page = parse(text, &not_json)?;
        let LinkOfPage { next } = parse(text, not_json)?;
        self.next = match next {
            None => NextPage::End,
            Some(link) => match Url::parse(&link).ok().filter(|address| is_below(self.root, address)) {
                Some(address) => NextPage::At(address),
                None => NextPage::Elsewhere(ApiError::ForeignLink),
            },
        };
        Ok(page)
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, PageWalk, Url};

    fn walk_to(link: &str) -> Result<Option<String>, ApiError> {
        let root = Url::parse("https://graph.example/v1.0/").unwrap();
        let mut walk = PageWalk::new(&root, Ok(root.join("me/messages?$top=5").unwrap()), 9);
        assert_eq!(walk.next_address().unwrap().unwrap().as_str(), "https://graph.example/v1.0/me/messages?$top=5");
        let text = serde_json::json!({ "value": [], "@odata.nextLink": link }).to_string();
        walk.read::<serde_json::Value>(&text, || panic!("it is JSON"))?;
        Ok(walk.next_address()?.map(String::from))
    }

    #[test]
    fn a_next_link_outside_the_api_is_rejected() {
        let link = "https://graph.example/v1.0/me/transitiveMemberOf?$skiptoken=a";
        assert_eq!(walk_to(link).unwrap().as_deref(), Some(link));
        for other in [
            "https://evil.example/v1.0/me",
            "http://graph.example/v1.0/me",
            "https://graph.example:8443/v1.0/me",
            "https://graph.example@evil.example/v1.0/me",
            "https://somebody@graph.example/v1.0/me",
            "https://graph.example/beta/me",
            "https://graph.example/v1.0/%2e%2e/beta/me",
            "me/transitiveMemberOf",
            "",
        ] {
            assert!(matches!(walk_to(other), Err(ApiError::ForeignLink)), "{other}");
        }
    }

    #[test]
    fn a_list_with_too_many_pages_ends_with_an_error() {
        let root = Url::parse("https://api.example/v1/orders").unwrap();
        let page = r#"{"value":[1],"@odata.nextLink":"https://api.example/v1/orders?page=2"}"#;
        let mut walk = PageWalk::new(&root, Ok(root.clone()), 2);
        for _ in 0..2 {
            assert!(walk.next_address().unwrap().is_some());
            walk.read::<serde_json::Value>(page, || panic!("it is JSON")).unwrap();
        }
        assert!(matches!(walk.next_address(), Err(ApiError::TooManyPages)));
        assert!(matches!(walk.next_address(), Ok(None)), "the walk has ended");
    }
}
