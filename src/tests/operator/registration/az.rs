//! The form `az`: the tests run the script with a replacement of the Azure CLI, which records each command.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    process::{Command, Output},
};

use serde_json::Value;

use super::{CLIENT_ID, Operator, deployment, printed};

/// Records its arguments, one line for each command, and responds as the Azure CLI does to the queries of the script. It knows no
/// permission `Unknown.Read`.
const STAND_IN: &str = r#"#!/bin/sh
for argument in "$@"; do printf '%s\037' "$argument"; done | tr '\n' ' ' >>"$RECORD"
echo >>"$RECORD"
case "$*" in
  rest*POST*) echo 99999999-2222-4333-8444-555555555555 ;;
  *Unknown.Read*) ;;
  *"account show"*) echo 66666666-7777-4888-9999-aaaaaaaaaaaa ;;
  *oauth2PermissionScopes*) echo "id-of-$(printf '%s' "$7" | cut -d "'" -f 2)" ;;
  *"ad sp show --id api://orders --query appId"*) echo app-id-of-orders ;;
  *"--query appId"*) echo "$5" ;;
  *"--query id"*) echo "object-id-of-$5" ;;
  *"credential reset"*"--query password"*) echo the-new-secret ;;
esac
"#;

/// The result of a script: its output, and the arguments of each command of the Azure CLI.
struct Run {
    succeeded: bool,
    out: String,
    commands: Vec<Vec<String>>,
}

fn run(operator: &Operator) -> Run {
    let script = printed(operator, "az");
    let (az, record) = (operator.path("az"), operator.path("record"));
    fs::write(&az, STAND_IN).unwrap();
    fs::set_permissions(&az, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", operator.folder.path().display());
    let Output { status, stdout, stderr } = Command::new("sh")
        .args(["-c", &script])
        .current_dir(operator.folder.path())
        .env_clear()
        .env("PATH", path)
        .env("RECORD", &record)
        .output()
        .unwrap();
    let recorded = fs::read_to_string(record).unwrap();
    let arguments = |line: &str| line.split('\u{1f}').filter(|text| !text.is_empty()).map(str::to_owned).collect();
    let out = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    Run { succeeded: status.success(), out, commands: recorded.lines().map(arguments).collect() }
}

impl Run {
    /// Returns the value of an option in the only command that contains these words.
    fn option(&self, words: &str, option: &str) -> &str {
        let mut commands = self.commands.iter().filter(|command| command.join(" ").contains(words));
        let (Some(command), None) = (commands.next(), commands.next()) else { panic!("{words}: {:?}", self.commands) };
        let index = command.iter().position(|argument| argument == option).unwrap();
        &command[index + 1]
    }

    fn has(&self, words: &str) -> bool {
        self.commands.iter().any(|command| command.join(" ").contains(words))
    }
}

#[test]
fn without_a_client_id_the_script_creates_an_application() {
    let run = run(&deployment());
    assert!(run.succeeded && run.out.contains("CLIENT_ID=99999999-2222-4333-8444-555555555555"), "{}", run.out);
    assert_eq!(run.option("--method POST", "--url"), "https://graph.microsoft.com/v1.0/applications");
    let body: Value = serde_json::from_str(run.option("--method POST", "--body")).unwrap();
    assert_eq!(body["displayName"], "leptos-entra");
    assert_eq!(body["web"]["redirectUris"][0], "https://app.example.org/getAToken");
    assert_eq!(body["web"]["logoutUrl"], "https://app.example.org/front-channel-logout");
    assert!(run.has("ad sp create --id 99999999-2222-4333-8444-555555555555"));
    for permission in ["User.Read", "Mail.ReadBasic", "Calendars.Read"] {
        let added = format!(
            "permission add --id 99999999-2222-4333-8444-555555555555 --api 00000003-0000-0000-c000-000000000000 \
                             --api-permissions id-of-{permission}=Scope"
        );
        assert!(run.has(&added), "{:?}", run.commands);
    }
    assert!(!run.has("admin-consent --id") && !run.has("credential reset"));
}

#[test]
fn with_a_client_id_the_script_changes_that_application() {
    let run = run(&deployment().with("CLIENT_ID", CLIENT_ID));
    assert!(run.succeeded && run.out.ends_with(&format!("CLIENT_ID={CLIENT_ID}\n")), "{}", run.out);
    let url = format!("https://graph.microsoft.com/v1.0/applications(appId='{CLIENT_ID}')");
    assert_eq!(run.option("--method PATCH", "--url"), url);
    assert!(!run.has("POST") && !run.has("sp create"));
    let body: Value = serde_json::from_str(run.option("--method PATCH", "--body")).unwrap();
    assert_eq!(body["displayName"], Value::Null, "the name stays");
}

#[test]
fn the_script_adds_permissions_of_each_api() {
    let own = format!("api://{CLIENT_ID}/Stock.Read");
    let run = run(&deployment().with("SCOPE", format!("User.Read api://orders/Read api://orders/Write {own}")));
    assert!(run.succeeded, "{}", run.out);
    for added in [
        "--api app-id-of-orders --api-permissions id-of-Read=Scope".to_owned(),
        "--api app-id-of-orders --api-permissions id-of-Write=Scope".to_owned(),
        format!("--api {CLIENT_ID} --api-permissions id-of-Stock.Read=Scope"),
    ] {
        assert!(run.has(&added), "{added}: {:?}", run.commands);
    }
}

#[test]
fn the_script_adds_permissions_of_apis_by_name() {
    let orders = deployment()
        .with("API_ORDERS_ENDPOINT", "https://orders.example.org/v1/")
        .with("API_ORDERS_SCOPES", "api://orders/Orders.Read api://orders/Orders.Write");
    let run = run(&orders);
    assert!(run.succeeded, "{}", run.out);
    for permission in ["Orders.Read", "Orders.Write"] {
        let added = format!("--api app-id-of-orders --api-permissions id-of-{permission}=Scope");
        assert!(run.has(&added), "{added}: {:?}", run.commands);
    }
    let incomplete = deployment().with("API_ORDERS_SCOPES", "api://orders/Orders.Read");
    assert!(incomplete.refused(&["registration", "print", "--format", "az"]).contains("API_ORDERS_ENDPOINT"));
}

#[test]
fn the_script_stops_at_a_permission_that_the_api_lacks() {
    let run = run(&deployment().with("SCOPE", "User.Read Unknown.Read"));
    assert!(!run.succeeded && run.out.contains("has no permission Unknown.Read"), "{}", run.out);
}

#[test]
fn the_script_writes_a_new_secret_into_a_file_of_its_owner() {
    let operator = deployment().with("CLIENT_SECRET", "<Enter_the_Value_of_the_Client_Secret>");
    let run = run(&operator);
    assert!(run.succeeded && !run.out.contains("the-new-secret"), "{}", run.out);
    let file = operator.path("client-secret");
    assert_eq!(fs::read_to_string(&file).unwrap(), "the-new-secret\n");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn the_script_registers_a_certificate_and_keeps_others() {
    let run = run(&deployment().with("CLIENT_CERTIFICATE_FILE", "missing.pem"));
    assert!(run.has("credential reset --id 99999999-2222-4333-8444-555555555555 --append --cert @cert.pem"));
}

#[test]
fn the_script_trusts_the_managed_identity_of_its_tenant() {
    let run = run(&deployment().with("MANAGED_IDENTITY_CLIENT_ID", CLIENT_ID));
    assert!(run.succeeded, "{}", run.out);
    let credential: Value = serde_json::from_str(run.option("federated-credential create", "--parameters")).unwrap();
    assert_eq!(credential["issuer"], "https://login.microsoftonline.com/66666666-7777-4888-9999-aaaaaaaaaaaa/v2.0");
    assert_eq!(credential["subject"], format!("object-id-of-{CLIENT_ID}"));
    assert_eq!(credential["audiences"][0], "api://AzureADTokenExchange");
}

#[test]
fn the_script_of_a_national_cloud_names_its_hosts() {
    let operator = deployment()
        .with("AUTHORITY", "https://login.microsoftonline.us/contoso.onmicrosoft.us")
        .with("CLIENT_ASSERTION_FILE", "azure");
    let run = run(&operator);
    assert!(run.succeeded, "{}", run.out);
    assert_eq!(run.option("--method POST", "--url"), "https://graph.microsoft.us/v1.0/applications");
    let credential: Value = serde_json::from_str(run.option("federated-credential create", "--parameters")).unwrap();
    assert_eq!(credential["audiences"][0], "api://AzureADTokenExchangeUSGov");
}

#[test]
fn an_administrator_consents_for_customers() {
    let run = run(&deployment().with("AUTHORITY", "https://contoso.ciamlogin.com"));
    assert!(run.has("permission admin-consent --id 99999999-2222-4333-8444-555555555555"));
    assert!(run.has("id-of-offline_access=Scope"));
}
