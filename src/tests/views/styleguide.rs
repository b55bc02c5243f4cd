//! The style guide shows every class of the style sheet, so that it cannot fall behind the pages.

use std::{collections::BTreeSet, fs};

use leptos_entra::pages::{dashboard, styleguide};

use super::{between, frame_of_examples::of_session, of_dev_tenant};

/// The classes that the style guide does not show, each with the reason.
const NOT_SHOWN: [(&str, &str); 6] = [
    ("logo", "the image of APP_LOGO, which the app with the dev tenant does not have"),
    ("columns", "places the cards of the welcome view"),
    ("column", "places the cards of the welcome view"),
    ("wide", "the width of the card around the table of the claims"),
    ("entrance", "the place of the card of the login view, whose heading is an h1"),
    ("host", "the host in the login view, whose heading is an h1"),
];

/// Returns the classes that the style sheet names.
fn styled() -> BTreeSet<String> {
    let mut classes = BTreeSet::new();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/style")).unwrap() {
        let css = fs::read_to_string(file.unwrap().path()).unwrap();
        let without_comments: String = css
            .split("/*")
            .enumerate()
            .map(|(index, part)| if index == 0 { part } else { part.split_once("*/").unwrap().1 })
            .collect();
        // Every second part is in quotation marks.
        for part in without_comments.split('"').step_by(2) {
            let names = part.split('.').skip(1).map(|rest| {
                rest.split(|letter: char| letter != '-' && !letter.is_ascii_alphanumeric()).next().unwrap()
            });
            classes.extend(
                names.filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase())).map(str::to_owned),
            );
        }
    }
    classes
}

#[test]
fn every_class_of_the_style_sheet_is_in_the_style_guide() {
    let html = of_dev_tenant(of_session(styleguide::page()));
    let values = html.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let shown: BTreeSet<_> = values.flat_map(str::split_whitespace).map(str::to_owned).collect();
    let missing: BTreeSet<_> = styled().difference(&shown).cloned().collect();
    assert_eq!(missing, NOT_SHOWN.map(|(class, _)| class.to_owned()).into());
}

#[test]
fn every_card_of_the_dashboard_has_a_sample_with_data() {
    let html = of_dev_tenant(styleguide::page());
    for card in &dashboard::CARDS {
        let sample = between(&html, &format!("data-sample=\"card-{}\"", card.name), "</section>");
        assert!(!sample.is_empty() && !sample.contains("class=\"problem\""), "{}: {sample}", card.name);
    }
}

#[test]
fn every_sample_has_its_own_name_and_fixed_content() {
    let html = || of_dev_tenant(styleguide::page());
    let page = html();
    let samples: Vec<_> = page.split(" data-sample=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(samples.len() > 35, "{samples:?}");
    assert_eq!(samples.iter().collect::<BTreeSet<_>>().len(), samples.len(), "{samples:?}");
    let mut ids = BTreeSet::new();
    for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.insert(id), "{id} is twice on the page");
    }
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_eq!(html(), page, "a sample shows the current time or a random value");
}
