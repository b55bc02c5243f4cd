//! The error pages: the number, the next step, and a link to the registered application.

use super::cast::{Browser, CALLBACK, authorization_request, dev_tenant};

const LINK: &str = r#"<a class="choice" href="http://localhost:3000/">Back to the application</a>"#;

#[tokio::test]
async fn an_error_page_has_the_number_the_next_step_and_a_way_back() {
    let tenant = dev_tenant().await;
    let other = "http://localhost:3000/other?evil=%3Cb%3E";
    let url = authorization_request(&tenant, &[("redirect_uri", other)]);
    let page = Browser::new().get(&url).await.text().await.unwrap();
    assert!(page.contains(r#"<p class="code">AADSTS50011</p>"#));
    assert!(page.contains("<h2>What to do</h2>\n<p>Send a registered redirect URI"));
    assert!(page.contains(&format!("<li><code>{CALLBACK}</code></li>")));
    assert!(page.contains("<dt>Correlation ID</dt><dd>"));
    assert!(page.contains(LINK) && page.matches("href=\"http").count() == 1, "no link to an address of the request");

    let url = authorization_request(&tenant, &[("client_id", "another")]);
    let page = Browser::new().get(&url).await.text().await.unwrap();
    assert!(page.contains(r#"<p class="code">AADSTS700016</p>"#) && page.contains(LINK));
    assert!(!page.contains(CALLBACK), "the redirect URIs are not about this error");
}

#[tokio::test]
async fn the_page_of_an_error_number_explains_it() {
    let tenant = dev_tenant().await;
    let about = |number: u32| format!("{}/error?code={number}", tenant.origin());
    let page = Browser::new().get(&about(65004)).await.text().await.unwrap();
    assert!(page.contains(r#"<p class="code">AADSTS65004</p>"#) && page.contains("The user pressed Decline."));
    let page = Browser::new().get(&about(99999)).await.text().await.unwrap();
    assert!(page.contains("AADSTS99999") && page.contains("does not send this error by itself") && page.contains(LINK));
}

#[tokio::test]
async fn a_page_that_is_out_of_date_leads_back_to_the_application() {
    let tenant = dev_tenant().await;
    let page = Browser::new().get(&format!("{}/dev/forgotten-password", tenant.origin())).await;
    assert!(page.text().await.unwrap().contains(LINK));
}
