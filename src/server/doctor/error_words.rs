//! The words for an error of the provider: its code, Microsoft's number, and the sentence of the failure page.

use crate::server::{
    entra::{is_guid, is_listed, number_in_words},
    oidc::ErrorResponse,
};

/// The exact correction of an error, by Microsoft's number. `{id}` is the application ID.
const FIXES: &[(&str, &str)] = &[
    ("7000215", NEW_SECRET),
    ("7000222", NEW_SECRET),
    ("70002", NEW_SECRET),
    (
        "7000218",
        "Set CLIENT_CERTIFICATE_FILE, CLIENT_ASSERTION_FILE, MANAGED_IDENTITY_CLIENT_ID or CLIENT_SECRET. For a sign-in by device code: App registrations > \
         (the app) > Authentication > Allow public client flows: Yes",
    ),
    ("700027", UPLOAD),
    ("1000502", UPLOAD),
    ("7000214", UPLOAD),
    ("7000274", UPLOAD),
    ("7000277", UPLOAD),
    (
        "700024",
        "Synchronize the clock: timedatectl set-ntp true. If another system writes the assertion, check that it renews the file.",
    ),
    ("70021", FEDERATED),
    ("700211", FEDERATED),
    ("700212", FEDERATED),
    ("700213", FEDERATED),
    ("7002137", FEDERATED),
    ("7002138", FEDERATED),
    ("700016", APPLICATION_ID),
    ("700038", APPLICATION_ID),
    ("7000112", "Enterprise applications > (the app) > Properties > Enabled for users to sign-in: Yes"),
    (
        "50011",
        "App registrations > (the app) > Authentication > Web > Add URI: {uri}, or: az ad app update --id {id} --web-redirect-uris {uri} <the others>",
    ),
    ("900971", "App registrations > (the app) > Authentication > Add a platform > Web: {uri}"),
    ("500113", "App registrations > (the app) > Authentication > Add a platform > Web: {uri}"),
    (
        "9002325",
        "App registrations > (the app) > Authentication: remove {uri} from Single-page application, and add it to Web.",
    ),
    ("90002", "Copy the Directory (tenant) ID from the Overview of the app registration to the end of AUTHORITY."),
    ("50194", "Set AUTHORITY to the address of the tenant: https://login.microsoftonline.com/<tenant ID>"),
];

const NEW_SECRET: &str = "App registrations > (the app) > Certificates & secrets > New client secret: copy the column Value into \
     CLIENT_SECRET. Or: az ad app credential reset --id {id} --append";
const UPLOAD: &str = "App registrations > (the app) > Certificates & secrets > Certificates > Upload certificate. Or: az ad app \
     credential reset --id {id} --cert @cert.pem --append";
const FEDERATED: &str = "App registrations > (the app) > Certificates & secrets > Federated credentials: compare issuer, subject and \
     audience with the token. Or: az ad app federated-credential list --id {id}";
const APPLICATION_ID: &str = "App registrations > (the app) > Overview: copy the Application (client) ID into CLIENT_ID, and the \
     Directory (tenant) ID to the end of AUTHORITY.";

/// Returns why the provider rejects a request.
pub fn rejection(error: &ErrorResponse) -> String {
    let number = error.number.as_ref().map(|number| format!(" ({number})")).unwrap_or_default();
    let sentence = error.number.as_deref().and_then(number_in_words).unwrap_or_default();
    format!("The provider responds with `{}`{number}. {sentence}", error.error).trim_end().to_owned()
}

/// Returns how to correct an error, with the application ID and the redirect URI in commands. `None` if its number has no
/// exact correction.
pub fn correction(error: &ErrorResponse, client_id: &str, redirect_uri: &str) -> Option<String> {
    let digits = error.number.as_deref()?.strip_prefix("AADSTS")?;
    let (_, fix) = FIXES.iter().find(|(number, _)| *number == digits)?;
    // Another text in CLIENT_ID may be a secret that was pasted into the wrong line.
    let id = if is_guid(client_id) { client_id } else { "<application ID>" };
    Some(fix.replace("{id}", id).replace("{uri}", redirect_uri))
}

/// Returns the page that explains an error: Microsoft's page of its number, or else the list of numbers.
pub fn link(error: &ErrorResponse) -> String {
    let digits =
        error.number.as_deref().filter(|number| is_listed(number)).and_then(|number| number.strip_prefix("AADSTS"));
    match digits {
        Some(digits) => format!("https://login.microsoftonline.com/error?code={digits}"),
        None => "https://learn.microsoft.com/entra/identity-platform/reference-error-codes".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorResponse, FIXES, correction, rejection};

    fn error(number: &str) -> ErrorResponse {
        ErrorResponse::from_parameters("invalid_client".to_owned(), Some(format!("AADSTS{number}: text")))
    }

    #[test]
    fn every_correction_names_a_place_or_a_command() {
        for (number, _) in FIXES {
            let fix = correction(&error(number), "not a GUID", "https://app.example/a").unwrap();
            assert!(fix.contains(" > ") || fix.contains(": ") || fix.contains("AUTHORITY"), "{fix}");
            assert!(!fix.contains(['{', '}']) && !fix.contains("not a GUID"), "{fix}");
        }
        assert_eq!(correction(&error("99999999"), "", ""), None);
    }

    #[test]
    fn a_rejection_has_the_number_and_its_sentence() {
        let said = rejection(&error("7000215"));
        assert!(said.contains("`invalid_client` (AADSTS7000215)") && said.contains("Secret ID"), "{said}");
        assert_eq!(rejection(&error("99999999")), "The provider responds with `invalid_client` (AADSTS99999999).");
    }
}
