//! The explanations of Entra ID error numbers (`AADSTS…`) for developers, besides the text for the class of the
//! problem.

mod b2c;
mod credential;
#[cfg(test)]
mod tests;

/// Returns a sentence about a number, e.g. `AADSTS50011`; `None` if the text for the number's class says enough.
pub fn number_in_words(number: &str) -> Option<&'static str> {
    let find = |rows: &'static [(&'static str, &'static str)], digits: &str| {
        rows.iter().find(|(listed, _)| *listed == digits).map(|(_, sentence)| *sentence)
    };
    match (number.strip_prefix("AADSTS"), number.strip_prefix("AADB2C")) {
        (Some(digits), _) => find(REGISTRATION, digits)
            .or_else(|| find(credential::ROWS, digits))
            .or_else(|| find(ACCOUNT, digits))
            .or_else(|| find(OTHER, digits)),
        (_, Some(digits)) => find(b2c::ROWS, digits),
        _ => None,
    }
}

const PARAMETER_MISSING: &str =
    "A parameter of the request is missing. A proxy between this app and the provider may have dropped it.";
const IS_FOR_SPA: &str = "REDIRECT_URI is registered for the platform \"Single-page application\". Remove it there, and add it under \"Web\".";
const FOREIGN_IDENTITY_PROVIDER: &str = "The identity provider with which the tenant is federated failed.";
const NOT_IN_TENANT: &str =
    "The account is not in this tenant: invite it as a guest, or make the registration multi-tenant.";
const NO_TENANT: &str = "The request names no tenant: the authority in this app's settings is not complete.";
const BLOCKED_BY_TENANT: &str = "The tenant restrictions of the user's network do not allow this tenant.";
const DEVICE: &str = "A policy requires a device that the organization manages, and this one is not.";
const OTHER_ENDPOINT: &str =
    "The application is not available at this kind of authority: use the authority of one tenant.";

/// Errors that a wrong setting of the app registration or of this app causes.
const REGISTRATION: &[(&str, &str)] = &[
    (
        "50011",
        "REDIRECT_URI has to be one of the registration's redirect URIs (platform \"Web\"), character for character.",
    ),
    ("500112", "The redirect URI of the token request is not the one of the authorization request."),
    (
        "70004",
        "REDIRECT_URI has to be one of the registration's redirect URIs (platform \"Web\"), character for character.",
    ),
    ("900971", "The registration has no redirect URI: add REDIRECT_URI under the platform \"Web\"."),
    (
        "700016",
        "The tenant of the authority does not know this CLIENT_ID: one of the two is wrong, or the app was never added to that tenant.",
    ),
    ("700011", "The tenant of the authority does not know this CLIENT_ID, or the app was never added to that tenant."),
    (
        "700038",
        "CLIENT_ID is not the ID of an application: copy \"Application (client) ID\" from the registration's overview.",
    ),
    ("70001", "The application is disabled in this tenant, or not known there."),
    ("7000112", "The application is disabled: see \"Enabled for users to sign-in\" of the enterprise application."),
    ("90002", "The authority names a tenant that does not exist, or one of another cloud."),
    ("50049", "The host of the authority does not belong to Microsoft."),
    ("50059", NO_TENANT),
    ("50128", NO_TENANT),
    ("90019", NO_TENANT),
    (
        "50194",
        "The registration is for one tenant: use that tenant's authority instead of `common`, or change the supported account types.",
    ),
    ("9002332", "The registration is for work and school accounts: it cannot be used with the authority `consumers`."),
    ("9001023", OTHER_ENDPOINT),
    ("90124", OTHER_ENDPOINT),
    ("90130", OTHER_ENDPOINT),
    ("90038", "The tenant is in another national cloud: use the authority of that cloud."),
    ("9002325", IS_FOR_SPA),
    ("9002327", IS_FOR_SPA),
    (
        "9002326",
        "The token request looked like one of a single-page application, because it had an `Origin` header: a proxy adds it.",
    ),
    ("500011", "SCOPE names an API that does not exist in the tenant."),
    ("50001", "SCOPE names an API that does not exist or is disabled."),
    ("650052", "The tenant has no subscription for the API that SCOPE names, or has not enabled it."),
    ("650053", "SCOPE names a scope that its API does not have."),
    ("650054", "SCOPE names an API that was removed from the tenant."),
    ("650056", "The registration lacks a permission that SCOPE needs, or the consent to it."),
    ("650057", "SCOPE names an API that is not among the registration's API permissions."),
    ("65005", "SCOPE names an API that is not among the registration's API permissions."),
    ("70011", "A scope in SCOPE does not exist, or cannot be combined with the others, such as `.default`."),
    ("28000", "SCOPE names more than one API in one token request."),
    ("28002", "A scope in SCOPE is not valid for a token request."),
    ("700022", "SCOPE names more than one API in one token request."),
    ("700023", "A scope in SCOPE does not name its API."),
    (
        "90009",
        "SCOPE names this app itself: use its application ID (a GUID) instead of its application ID URI (`api://…`).",
    ),
    ("900144", PARAMETER_MISSING),
    ("90014", PARAMETER_MISSING),
    ("900561", "An address was opened with the wrong method, often by the browser's Back button."),
    ("90015", "The request is too long: SCOPE, or the claims that an API required."),
    (
        "700025",
        "The provider treats this app as a public client, which has no secret: register REDIRECT_URI under the platform \"Web\", or leave CLIENT_SECRET empty.",
    ),
    (
        "7000218",
        "The provider requires a client secret: set CLIENT_SECRET. For a sign-in by device code, allow public client flows in the registration.",
    ),
    ("700005", "The code belongs to another tenant than the token endpoint that received it."),
    ("70003", "The registration does not allow this way of signing in (grant type)."),
    (
        "700054",
        "The request requires an ID token from the authorization endpoint, which the registration does not allow.",
    ),
    ("50146", "The app has to have its own signing key, which is missing, has expired or is not valid yet."),
    ("76021", "The registration accepts signed requests only, which this app does not send."),
    ("7000215", "CLIENT_SECRET is wrong: copy the column \"Value\" of a client secret, not \"Secret ID\"."),
    ("70002", "CLIENT_SECRET is wrong: copy the column \"Value\" of a client secret, not \"Secret ID\"."),
    (
        "7000222",
        "The client secret has expired: create a new one under \"Certificates & secrets\" and set CLIENT_SECRET to its value.",
    ),
];

/// Errors that the user's account, its tenant or a policy causes.
const ACCOUNT: &[(&str, &str)] = &[
    ("50020", "The account belongs to another tenant: invite it as a guest, or make the registration multi-tenant."),
    ("50034", NOT_IN_TENANT),
    ("50014", NOT_IN_TENANT),
    ("51004", NOT_IN_TENANT),
    ("16003", NOT_IN_TENANT),
    ("90072", NOT_IN_TENANT),
    ("16000", "The selected account does not exist in this tenant."),
    ("50053", "The account is locked after too many attempts, or the IP address of the attempts is blocked."),
    ("50055", "The password has expired."),
    ("50144", "The password in the organization's own directory has expired."),
    ("50135", "The password has to be changed, because the account is at risk."),
    ("50056", "The account has no password in this directory."),
    ("50057", "The account is disabled."),
    ("50126", "The name or the password was wrong."),
    (
        "50105",
        "The enterprise application requires assignment, and neither this account nor a group of it is assigned (\"Users and groups\").",
    ),
    (
        "501051",
        "The assignment is missing: the API or the enterprise application requires one, and this app or its user has none.",
    ),
    ("50002", BLOCKED_BY_TENANT),
    ("500021", BLOCKED_BY_TENANT),
    ("500022", BLOCKED_BY_TENANT),
    (
        "500208",
        "The account is not of a kind that this authority signs in, such as a personal account at a work tenant.",
    ),
    ("500212", "The user's own organization does not let its users into this tenant (cross-tenant access)."),
    ("500213", "This tenant does not let in users of that organization (cross-tenant access)."),
    ("53011", "The account is blocked in its own tenant, because it is at risk."),
    ("80012", "The account may not sign in at this time of day."),
    ("1000031", "The administrator has closed the application for now."),
    ("65004", "The user declined the consent."),
    ("70018", "The sign-in was declined on the other device, or a wrong code was entered there."),
    ("50072", "The user has to register for multi-factor authentication first."),
    ("50074", "Multi-factor authentication was required and not passed."),
    ("50076", "Multi-factor authentication is required, by a policy or because the user is at a new location."),
    ("50078", "A policy requires a more recent multi-factor authentication."),
    ("50079", "The user has to register for multi-factor authentication first."),
    ("50158", "A policy requires a check by an external service, and the check failed."),
    ("53000", DEVICE),
    ("53001", DEVICE),
    ("50097", DEVICE),
    ("50129", DEVICE),
    ("53002", "A policy allows approved apps only, and this one is not."),
    ("53003", "A conditional access policy blocks this sign-in; the tenant's sign-in log names it."),
    ("530032", "A security policy of the tenant blocks this sign-in."),
    ("53004", "The user cannot register for multi-factor authentication now, because of risky activity."),
    ("530035", "Security defaults block this sign-in."),
    ("65001", "Neither the user nor an administrator has consented to every scope in SCOPE."),
    ("90094", "A scope in SCOPE needs an administrator's consent."),
    ("90095", "A scope in SCOPE needs an administrator's consent; users can request it on the consent page."),
];

/// Errors in the course of the sign-in itself, or of the service.
const OTHER: &[(&str, &str)] = &[
    ("50058", "There was no session for a silent sign-in (`prompt=none`)."),
    ("50133", "The session was revoked, for example by a new password."),
    ("50173", "The refresh token was revoked, for example by a new password."),
    ("70043", "A conditional access policy requires a new sign-in (sign-in frequency)."),
    ("700082", "The refresh token was not used for too long."),
    (
        "700084",
        "The refresh token was issued to a single-page application, where it expires after a day: check the platform of REDIRECT_URI.",
    ),
    ("50089", "The sign-in page was open for too long."),
    (
        "54005",
        "The code was redeemed twice: by a double click, a prefetch, or two replicas of this app that do not share a session store.",
    ),
    ("70008", "The code or refresh token is too old."),
    ("501481", "The PKCE verifier does not belong to this code: the responses of two sign-ins were mixed up."),
    ("70016", "The device code has not been approved yet."),
    ("70019", "The device code is unknown, or has expired."),
    ("50134", "The device code was approved in another region than the one where it was requested."),
    (
        "50196",
        "The provider saw the same request too often in a short time: this app, or the browser, may be in a loop.",
    ),
    ("90055", "The provider throttles the tenant."),
    ("90033", "The provider's directory is temporarily unavailable."),
    ("80001", "The organization's own directory cannot be reached by the provider."),
    ("80002", "The organization's own directory did not respond to the provider in time."),
    ("50140", "The page \"Stay signed in?\" interrupted the sign-in. A new attempt helps."),
    ("20001", FOREIGN_IDENTITY_PROVIDER),
    ("20012", FOREIGN_IDENTITY_PROVIDER),
    ("40008", FOREIGN_IDENTITY_PROVIDER),
    ("40009", FOREIGN_IDENTITY_PROVIDER),
    ("40010", FOREIGN_IDENTITY_PROVIDER),
];

/// Returns every number that has a sentence, and its sentence.
#[cfg(test)]
fn sentences() -> impl Iterator<Item = (String, &'static str)> {
    let entra = [REGISTRATION, credential::ROWS, ACCOUNT, OTHER].into_iter().flatten();
    let entra = entra.map(|(digits, sentence)| (format!("AADSTS{digits}"), *sentence));
    entra.chain(b2c::ROWS.iter().map(|(digits, sentence)| (format!("AADB2C{digits}"), *sentence)))
}
