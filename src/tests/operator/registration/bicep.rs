//! The form `bicep`: a parser from another source accepts the file, and its parts are those of the settings.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use super::{AUTHORITY, CLIENT_ID, Operator, deployment, printed};

/// Parses a Bicep file from standard input, and prints the names of its resources and parameters.
const PROGRAM: &str = r#"
import sys
from pycep import BicepParser
file = BicepParser().parse(text=sys.stdin.read())
print(" ".join(sorted([*file.get("resources", {}), *file.get("parameters", {})])))
"#;

/// Returns the names of the resources and parameters that pycep finds in a file, or its error.
fn parse(file: &str) -> Result<String, String> {
    let advice = "Run `make test`, or `bash .make/setup.sh deployment-checks` and then `. .make/env.sh`.";
    let mut python = Command::new("python3")
        .args(["-c", PROGRAM])
        .env("PYTHONPATH", folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(file.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!error.contains("ModuleNotFoundError"), "pycep is missing. {advice}\n{error}");
    let names = String::from_utf8(output.stdout).unwrap().trim().to_owned();
    if output.status.success() { Ok(names) } else { Err(error.into_owned()) }
}

fn parsed(file: &str) -> String {
    parse(file).unwrap_or_else(|error| panic!("{error}\n{file}"))
}

/// The folder of the Python packages, as `.make/env.sh` names it.
#[expect(clippy::disallowed_methods, reason = "this is not a setting of the app")]
fn folder() -> std::ffi::OsString {
    std::env::var_os("LEPTOS_ENTRA_PYTHON_DEPLOYMENT").unwrap_or_default()
}

#[test]
fn the_parser_rejects_a_damaged_file() {
    let file = printed(&deployment(), "bicep");
    let damaged = file.replacen("  web: {", "  web {", 1);
    assert_ne!(file, damaged);
    let error = parse(&damaged).unwrap_err();
    assert!(error.contains("Unexpected token"), "{error}");
}

#[test]
fn the_file_looks_permissions_up_by_their_names() {
    let file = printed(&deployment(), "bicep");
    assert_eq!(parsed(&file), "graph registration servicePrincipal");
    assert!(file.contains("appId: '00000003-0000-0000-c000-000000000000'"), "{file}");
    for name in ["User.Read", "Mail.ReadBasic", "Calendars.Read"] {
        let lookup = format!("id: filter(graph.oauth2PermissionScopes, scope => scope.value == '{name}')[0].id");
        assert!(file.contains(&lookup), "{file}");
    }
    assert!(file.contains("logoutUrl: 'https://app.example.org/front-channel-logout'"), "{file}");
}

#[test]
fn the_file_has_the_parts_of_each_credential() {
    for (variable, value, names, words) in [
        ("CLIENT_SECRET", "<secret>", "graph registration servicePrincipal", "creates no client secret"),
        ("CLIENT_CERTIFICATE_FILE", "x.pem", "certificate graph registration servicePrincipal", "key: certificate"),
        (
            "CLIENT_ASSERTION_FILE",
            "token",
            "graph issuer registration registration__credential servicePrincipal subject",
            "subject: subject",
        ),
        (
            "MANAGED_IDENTITY_CLIENT_ID",
            CLIENT_ID,
            "graph identity registration registration__credential servicePrincipal",
            "subject: identity.id",
        ),
    ] {
        let file = printed(&deployment().with(variable, value), "bicep");
        assert_eq!(parsed(&file), names, "{file}");
        assert!(file.contains(words), "{file}");
    }
}

#[test]
fn an_api_without_an_id_in_its_name_is_a_parameter() {
    let scope = format!("User.Read api://orders/Read api://{CLIENT_ID}/Stock.Read");
    let file = printed(&deployment().with("SCOPE", scope), "bicep");
    assert_eq!(parsed(&file), "api1 api1Id api2 graph registration servicePrincipal");
    assert!(file.contains("@description('The application ID of api://orders')\nparam api1Id string"), "{file}");
    assert!(file.contains(&format!("appId: '{CLIENT_ID}'")), "{file}");
}

#[test]
fn the_file_of_a_public_client_has_no_credential() {
    let operator = Operator::new().with("AUTHORITY", AUTHORITY).with("PUBLIC_URL", "https://app.example.org");
    let file = printed(&operator, "bicep");
    assert_eq!(parsed(&file), "graph registration servicePrincipal");
    assert!(file.contains("isFallbackPublicClient: true"), "{file}");
}
