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

/// Returns the name of the browser with this `User-Agent`. The name contains only words of the tables, and no text of
/// the header.
pub fn browser_name(user_agent: &str) -> String {
    let user_agent = if user_agent.len() > LONGEST { "" } else { user_agent };
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(text, _)| user_agent.contains(text)).map(|(_, name)| *name)
    };
    match (find(&FAMILIES), find(&SYSTEMS)) {
        (Some(family), Some(system)) => [family, " on ", system].concat(),
        (Some(name), None) => name.to_owned(),
        (None, Some(system)) => ["A browser on ", system].concat(),
        (None, None) => "An unknown browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser_name;

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
    fn given_an_evil_header_then_none_of_its_text_is_kept() {
        for evil in ["<script>Firefox/1</script> Linux", "Firefox/145.0 maya@contoso.example Windows"] {
            assert!(["Firefox on Linux", "Firefox on Windows"].contains(&browser_name(evil).as_str()), "{evil}");
        }
        assert_eq!(browser_name(&"Firefox/".repeat(1000)), "An unknown browser");
    }
}
