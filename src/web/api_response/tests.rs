//! The HTML of responses: escaped texts, the tree, and the forms.

use leptos::prelude::*;

use super::{ResponseOfApi, shown};
use crate::{
    model::{ApiBody, ApiResponse, JsonLabel, JsonName, JsonRow, JsonTree, LeafKind, ListPosition, NextPage},
    texts::{Language, while_in},
};

const EVIL: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

fn response(body: ApiBody) -> ApiResponse {
    ApiResponse {
        endpoint: "https://graph.example:8443/v1.0/me".to_owned(),
        status: 200,
        body,
        milliseconds: 1234,
        request_id: Some("r".to_owned()),
        ..ApiResponse::default()
    }
}

fn json(tree: JsonTree) -> ApiResponse {
    ApiResponse { tree: Some(tree), ..response(ApiBody::Json { text: "{}".to_owned(), is_cut: false }) }
}

fn html(response: ApiResponse, search: Option<&str>) -> String {
    let search = search.map(str::to_owned);
    view! { <ResponseOfApi response has_endpoint=true search /> }
        .to_html()
        .replace("<!>", "")
        .replace("<!--<() />-->", "")
}

fn leaf(name: JsonName, kind: LeafKind, text: &str) -> JsonRow {
    JsonRow::Leaf { label: JsonLabel { name, is_found: false }, kind, text: text.to_owned(), is_found: false }
}

#[test]
fn a_response_is_shown_with_its_host_and_its_duration() {
    let text = || ApiBody::Text { text: "a".to_owned(), is_cut: true };
    let english = shown(response(text()));
    assert_eq!(english.summary, "graph.example:8443 responded in 1,234 ms.");
    assert!(english.html.replace("<!>", "").contains("<dd dir=\"auto\">200</dd>"), "{}", english.html);
    assert!(english.html.contains("The response is too long for this page, so only its beginning is shown."));
    assert!(!english.html.contains("graph.example"), "the page with the button shows the endpoint already");
    assert!(html(response(text()), None).contains("https://graph.example:8443/v1.0/me"));
    assert!(while_in(Language::German, || shown(response(text()))).html.contains(">1.234"));
}

#[test]
fn a_body_that_is_no_text_is_described() {
    let binary = ApiBody::Binary { media_type: "image/png".to_owned(), bytes: 12_345 };
    for (status, body, note, has_download) in [
        (200, binary, "The API sent data that is not text: image/png, 12 kB.", true),
        (202, ApiBody::Empty, "The API accepted the request. Its response is empty.", false),
        (204, ApiBody::Empty, "The response is empty.", false),
    ] {
        let html = html(ApiResponse { status, ..response(body) }, None);
        assert!(html.contains(note) && !html.contains("<pre") && !html.contains("search"), "{html}");
        assert_eq!(html.contains("name=\"download\""), has_download, "{html}");
    }
}

#[test]
fn every_text_of_the_api_is_escaped() {
    let label = |name| JsonLabel { name, is_found: true };
    let rows = vec![
        JsonRow::Branch { label: label(JsonName::Member(EVIL.to_owned())), is_object: true, entries: 2, is_open: true },
        leaf(JsonName::Member(EVIL.to_owned()), LeafKind::String, EVIL),
        leaf(JsonName::Item(0), LeafKind::Number, EVIL),
        JsonRow::Folded { label: label(JsonName::Member(EVIL.to_owned())), is_object: true, entries: 1 },
        JsonRow::End,
    ];
    let list = ListPosition { page: Some(EVIL.to_owned()), number: 2, next: Some(NextPage::At(EVIL.to_owned())) };
    let response = ApiResponse {
        endpoint: EVIL.to_owned(),
        request_id: Some(EVIL.to_owned()),
        body: ApiBody::Json { text: EVIL.to_owned(), is_cut: false },
        tree: Some(JsonTree { rows, is_cut: true, found: Some(1) }),
        list,
        ..response(ApiBody::Empty)
    };
    for html in [html(response.clone(), Some(EVIL)), shown(response).html] {
        assert!(!html.contains("<script") && !html.contains("</script") && !html.contains("<img"), "{html}");
        assert!(html.contains("&lt;img src=x onerror="), "{html}");
        for value in html.split(" value=\"").skip(1).chain(html.split(" data-before=\"").skip(1)) {
            let value = value.split('"').next().unwrap();
            assert!(!value.contains("alert") || value.contains("&quot;"), "{value}");
        }
    }
}

#[test]
fn a_tree_has_lists_with_names_values_and_numbers_of_entries() {
    let label = |name: &str| JsonLabel { name: JsonName::Member(name.to_owned()), is_found: false };
    let root = JsonLabel { name: JsonName::Root, is_found: false };
    let rows = vec![
        JsonRow::Branch { label: root, is_object: true, entries: 3, is_open: true },
        leaf(JsonName::Member("name".to_owned()), LeafKind::String, "לאה"),
        JsonRow::Branch { label: label("list"), is_object: false, entries: 1, is_open: false },
        leaf(JsonName::Item(0), LeafKind::Null, "null"),
        JsonRow::End,
        JsonRow::Folded { label: label("none"), is_object: true, entries: 0 },
        JsonRow::End,
    ];
    let html = html(json(JsonTree { rows, is_cut: false, found: None }), None);
    let tree = html.split_once("aria-label=\"Response as JSON\"").unwrap().1.split_once("</div>").unwrap().0;
    let expected = concat!(
        " dir=\"ltr\" class=\"tree\"><ul><li><details open><summary>{…} <small dir=\"auto\">3 entries</small></summary><ul>",
        "<li><b dir=\"auto\">\"name\"</b>: <span dir=\"auto\" class=\"string\">\"לאה\"</span></li>",
        "<li><details><summary><b dir=\"auto\">\"list\"</b>: […] <small dir=\"auto\">1 entry</small></summary><ul>",
        "<li><i>0</i>: <span dir=\"auto\" class=\"null\">null</span></li></ul></details></li>",
        "<li><b dir=\"auto\">\"none\"</b>: {}</li></ul></details></li></ul>",
    );
    assert_eq!(tree, expected);
}

#[test]
fn a_search_shows_the_number_of_its_matches() {
    let tree = |found| json(JsonTree { rows: Vec::new(), is_cut: false, found });
    let searched = html(tree(Some(1_234)), Some("a b"));
    assert!(searched.contains("value=\"a b\"") && searched.contains(">Matches: 1,234</span>"), "{searched}");
    let fresh = html(tree(None), None);
    assert!(fresh.contains("data-before=\"Matches: \"") && !fresh.contains(">Matches"), "{fresh}");
}

#[test]
fn pages_of_a_list_are_opened_by_forms_only() {
    let next = |address: &str| Some(NextPage::At(address.to_owned()));
    let of = |page: Option<&str>, number, next| {
        let list = ListPosition { page: page.map(str::to_owned), number, next };
        html(ApiResponse { list, ..json(JsonTree::default()) }, None)
    };
    let address = "https://graph.example/v1.0/me?$skiptoken=s3cret";
    let first = of(None, 1, next(address));
    assert!(first.contains(&format!("<input type=\"hidden\" name=\"page\" value=\"{address}\">")), "{first}");
    assert!(first.contains("name=\"number\" value=\"2\"") && first.contains(">Next page</button>"), "{first}");
    assert!(!first.contains("First page") && !first.contains("href="), "{first}");
    let last = of(Some(address), 3, None);
    assert!(last.contains(">First page</button>") && !last.contains("Next page"), "{last}");
    assert_eq!(last.matches(address).count(), 1, "the search and the download stay on the page");
    let elsewhere = of(None, 1, Some(NextPage::Elsewhere));
    assert!(elsewhere.contains("a next page at another address") && !elsewhere.contains("Next page</button>"));
    assert!(!of(None, 1, None).contains("<dt>Page</dt>"));
}
