//! `API_AUDIENCE` and `API_CLIENTS`: off unless set, lists, and values that are rejected.

use openidconnect::ClientId;

use super::{Settings, TUTORIAL, build, last_of, words_of};
use crate::{pages::config_missing::FindingWords, server::config::ProtectedApi};

const CLIENT: &str = "5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162";

fn settings(more: &[(&str, &str)]) -> Settings {
    let variables: Vec<_> = TUTORIAL.iter().chain(more).copied().collect();
    Settings::from_lookup(|name| last_of(&variables, name), &build(true))
}

fn protected_api(more: &[(&str, &str)]) -> Option<ProtectedApi> {
    match settings(more) {
        Settings::Configured(config) => config.protected_api,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_protected_api_is_off_unless_it_has_an_audience() {
    assert_eq!(protected_api(&[]), None);
    assert_eq!(protected_api(&[("API_AUDIENCE", " ")]), None);
    let Settings::DevTenant(with) =
        Settings::from_lookup(|name| (name == "API_AUDIENCE").then(|| "default".to_owned()), &build(true))
    else {
        panic!("the setting does not mean a real tenant");
    };
    assert!(with.protected_api.is_some());
}

#[test]
fn the_default_audiences_are_those_of_the_registration() {
    let api = protected_api(&[("API_AUDIENCE", "default, api://orders.contoso.example")]).unwrap();
    let audiences = api.of_client(&ClientId::new(CLIENT.to_owned())).audiences;
    assert_eq!(audiences, [CLIENT, &format!("api://{CLIENT}"), "api://orders.contoso.example"]);
}

#[test]
fn listed_clients_are_application_ids() {
    let upper = CLIENT.to_ascii_uppercase();
    let api = protected_api(&[("API_AUDIENCE", "default"), ("API_CLIENTS", &upper)]).unwrap();
    assert_eq!(api.clients, Some(vec![CLIENT.to_owned()]));
}

#[test]
fn invalid_audiences_and_clients_are_reported() {
    for (variables, words) in [
        (&[("API_AUDIENCE", "orders")][..], "API_AUDIENCE is not a list of audiences"),
        (&[("API_AUDIENCE", "default,on")], "API_AUDIENCE is not a list of audiences"),
        (&[("API_AUDIENCE", "default"), ("API_CLIENTS", "orders")], "API_CLIENTS is not a list of application IDs"),
        (&[("API_CLIENTS", CLIENT)], "API_AUDIENCE is not set"),
    ] {
        let Settings::Incomplete { findings, .. } = settings(variables) else { panic!("starts with {variables:?}") };
        let sentences: Vec<_> = words_of(&findings).iter().map(FindingWords::sentence).collect();
        assert!(sentences.iter().any(|sentence| sentence.contains(words)), "{sentences:?}");
    }
}
