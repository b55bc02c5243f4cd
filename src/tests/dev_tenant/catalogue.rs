//! The error numbers of the dev tenant, compared with the app's catalogue.

use leptos_entra::dev_tenant::error_codes;
use leptos_entra::server::entra::explain;

#[test]
fn the_catalogue_lists_every_number_of_the_dev_tenant() {
    // An unlisted number gets the class of its `error`, so that two errors lead to two classes.
    let is_unlisted = |number: &String| {
        explain("access_denied", Some(number.as_str())) != explain("server_error", Some(number.as_str()))
    };
    let unlisted: Vec<String> = error_codes().into_iter().filter(is_unlisted).collect();
    assert_eq!(unlisted, Vec::<String>::new());
}
