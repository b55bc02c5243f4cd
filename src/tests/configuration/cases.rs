//! Starts the built program with `.env` files from public bug reports.

use super::program::{Program, Running};

const TENANT: &str = "c7e1d0b4-2a35-4f68-8b9d-3c4d5e6f7081";

fn with_file(content: impl AsRef<[u8]>) -> Running {
    Program::new().file(".env", content).start()
}

/// Starts the program with this `.env` file, and checks that settings are missing and that no dev tenant was started.
/// Returns the program's output and its home page.
fn missing(content: impl AsRef<[u8]>) -> String {
    let program = with_file(content);
    let page = program.get("/");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("Config missing"), "{page}");
    assert!(!program.printed.contains("dev tenant at"), "{}", program.printed);
    format!("{}{page}", program.printed)
}

#[test]
fn lower_case_and_nextauth_names_get_a_suggestion() {
    for (file, names, variables) in [
        (
            format!(
                "client_id=5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162\nclient_secret=8rTKmwz-q3~end\nauthority=https://login.microsoftonline.com/{TENANT}\n"
            ),
            ["client_id", "client_secret", "authority"],
            ["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY"],
        ),
        (
            format!(
                "AZURE_AD_CLIENT_ID=5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162\nAZURE_AD_CLIENT_SECRET=8rTKmwz-q3~end\nAZURE_AD_TENANT_ID={TENANT}\nNEXTAUTH_URL=http://localhost:3000\n"
            ),
            ["AZURE_AD_CLIENT_ID", "AZURE_AD_CLIENT_SECRET", "AZURE_AD_TENANT_ID"],
            ["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY"],
        ),
    ] {
        let shown = missing(file);
        for (name, variable) in names.into_iter().zip(variables) {
            assert!(shown.contains(&format!("{name} is set, but this app reads {variable}")), "{name}: {shown}");
        }
        assert!(!shown.contains("8rTKmwz"), "{shown}");
    }
}

#[test]
fn the_example_for_a_tenant_id_is_one_assignment() {
    let shown = missing(format!(
        "TENANT_ID=\"{TENANT}\"\nCLIENT_ID=\"5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162\"\nCLIENT_SECRET=\"8rTKmwz-q3~end\"\n"
    ));
    assert!(shown.contains("Example: AUTHORITY=https://login.microsoftonline.com/<tenant ID>\n"), "{shown}");
    assert!(!shown.contains("TENANT_ID=AUTHORITY"), "{shown}");
}

#[test]
fn an_env_file_in_utf_16_is_reported() {
    let file: Vec<u8> = "\u{feff}# für die App\r\nCLIENT_ID=a\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(missing(file).contains(".env is encoded as UTF-16"));
}

#[test]
fn quotes_that_docker_kept_are_reported_and_not_sent() {
    let program = Program::new()
        .set("CLIENT_ID", "app")
        .set("CLIENT_SECRET", "\"8rTKmwz-q3~end\"")
        .set("OIDC_AUTHORITY", "http://localhost:9")
        .start();
    assert!(program.printed.contains("CLIENT_SECRET has quotes around its value"), "{}", program.printed);
    assert!(program.get("/").starts_with("HTTP/1.1 503"));
}

#[test]
fn given_a_duplicate_name_then_the_last_counts_with_a_warning() {
    let program = with_file(
        "CLIENT_ID=app\nCLIENT_SECRET=old~value\nOIDC_AUTHORITY=http://localhost:9/${CLIENT_ID}\n\
         REDIRECT_URI=not an address\nCLIENT_SECRET=new~value\nREDIRECT_URI=http://localhost:3000/getAToken\n",
    );
    let printed = &program.printed;
    assert!(printed.contains("Warning: .env sets CLIENT_SECRET 2 times (lines 2, 5)"), "{printed}");
    assert!(printed.contains("Warning: .env sets REDIRECT_URI 2 times (lines 4, 6)"), "{printed}");
    assert!(!printed.contains("Config missing") && !printed.contains("value"), "{printed}");
}
