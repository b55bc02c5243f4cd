//! Checks that the app's catalogue contains all error numbers of the dev tenant.

use leptos_entra::{dev_tenant::error_codes, server::entra::is_listed};

#[test]
fn the_catalogue_lists_every_number_of_the_dev_tenant() {
    let sent = error_codes();
    assert!(sent.len() > 40, "{sent:?}");
    let unlisted: Vec<_> = sent.into_iter().filter(|code| !is_listed(code)).collect();
    assert_eq!(unlisted, Vec::<String>::new());
}
