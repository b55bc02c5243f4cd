//! The name of the browser that sent a request: its family and its system, for example "Firefox on Android".
//!
//! Crates that parse `User-Agent` contain databases of thousands of devices, or are no longer maintained, so this
//! module has small tables. Versions and devices are ignored, because a list of sessions does not need them.

/// The longest `User-Agent` that is read, in bytes. No browser sends a longer header.
const LONGEST: usize = 1024;

/// Browser families by a text in `User-Agent`. The first match counts: most browsers also name the browsers that they
/// imitate, so the imitated browsers come last.
const FAMILIES: [(&str, &str); 15] = [
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("YaBrowser/", "Yandex Browser"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Operating systems by a text in `User-Agent`. The first match counts: Android also sends `Linux`. iPhones send `Mac
/// OS X`, so macOS is found by `Macintosh`.
const SYSTEMS: [(&str, &str); 8] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
    ("X11", "Unix"),
];

/// Between the browser and the system.
const ON: &str = " on ";
const UNKNOWN_FAMILY: &str = "A browser";
const UNKNOWN: &str = "An unknown browser";

/// Returns the name of the browser with this `User-Agent`. The name contains only words of the tables, and no text of
/// the header.
pub fn browser_name(user_agent: &str) -> String {
    let user_agent = if user_agent.len() > LONGEST { "" } else { user_agent };
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(text, _)| user_agent.contains(text)).map(|(_, name)| *name)
    };
    match (find(&FAMILIES), find(&SYSTEMS)) {
        (Some(family), Some(system)) => [family, ON, system].concat(),
        (Some(name), None) => name.to_owned(),
        (None, Some(system)) => [UNKNOWN_FAMILY, ON, system].concat(),
        (None, None) => UNKNOWN.to_owned(),
    }
}

/// The parts of a browser's name, from which pages make a text in the language of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowserParts<'a> {
    Both { browser: &'a str, system: &'a str },
    Browser(&'a str),
    System(&'a str),
    Unknown,
}

/// Returns the parts of a name that [`browser_name`] has made. Sessions store this name, because they have no language.
pub fn browser_parts(name: &str) -> BrowserParts<'_> {
    match name.split_once(ON) {
        Some((UNKNOWN_FAMILY, system)) => BrowserParts::System(system),
        Some((browser, system)) => BrowserParts::Both { browser, system },
        None if name.is_empty() || name == UNKNOWN => BrowserParts::Unknown,
        None => BrowserParts::Browser(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{BrowserParts, FAMILIES, SYSTEMS, browser_name, browser_parts};

    #[test]
    fn given_a_user_agent_then_the_usual_name_is_returned() {
        for (user_agent, name) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Windows"),
            ("Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox on Android"),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
                "Samsung Internet on Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OPR/124.0.0.0",
                "Opera on ChromeOS",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
                "Safari on macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1",
                "Chrome on iPhone",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15",
                "Firefox on iPad",
            ),
            ("curl/8.14.1", "An unknown browser"),
            ("Something new (Linux)", "A browser on Linux"),
            ("", "An unknown browser"),
        ] {
            assert_eq!(browser_name(user_agent), name, "{user_agent}");
        }
    }

    #[test]
    fn every_name_has_its_parts() {
        for (sent, browser) in FAMILIES {
            assert_eq!(browser_parts(&browser_name(sent)), BrowserParts::Browser(browser));
            for (sent_system, system) in SYSTEMS {
                let name = browser_name(&[sent, sent_system].concat());
                assert_eq!(browser_parts(&name), BrowserParts::Both { browser, system });
                assert_eq!(browser_parts(&browser_name(sent_system)), BrowserParts::System(system));
            }
        }
        assert_eq!(browser_parts(&browser_name("")), BrowserParts::Unknown);
    }

    #[test]
    fn given_an_evil_header_then_none_of_its_text_is_kept() {
        for evil in ["<script>Firefox/1</script> Linux", "Firefox/145.0 maya@contoso.example Windows"] {
            assert!(["Firefox on Linux", "Firefox on Windows"].contains(&browser_name(evil).as_str()), "{evil}");
        }
        assert_eq!(browser_name(&"Firefox/".repeat(1000)), "An unknown browser");
    }
}
