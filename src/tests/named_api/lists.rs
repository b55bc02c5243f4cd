//! Lists in pages: the stream along the links, the limit of pages, and links that leave the API.

use std::pin::pin;

use futures_util::TryStreamExt as _;
use leptos_entra::{
    error::AppError,
    server::api::{ApiError, List},
};

use super::{BrokenServer, World, Wrong};

/// Returns a page with one number and a link to the next page.
fn page(number: u32, link: Option<&str>) -> Wrong {
    let mut body = serde_json::json!({ "value": [number, "unreadable"] });
    if let Some(link) = link {
        body["@odata.nextLink"] = link.into();
    }
    Wrong::json(&body.to_string())
}

/// Returns the numbers on at most `most` pages.
async fn numbers(world: &World, most: usize) -> Result<Vec<u32>, ApiError> {
    let stock = world.stock("maya").await;
    let pages = stock.at("items").query("$top", "1").pages::<List<u32>>(most);
    let lists: Vec<_> = pin!(pages).try_collect().await?;
    Ok(lists.into_iter().flat_map(|list| list.items).collect())
}

#[tokio::test]
async fn a_list_is_read_along_its_links() {
    let world = World::start().await;
    let link = |path: &str| world.api.url(path).to_string();
    world.respond("items", page(1, Some(&link("/v1/more?$skiptoken=a%2Bb"))));
    world.respond("more", page(2, Some(&link("/v1/last"))));
    world.respond("last", page(3, None));
    assert_eq!(numbers(&world, 3).await.unwrap(), [1, 2, 3]);
    let requests = world.api.requests();
    let lines: Vec<_> = requests.iter().map(|request| request.lines().next().unwrap()).collect();
    let expected = ["/v1/items?%24top=1", "/v1/more?$skiptoken=a%2Bb", "/v1/last"];
    assert_eq!(lines, expected.map(|path| format!("GET {path} HTTP/1.1")));
}

#[tokio::test]
async fn a_list_with_too_many_pages_is_an_error_and_ends() {
    let world = World::start().await;
    let again = world.api.url("/v1/items").to_string();
    world.respond("items", page(1, Some(&again)));
    let stock = world.stock("maya").await;
    let mut pages = pin!(stock.at("items").pages::<List<u32>>(3));
    for _ in 0..3 {
        assert_eq!(pages.try_next().await.unwrap().unwrap().items, [1]);
    }
    let failed = pages.try_next().await.unwrap_err();
    assert!(matches!(failed, ApiError::TooManyPages), "{failed}");
    assert_eq!(AppError::from(failed).status(), 502);
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(world.api.requests().len(), 3);
}

#[tokio::test]
async fn a_link_to_another_host_gets_no_request() {
    let world = World::start().await;
    let other = BrokenServer::start().await;
    other.respond_with("/v1/more", page(2, None));
    for link in [
        other.url("/v1/more").to_string(),
        world.api.url("/v2/more").to_string(),
        world.api.url("/v1/../v2/more").to_string(),
        world.api.url("/v1/more").to_string().replace("http:", "https:"),
        world.api.url("/v1/more").to_string().replace("127.0.0.1", "localhost"),
        world.api.url("/v1/more").to_string().replace("127.0.0.1", "maya@127.0.0.1"),
        "more".to_owned(),
    ] {
        world.respond("items", page(1, Some(&link)));
        let before = world.api.requests().len();
        let failed = numbers(&world, 9).await.unwrap_err();
        assert!(matches!(failed, ApiError::ForeignLink), "{link}: {failed}");
        assert_eq!(AppError::from(failed), AppError::ApiUnexpectedJson, "{link}");
        assert_eq!(world.api.requests().len(), before + 1, "{link}");
    }
    assert_eq!(other.connections(), 0);
}
