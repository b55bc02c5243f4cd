//! Tests of the QR code on the device code page: a decoder reads it as a phone does.

use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, Wrong},
};
use leptos_entra::server::entra::Authority;
use rqrr::{BitGrid, Grid};

/// The modules of a QR code.
struct Modules {
    size: usize,
    dark: Vec<(usize, usize)>,
}

impl BitGrid for Modules {
    fn size(&self) -> usize {
        self.size
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        self.dark.contains(&(x, y))
    }
}

/// Returns the value of the first attribute with this name.
fn attribute<'a>(html: &'a str, name: &str) -> &'a str {
    let (_, value) = html.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name} in {html}"));
    value.split_once('"').unwrap().0
}

/// Decodes the QR code of a page.
fn decoded(body: &str) -> String {
    let code = body.split("<svg").find(|part| part.contains("class=\"qr-code\"")).expect("the page has a QR code");
    let side: usize = attribute(code, "viewBox").rsplit(' ').next().unwrap().parse().unwrap();
    let mut dark = Vec::new();
    for run in attribute(code, "d").split('M').skip(1) {
        let (start, width) = run.split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let width: usize = width.split_once('v').unwrap().0.parse().unwrap();
        assert!(x >= 4 && y >= 4 && x + width <= side - 4 && y < side - 4, "the quiet zone has four modules: {run}");
        dark.extend((x..x + width).map(|x| (x - 4, y - 4)));
    }
    Grid::new(Modules { size: side - 8, dark }).decode().unwrap().1
}

/// Returns the device code page of a provider whose response has these additional members.
async fn page_with(members: &str) -> String {
    let server = BrokenServer::provider().await;
    let response = format!(
        r#"{{"device_code":"d","user_code":"BCDF","verification_uri":"https://op.example/device","expires_in":900,"interval":5{members}}}"#
    );
    server.respond_with("/devicecode", Wrong::json(&response));
    let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
    let app = App::start_with(|config| {
        config.redirect_uri = None;
        config.authority = authority;
    })
    .await;
    let mut browser = Browser::new(&app);
    browser.submit("/device-code/begin").await;
    browser.get("/device-code").await.body
}

#[tokio::test]
async fn the_qr_code_decodes_to_the_verification_address() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (page, _) = super::begun(&mut browser).await;
    let address = decoded(&page.body);
    assert!(address.ends_with("/devicelogin"), "{address}");
    page.assert_shows(&format!("href=\"{address}\"")).assert_shows(&format!("QR code of the address {address}"));
}

#[tokio::test]
async fn the_qr_code_prefers_the_complete_address() {
    let complete = "https://op.example/device?user_code=BCDF";
    let page = page_with(&format!(r#","verification_uri_complete":"{complete}""#)).await;
    assert_eq!(decoded(&page), complete);
    assert!(page.contains("href=\"https://op.example/device\""), "the link shows the short address: {page}");
    assert!(page.contains(">BCDF<"), "the user compares the code (RFC 8628 §3.3.1): {page}");
}

#[tokio::test]
async fn an_unsafe_complete_address_is_not_encoded() {
    for unsafe_address in ["\"http://op.example/device\"", "\"javascript:alert(1)\"", "\"no address\"", "5"] {
        let page = page_with(&format!(r#","verification_uri_complete":{unsafe_address}"#)).await;
        assert_eq!(decoded(&page), "https://op.example/device", "{unsafe_address}");
    }
}

#[tokio::test]
async fn a_very_long_address_has_no_qr_code() {
    let long = format!(r#","verification_uri_complete":"https://op.example/{}""#, "a".repeat(300));
    let page = page_with(&long).await;
    assert!(page.contains(">BCDF<") && !page.contains("qr-code"), "{page}");
}
