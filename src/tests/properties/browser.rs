//! Values that a browser sends: return addresses, cookies and the `User-Agent`.

use leptos_entra::{
    paths::ReturnTo,
    server::session::{RequestCookies, SignInAttempts, SignInCookie, browser_name},
};
use proptest::{collection::vec, prelude::*};
use url::Url;

/// Returns the origin to which a browser resolves an address on a page of this app.
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
        pairs in vec(("[A-Za-z0-9_-]{1,12}", "[!#-+\\--:<-\\[\\]-~]{1,24}"), 0..6),
        noise in "[^=;\r\n]{0,8}",
    ) {
        let header = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let cookies = RequestCookies::read([noise.as_bytes(), header.as_bytes()].into_iter(), "");
        for (name, _) in &pairs {
            let (_, first) = pairs.iter().find(|(known, _)| known == name).unwrap();
            let found = cookies.named(name).unwrap();
            prop_assert_eq!(found.secret(), first);
            prop_assert_eq!(cookies.beginning_with(name).iter().filter(|(known, _)| known == name).count(), 1);
        }
        prop_assert!(cookies.named("not-there-").is_none());
    }

    #[test]
    fn parsed_cookies_are_not_larger_than_the_header(header in r"\PC{0,80}|[a-z=; ]{0,80}") {
        let cookies = RequestCookies::read(std::iter::once(header.as_bytes()), "");
        let found = cookies.beginning_with("");
        prop_assert!(found.iter().map(|(name, cookie)| name.len() + cookie.secret().len()).sum::<usize>() <= header.len());
        for (_, cookie) in found {
            let digits = cookie.secret().split('.').next().unwrap_or_default();
            let time = digits.parse().unwrap_or(0);
            let seconds = if time < 1_000_000_000_000 { time } else { time / 1_000_000 };
            prop_assert_eq!(cookie.made_at() / 1_000_000, seconds);
        }
    }

    #[test]
    fn given_any_cookie_then_only_recent_attempts_count(
        text in prop_oneof![
            r"\PC{0,40}|[0-9.-]{0,60}".boxed(),
            vec(850_i64..1020, 0..9).prop_map(|times| times.iter().map(i64::to_string).collect::<Vec<_>>().join(".")).boxed(),
        ],
        now in 990_i64..1010,
    ) {
        let tries = SignInAttempts::from_browser(Some(&SignInCookie::from_browser(&text)), now);
        let written = tries.to_string();
        let times = written.split('.').filter(|time| !time.is_empty()).map(|time| time.parse::<i64>().unwrap());
        let times: Vec<_> = times.collect();
        let within = SignInAttempts::WITHIN.as_secs().cast_signed();
        prop_assert!(times.len() <= SignInAttempts::MOST && times.iter().all(|time| (now - within + 1..=now).contains(time)));
        prop_assert_eq!(tries.are_a_loop(), times.len() == SignInAttempts::MOST);
        prop_assert_eq!(&SignInAttempts::from_browser(Some(&SignInCookie::from_browser(&written)), now), &tries);
        prop_assert!(tries.and_one_at(now).to_string().ends_with(&now.to_string()));
    }

    #[test]
    fn given_any_user_agent_then_only_known_words_are_kept(
        text in r"\PC{0,80}|(Mozilla/5\.0 |\(|Linux|Android|; |Firefox/[0-9]{1,3}|Chrome/|Safari/|\)| |[<>&a-z]{1,6}){0,12}",
    ) {
        const WORDS: [&str; 25] = [
            "Edge", "Opera", "Samsung", "Internet", "Vivaldi", "Yandex", "Browser", "DuckDuckGo", "Firefox", "Chrome",
            "Chromium", "Safari", "Android", "iPhone", "iPad", "ChromeOS", "Windows", "macOS", "Linux", "Unix",
            "An", "A", "unknown", "browser", "on",
        ];
        let name = browser_name(&text);
        prop_assert!(name.split(' ').count() <= 5 && !name.is_empty());
        prop_assert!(name.split(' ').all(|word| WORDS.contains(&word)), "{}", name);
    }
}
