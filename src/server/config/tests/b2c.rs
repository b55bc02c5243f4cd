//! Azure AD B2C: the authorities of its variables, and the findings if the variables contradict.

use super::{Settings, TUTORIAL, config_of, findings_of, settings_of, tutorial_with};
use crate::server::entra::Authority;

const PAIR: [(&str, &str); 2] = [("B2C_TENANT_NAME", "contoso"), ("SIGNUPSIGNIN_USER_FLOW", "B2C_1_susi")];

/// Reads the tutorial's `.env` with the two required variables of Azure AD B2C and these changes.
fn b2c_with(changes: &[(&str, &str)]) -> Settings {
    settings_of(&[&TUTORIAL[..], &PAIR, changes].concat())
}

#[test]
fn b2c_settings_take_precedence_over_authority() {
    for changes in [&[][..], &[("AUTHORITY", "")]] {
        let config = config_of(b2c_with(changes));
        assert_eq!(Ok(config.authority), Authority::parse_b2c("contoso", "B2C_1_susi"));
        let flows = config.b2c.unwrap();
        assert!(flows.edit_profile.is_none() && flows.reset_password.is_none());
    }
    assert_eq!(config_of(settings_of(&TUTORIAL)).b2c, None);
}

#[test]
fn each_user_flow_has_its_own_authority() {
    let changes = [("EDITPROFILE_USER_FLOW", "B2C_1_edit"), ("RESETPASSWORD_USER_FLOW", "B2C_1_reset")];
    let flows = config_of(b2c_with(&changes)).b2c.unwrap();
    assert_eq!(flows.edit_profile, Authority::parse_b2c("contoso", "B2C_1_edit").ok());
    assert_eq!(flows.reset_password, Authority::parse_b2c("contoso", "B2C_1_reset").ok());
}

#[test]
fn given_b2c_then_graph_is_not_the_default_endpoint() {
    let config = config_of(b2c_with(&[]));
    assert!(config.endpoint.is_none() && config.scopes.is_empty());
    let scope = "https://contoso.onmicrosoft.com/api/read";
    let config = config_of(b2c_with(&[("ENDPOINT", "https://api.contoso.com/me"), ("SCOPE", scope)]));
    assert_eq!(config.endpoint.unwrap().as_str(), "https://api.contoso.com/me");
    assert_eq!(config.scopes[0].as_str(), scope);
}

#[test]
fn b2c_variables_that_contradict_are_findings() {
    for (changes, variable, words) in [
        (&[("B2C_TENANT_NAME", "")][..], "B2C_TENANT_NAME", "is not set, but SIGNUPSIGNIN_USER_FLOW is"),
        (&[("SIGNUPSIGNIN_USER_FLOW", "")], "SIGNUPSIGNIN_USER_FLOW", "is not set, but B2C_TENANT_NAME is"),
        (&[("OIDC_AUTHORITY", "https://op.example")], "OIDC_AUTHORITY", "together with B2C_TENANT_NAME"),
        (&[("CUSTOM_SIGNING_KEY", "on")], "CUSTOM_SIGNING_KEY", "no claims mapping"),
        (&[("REDIRECT_URI", "")], "REDIRECT_URI", "no sign-in by device code"),
        (
            &[("B2C_TENANT_NAME", "contoso.com"), ("EDITPROFILE_USER_FLOW", "B2C_1_a")],
            "B2C_TENANT_NAME",
            "not the name",
        ),
        (&[("SIGNUPSIGNIN_USER_FLOW", "susi")], "SIGNUPSIGNIN_USER_FLOW", "B2C_1_"),
        (&[("EDITPROFILE_USER_FLOW", "edit")], "EDITPROFILE_USER_FLOW", "B2C_1_"),
        (&[("RESETPASSWORD_USER_FLOW", "<reset>")], "RESETPASSWORD_USER_FLOW", "placeholder"),
        (&[("ENDPOINT", "https://graph.microsoft.com/v1.0/me"), ("SCOPE", "a")], "ENDPOINT", "rejects the tokens"),
        (&[("ENDPOINT", "https://api.contoso.com/me")], "SCOPE", "no access token"),
        (&[("CLIENT_SECRET", "")], "CLIENT_SECRET", "is not set, but a sign-in with REDIRECT_URI needs it"),
    ] {
        let findings = findings_of(b2c_with(changes));
        let [finding] = findings.as_slice() else { panic!("{changes:?}: {findings:?}") };
        let text = format!("{} {}", finding.problem, finding.advice);
        assert!(finding.variable == variable && text.contains(words), "{changes:?}: {finding:?}");
    }
}

#[test]
fn a_user_flow_alone_requires_the_tenant_and_the_sign_in() {
    let findings = findings_of(tutorial_with(&[("EDITPROFILE_USER_FLOW", "B2C_1_edit")]));
    let variables: Vec<_> = findings.iter().map(|finding| finding.variable.as_str()).collect();
    assert_eq!(variables, ["B2C_TENANT_NAME", "SIGNUPSIGNIN_USER_FLOW"]);
}
