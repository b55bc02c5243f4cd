//! A proxy that responds itself instead of connecting to the provider.

use super::{MARK, malformed_responses};
use crate::{
    cast::broken_server::{BrokenServer, Wrong},
    configuration::program::Program,
};

/// Returns the response to a sign-in and the log of the built program, whose proxy responds like this to each request.
async fn sign_in_behind(wrong: Wrong) -> (String, String) {
    let proxy = BrokenServer::start().await;
    proxy.respond_with("login.microsoftonline.com:443", wrong);
    let program = Program::new()
        .set("CLIENT_ID", "5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162")
        .set("CLIENT_SECRET", "8rTKmwz-q3~end")
        .set("AUTHORITY", "https://login.microsoftonline.com/66666666-7777-4888-9999-aaaaaaaaaaaa")
        .set("REDIRECT_URI", "http://localhost:3000/getAToken")
        .set("HTTPS_PROXY", &proxy.origin());
    let shown = tokio::task::spawn_blocking(move || {
        let mut program = program.start();
        let page = program.get("/sign-in");
        (page, program.stop_after(" ERROR ").to_owned())
    });
    let shown = shown.await.unwrap();
    let requests = proxy.requests();
    assert!(!requests.is_empty() && requests.iter().all(|request| request.starts_with("CONNECT ")), "{requests:?}");
    shown
}

#[tokio::test]
async fn a_proxy_that_responds_itself_is_an_unreachable_provider() {
    let of_proxies = ["a web page", "a proxy's failure", "a question for a password", "the end of the connection"];
    let mut responses = malformed_responses();
    responses.retain(|(what, _)| of_proxies.contains(what));
    responses.push(("a redirect", Wrong::redirect("302 Found", "http://proxy.example/sign-in")));
    assert_eq!(responses.len(), of_proxies.len() + 1);
    for (what, wrong) in responses {
        let (page, log) = sign_in_behind(wrong).await;
        assert!(page.starts_with("HTTP/1.1 503 ") && page.contains("cannot be reached"), "{what}: {page}");
        assert!(!page.contains(MARK) && !page.contains("proxy.example"), "{what}: {page}");
        assert!(!log.contains("q3~end"), "{what}: {log}");
    }
}
