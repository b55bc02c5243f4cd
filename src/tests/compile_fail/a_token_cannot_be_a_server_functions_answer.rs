//! An access token is not an answer of a server function: `ApiAnswer` has no field for one.

use leptos_entra::model::ApiAnswer;
use openidconnect::AccessToken;

fn main() {
    let token = AccessToken::new("a".to_owned());
    let _ = ApiAnswer { endpoint: String::new(), status: 200, json: token, milliseconds: 0, request_id: None };
}
