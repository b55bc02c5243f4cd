//! The settings of the brand: their values, and a finding for each invalid one.

use super::{Settings, findings_of, settings_of, tutorial_with};
use crate::server::config::{Brand, LogoFormat};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

fn file(content: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), content).unwrap();
    file
}

#[test]
fn without_settings_the_brand_is_the_default() {
    assert_eq!(*settings_of(&[]).site().brand, Brand::default());
    assert!(!Brand::default().name.is_empty());
}

#[test]
fn the_brand_applies_with_and_without_the_dev_tenant() {
    let logo = file(SVG.as_bytes());
    let brand = [
        ("APP_NAME", "Contoso Portal"),
        ("APP_LOGO", logo.path().to_str().unwrap()),
        ("APP_ACCENT", "#7A1FA2"),
        ("APP_SUPPORT", "mailto:help@contoso.example"),
        ("APP_PRIVACY_URL", "https://contoso.example/legal#privacy"),
        ("APP_TERMS_URL", "https://contoso.example/terms"),
    ];
    let dev_tenant = settings_of(&brand);
    assert!(matches!(dev_tenant, Settings::DevTenant(_)), "a brand configures no tenant: {dev_tenant:?}");
    for settings in [dev_tenant, tutorial_with(&brand)] {
        let brand = &settings.site().brand;
        assert_eq!(brand.name, "Contoso Portal");
        assert_eq!(brand.logo.as_ref().map(|logo| logo.format), Some(LogoFormat::Svg));
        assert_eq!(brand.accent.map(|accent| accent.light.fill.to_string()), Some("#7a1fa2".to_owned()));
        let addresses = [&brand.support, &brand.privacy, &brand.terms].map(|url| url.as_ref().map(ToString::to_string));
        let expected =
            ["mailto:help@contoso.example", "https://contoso.example/legal#privacy", "https://contoso.example/terms"];
        assert_eq!(addresses, expected.map(|address| Some(address.to_owned())));
    }
}

#[test]
fn each_mistake_about_the_brand_has_its_own_finding() {
    let (picture, script) = (file(b"GIF89a"), file(SVG.replace("/>", "><script/></svg>").as_bytes()));
    let large = file(&vec![b' '; 64 * 1024 + 1]);
    let [picture, script, large] = [&picture, &script, &large].map(|file| file.path().to_str().unwrap());
    let long = "a".repeat(41);
    for (variable, value, words) in [
        ("APP_NAME", long.as_str(), "is longer than 40 characters"),
        ("APP_NAME", "a\nb", "control character"),
        ("APP_LOGO", "/no/such/file.svg", "cannot be read: it does not exist"),
        ("APP_LOGO", "/", "not the path of a regular file"),
        ("APP_LOGO", large, "more than 64 KiB"),
        ("APP_LOGO", picture, "neither an SVG nor a PNG"),
        ("APP_LOGO", script, "an SVG with a script"),
        ("APP_ACCENT", "rebeccapurple", "is not a colour such as #1f5fbf (\"rebeccapurple\")"),
        ("APP_ACCENT", "#1f5fbf80", "is not a colour"),
        ("APP_ACCENT", "#777777", "neither white nor dark text is readable"),
        ("APP_ACCENT", "#777777", "The nearest darker one is #757575."),
        ("APP_SUPPORT", "help@contoso.example", "neither an e-mail address with mailto:"),
        ("APP_SUPPORT", "mailto:", "neither an e-mail address with mailto:"),
        ("APP_SUPPORT", "javascript:alert(1)", "neither an e-mail address with mailto:"),
        ("APP_PRIVACY_URL", "mailto:help@contoso.example", "begins with https://"),
        ("APP_PRIVACY_URL", "http://contoso.example/", "begins with https://"),
        ("APP_TERMS_URL", "javascript:alert(1)", "begins with https://"),
        ("APP_TERMS_URL", "https://me:word@contoso.example/", "begins with https://"),
    ] {
        for settings in [tutorial_with(&[(variable, value)]), settings_of(&[(variable, value)])] {
            let findings = findings_of(settings);
            let [finding] = findings.as_slice() else { panic!("not one: {findings:?}") };
            let text = format!("{} / {}", finding.problem, finding.advice);
            assert!(finding.variable == variable && text.contains(words), "{value:?}: {finding:?}");
            assert!(finding.advice.ends_with('.'), "{finding:?}");
        }
    }
}
