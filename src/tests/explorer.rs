//! Tests of the API explorer: the pages of a list, the search, the download, and responses that are hard to show.

mod bodies;
mod refusals;

use axum::http::{Method, StatusCode};
use openidconnect::Scope;

use crate::cast::{App, Browser, Page, parameter};

const CALL: &str = "/api/call_api";
/// The headers of a form of this app.
const FORM: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];

/// Starts an app whose `ENDPOINT` is the list of messages, three on a page, and signs Maya in.
async fn at_messages() -> (App, Browser) {
    let app = App::start_with(|config| {
        config.scopes.push(Scope::new("Mail.ReadBasic".to_owned()));
        let messages = config.endpoint.as_ref().unwrap().join("me/messages?$top=3&$select=subject").unwrap();
        config.endpoint = Some(messages);
    })
    .await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    assert!(parameter(&authorize, "scope").unwrap().contains("Mail.ReadBasic"));
    let picker = browser.visit_tenant(&authorize).await;
    let mut answer = browser.press(&picker, &[("persona", "maya")]).await;
    if answer.status == StatusCode::OK {
        answer = browser.press(&answer, &[("decision", "accept")]).await;
    }
    let callback = answer.location().to_owned();
    assert_eq!(browser.land(&callback).await.location(), "/");
    (app, browser)
}

/// Sends the form of a call with these fields.
async fn call(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    plain(browser.send(Method::POST, CALL, &FORM, &form).await)
}

fn plain(page: Page) -> Page {
    Page { body: without_markers(&page.body), ..page }
}

/// Removes the markers of Leptos, which differ between builds.
fn without_markers(html: &str) -> String {
    html.replace("<!>", "").replace("<!--<() />-->", "")
}

/// Returns the value of the last hidden field with this name. The form of the next page is the last form.
fn last_field<'a>(page: &'a Page, name: &str) -> Option<&'a str> {
    let (_, rest) = page.body.rsplit_once(&format!("<input type=\"hidden\" name=\"{name}\" value=\""))?;
    rest.split('"').next()
}

/// Returns the fields of the form that opens the next page.
fn next_page(page: &Page) -> Option<(String, String)> {
    page.body.contains(">Next page<").then_some(())?;
    let field = |name| last_field(page, name).map(|value| value.replace("&amp;", "&"));
    Some((field("page")?, field("number")?))
}

fn subjects(page: &Page) -> Vec<String> {
    let marker = "<b dir=\"auto\">\"subject\"</b>";
    let after = page.body.split(marker).skip(1).filter_map(|rest| rest.split_once("\">"));
    after.map(|(_, rest)| rest.split("</span>").next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_page_of_a_list_is_reached_by_forms() {
    let (app, mut browser) = at_messages().await;
    let mut page = plain(browser.submit(CALL).await);
    let mut all = Vec::new();
    for number in 1..=5_usize {
        assert_eq!(page.status, StatusCode::OK);
        page.assert_shows(&format!("<dt>Page</dt><dd dir=\"auto\">{number}</dd>"));
        let shown = subjects(&page);
        assert_eq!(shown.len(), if number < 5 { 3 } else { 2 }, "{}", page.body);
        all.extend(shown);
        assert_eq!(page.body.contains(">First page<"), number > 1);
        let Some((address, next)) = next_page(&page) else {
            assert_eq!(number, 5, "{}", page.body);
            break;
        };
        assert_eq!(next, (number + 1).to_string());
        page = call(&mut browser, &[("page", &address), ("number", &next)]).await;
    }
    assert_eq!(all.len(), 14);
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), 14, "no entry is on two pages");
    assert_eq!(app.control().counters().graph_round_trips, 5);
    assert_eq!(subjects(&plain(browser.submit(CALL).await)), all[..3]);
}

#[tokio::test]
async fn a_search_and_a_download_stay_on_their_page() {
    let (_app, mut browser) = at_messages().await;
    let first = plain(browser.submit(CALL).await);
    let (address, number) = next_page(&first).unwrap();
    let second = call(&mut browser, &[("page", &address), ("number", &number)]).await;
    let subject = subjects(&second)[0].trim_matches('"').to_owned();
    let found =
        call(&mut browser, &[("page", &address), ("number", &number), ("search", &subject.to_uppercase())]).await;
    found.assert_shows(">Matches: 1<").assert_shows("<dt>Page</dt><dd dir=\"auto\">2</dd>");
    assert_eq!(found.body.matches("data-hit=\"\"").count(), 1, "{}", found.body);
    assert!(!first.body.contains("data-hit"));
    let file = call(&mut browser, &[("page", &address), ("number", &number), ("download", "yes")]).await;
    assert!(file.body.contains(&subject) && file.header("content-type") == "application/json", "{file:?}");
}

#[tokio::test]
async fn neither_addresses_nor_searches_are_logged() {
    let (log, _guard) = crate::cast::Log::begin();
    let (_app, mut browser) = at_messages().await;
    let first = plain(browser.submit(CALL).await);
    let (address, number) = next_page(&first).unwrap();
    let token = url::Url::parse(&address).unwrap();
    let token = token.query_pairs().find(|(name, _)| name == "$skiptoken").unwrap().1.into_owned();
    let page = call(&mut browser, &[("page", &address), ("number", &number), ("search", "zebra")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let foreign = call(&mut browser, &[("page", "https://evil.example/zebra")]).await;
    assert_eq!(foreign.status, StatusCode::BAD_REQUEST);
    let log = String::from_utf8_lossy(&log.bytes()).into_owned();
    assert!(log.contains("not at ENDPOINT"), "{log}");
    for secret in [token.as_str(), "zebra"] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_client_gets_the_same_tree_as_html() {
    let (_app, mut browser) = at_messages().await;
    let json: serde_json::Value = serde_json::from_str(&browser.call(CALL).await.body).unwrap();
    let html = without_markers(json["html"].as_str().unwrap());
    let page = plain(browser.submit(CALL).await);
    let tree = |html: &str| html.split_once("class=\"tree\"").unwrap().1.split_once("</div>").unwrap().0.to_owned();
    assert_eq!(tree(&html), tree(&page.body));
    assert!(html.contains("action=\"/api/call_api\"") && html.contains(">Next page<"), "{html}");
    assert!(!html.contains("me/messages</dd>"), "the page shows the endpoint already");
    page.assert_shows("/v1.0/me/messages</dd>");
    assert_eq!(json.as_object().unwrap().len(), 2);
}
