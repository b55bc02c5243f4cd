//! What a browser sends: the query of the callback, a return address, cookies.

use leptos_entra::{paths::ReturnTo, server::session::RequestCookies};
use proptest::{collection::vec, prelude::*, sample::select};
use url::{Url, form_urlencoded};

use super::{STAGE, some};
use crate::cast::Browser;

fn query() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => select(vec!["code", "state", "error", "error_description", "iss", "session_state", "code[0]", "CODE"]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    let pairs = vec((name, "\\PC{0,20}|[A-Za-z0-9_.-]{0,60}|AADSTS[0-9]{0,12}"), 0..6);
    prop_oneof![
        4 => pairs.prop_map(|pairs| form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()),
        1 => "[ -~]{0,60}".prop_map(|text| text.chars().filter(|c| !"\"<>#` {}|\\^".contains(*c)).collect()),
        1 => "(code|state|error|&|=|%[0-9a-fA-F]{0,2}|\\+|;){0,12}",
    ]
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn whatever_comes_to_the_callback_leads_to_the_failure_view(query in query()) {
        let (runtime, app) = &*STAGE;
        let page = runtime.block_on(Browser::new(app).get(&format!("/getAToken?{query}")));
        prop_assert_eq!(page.status.as_u16(), 303);
        let (path, reference) = page.location().split_once('?').unwrap();
        prop_assert_eq!(path, "/sign-in-failed");
        let is_ours = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte));
        prop_assert!(is_ours(reference), "{}", reference);
        prop_assert!(page.body.is_empty());
    }
}

/// What a browser would make of an address on one of this app's pages.
fn origin_of(address: &str) -> String {
    Url::parse("https://app.example/").unwrap().join(address).unwrap().origin().ascii_serialization()
}

proptest! {
    #[test]
    fn a_return_address_never_leaves_this_app(address in r"\PC{0,40}|[/\\@:%.?#a-z0-9\t\n\r ]{0,16}|/[/\\%25fF]{0,6}[a-z.]{0,8}") {
        let parsed = ReturnTo::parse(&address);
        prop_assert!(parsed.as_str() == "/" || parsed.as_str() == address);
        prop_assert_eq!(origin_of(parsed.as_str()), "https://app.example");
        prop_assert!(parsed.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
    }

    #[test]
    fn a_plain_path_of_this_app_is_kept(path in "(/[a-z0-9_-]{1,8}){1,3}(\\?[a-z]{1,4}=[a-z0-9/:]{0,8})?") {
        let parsed = ReturnTo::parse(&path);
        prop_assert_eq!(parsed.as_str(), path);
    }

    #[test]
    fn cookies_are_found_among_others(
        pairs in vec(("[A-Za-z0-9_-]{1,12}", "[!#-+\\--:<-\\[\\]-~]{0,24}"), 0..6),
        noise in "[^=;\r\n]{0,8}",
    ) {
        let header = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let cookies = RequestCookies::new([noise.as_str(), header.as_str()].into_iter());
        for (name, _) in &pairs {
            let (_, first) = pairs.iter().find(|(known, _)| known == name).unwrap();
            let found = cookies.named(name).unwrap();
            prop_assert_eq!(found.secret(), first);
            prop_assert_eq!(cookies.beginning_with(name).iter().filter(|(known, _)| known == name).count(), pairs.iter().filter(|(known, _)| known == name).count());
        }
        prop_assert!(cookies.named("not-there-").is_none());
    }

    #[test]
    fn no_cookie_header_costs_more_than_itself(header in r"\PC{0,80}|[a-z=; ]{0,80}") {
        let cookies = RequestCookies::new(std::iter::once(header.as_str()));
        let found = cookies.beginning_with("");
        prop_assert!(found.iter().map(|(name, cookie)| name.len() + cookie.secret().len()).sum::<usize>() <= header.len());
        for (_, cookie) in found {
            let digits = cookie.secret().split('.').next().unwrap_or_default();
            prop_assert_eq!(cookie.made_at(), digits.parse().unwrap_or(0));
        }
    }
}
