//! DT-15: the dev tenant's pages do not look like Microsoft's, are accessible, escape text, and have strict security
//! headers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::cast::{Browser, admin_consent_request, authorization_request, dev_tenant, graph, tokens_of};

async fn pages() -> Vec<String> {
    let tenant = dev_tenant().await;
    let browser = Browser::new();
    let mut addresses = vec![authorization_request(&tenant, &[]), format!("{}/devicelogin", tenant.origin())];
    addresses.push(authorization_request(&tenant, &[("client_id", "<script>alert(1)</script>")]));
    addresses.push(format!("{}/error?code=50011", tenant.origin()));
    addresses.push(format!("{}/oauth2/v2.0/logout", tenant.authority()));
    addresses.push(format!("{}/dev/forgotten-password", tenant.origin()));
    addresses.push(admin_consent_request(&tenant, "User.Read User.Read.All"));
    let mut pages = Vec::new();
    for address in addresses {
        pages.push(browser.get(&address).await.text().await.unwrap());
    }
    browser.sign_in(&tenant, &[], "mallory").await;
    for address in [
        authorization_request(&tenant, &[("prompt", "consent")]),
        format!("{}/oauth2/v2.0/logout", tenant.authority()),
        authorization_request(&tenant, &[("response_mode", "form_post")]),
        authorization_request(&tenant, &[("acr_values", "phr")]),
    ] {
        pages.push(browser.get(&address).await.text().await.unwrap());
    }
    pages
}

/// The beginning of the only element with a picture: a portrait that the dev tenant has drawn.
const PORTRAIT: &str = r#"<img class="portrait" alt="" width="48" height="48" src="data:image/png;base64,"#;

/// Returns a page without its portraits.
fn without_portraits(page: &str) -> String {
    let mut rest = page.split(PORTRAIT);
    let first = rest.next().unwrap().to_owned();
    let behind = |part: &str| part.split_once("\">").unwrap().1.to_owned();
    rest.fold(first, |text, part| text + &behind(part))
}

#[tokio::test]
async fn dt_15_the_account_picker_does_not_look_like_microsoft() {
    for page in pages().await {
        let ribbon = "Development tenant – not Microsoft";
        assert!(page.contains(ribbon));
        let rest = without_portraits(&page).replacen(ribbon, "", 1).to_lowercase();
        for look in ["microsoft", "azure", "windows", "segoe", "<img", "<svg", "url(", "#0078d4", "#0067b8", "#f25022"]
        {
            assert!(!rest.contains(look), "{look}");
        }
    }
}

#[tokio::test]
async fn a_portrait_on_a_page_is_the_photo_of_the_user_in_graph() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    let photo = graph(&tenant, "/me/photos/96x96/$value", &body["access_token"]).await.bytes().await.unwrap();
    let page = Browser::new().get(&authorization_request(&tenant, &[])).await.text().await.unwrap();
    assert_eq!(page.matches(PORTRAIT).count(), 2, "two users have photos");
    assert!(page.contains(&format!("{PORTRAIT}{}\">", STANDARD.encode(photo))));
}

#[tokio::test]
async fn the_pages_escape_user_text() {
    let pages = pages().await;
    assert!(pages.iter().any(|page| page.contains("&lt;script&gt;alert")));
    for page in pages {
        // The page's own script has a nonce. Any other script would come from unescaped text.
        let page = page.replace("<script nonce=", "");
        assert!(!page.contains("<script") && !page.contains("onerror=\"alert"), "{page}");
    }
}

#[tokio::test]
async fn the_pages_are_accessible_in_their_structure() {
    for page in pages().await {
        assert_eq!(page.matches("<h1>").count(), 1);
        assert!(page.contains(r#"<html lang="en">"#) && page.contains("<main>") && page.contains("width=device-width"));
        assert!(!page.contains("<button></button>"));
        let fields = page.matches("<input id=").count();
        assert_eq!(page.matches("<label for=").count(), fields, "each visible field has a label");
    }
}

#[tokio::test]
async fn the_pages_cannot_be_framed_cached_or_scripted() {
    let tenant = dev_tenant().await;
    let page = Browser::new().get(&authorization_request(&tenant, &[])).await;
    let headers = page.headers().clone();
    assert_eq!(
        (&headers["cache-control"], &headers["x-frame-options"]),
        (&"no-store".parse().unwrap(), &"DENY".parse().unwrap())
    );
    let policy = headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'nonce-"));
    assert!(policy.contains("form-action 'self' http://localhost:3000"));
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    assert!(page.text().await.unwrap().contains(&format!(r#"<style nonce="{nonce}">"#)));
}

#[tokio::test]
async fn the_session_cookie_is_http_only_and_same_site_lax() {
    let tenant = dev_tenant().await;
    let page = Browser::new().get(&authorization_request(&tenant, &[])).await.text().await.unwrap();
    let form = super::cast::form_value(&page);
    let url = format!("{}/dev/account", tenant.origin());
    let response = super::cast::http().post(url).form(&[("form", form.as_str()), ("persona", "maya")]);
    let response = response.send().await.unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("dev-tenant-session=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"));
}
