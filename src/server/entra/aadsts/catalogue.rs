//! The table of Microsoft's numbers: the class of each, and a sentence for developers where it says more than its class.
//!
//! The numbers and their meaning are those of Microsoft's pages "Microsoft Entra authentication and authorization error
//! codes" and "Error codes: Azure Active Directory B2C"; the classes and the words are ours.

use crate::model::SignInProblemKind as Kind;

/// A number, and its sentence; empty where the number adds nothing to its class.
type Row = (&'static str, &'static str);

/// Numbers that were not found on Microsoft's pages. They are not listed below: they get the class of their `error`, and no words
/// of their own.
#[cfg(test)]
pub const UNVERIFIED: &[&str] =
    &["AADSTS500113", "AADSTS700024", "AADSTS50056", "AADSTS50158", "AADSTS700084", "AADSTS90033", "AADB2C90085"];

const CLASSES: &[(Kind, &[Row])] = &[
    (Kind::AppMisconfigured, REGISTRATION),
    (Kind::CredentialRejected, CREDENTIAL),
    (Kind::AccountNotAllowed, ACCOUNT),
    (Kind::Declined, DECLINED),
    (Kind::PasswordForgotten, PASSWORD_FORGOTTEN),
    (Kind::MoreProofRequired, MORE_PROOF),
    (Kind::AdminConsentRequired, ADMIN_CONSENT),
    (Kind::SignInEnded, ENDED),
    (Kind::CodeExpired, CODE_EXPIRED),
    (Kind::DeviceCodeExpired, DEVICE),
    (Kind::ProviderUnavailable, TRANSIENT),
    (Kind::Refused, OTHER),
];

/// Returns the class and the sentence of a number, e.g. `AADSTS50011`; none for one that is not listed.
pub fn find(number: &str) -> Option<(Kind, &'static str)> {
    CLASSES.iter().find_map(|(kind, rows)| {
        let (_, sentence) = rows.iter().find(|(listed, _)| *listed == number)?;
        Some((*kind, *sentence))
    })
}

/// Returns every number that has a class.
#[cfg(test)]
pub fn classified() -> impl Iterator<Item = &'static Row> {
    CLASSES.iter().flat_map(|(_, rows)| rows.iter())
}

const REGISTRATION: &[Row] = &[
    (
        "AADSTS50011",
        "REDIRECT_URI has to be one of the registration's redirect URIs (platform \"Web\"), character for character.",
    ),
    (
        "AADSTS700016",
        "The tenant of the authority does not know this CLIENT_ID: one of the two is wrong, or the app was never added to that tenant.",
    ),
    (
        "AADSTS700038",
        "CLIENT_ID is the ID of no application: copy \"Application (client) ID\" from the registration's overview.",
    ),
    ("AADSTS90002", "The authority names a tenant that does not exist, or one of another cloud."),
    (
        "AADSTS50194",
        "The registration is for one tenant: use that tenant's authority instead of `common`, or change the supported account types.",
    ),
    ("AADSTS500011", "SCOPE names an API that the tenant does not know."),
    ("AADSTS650057", "SCOPE names an API that is not among the registration's API permissions."),
    ("AADSTS70011", "A scope in SCOPE does not exist, or does not go with the others, as `.default` does not."),
    ("AADSTS900144", "A parameter did not arrive; something between this app and the provider may have dropped it."),
    ("AADSTS90014", "A parameter did not arrive; something between this app and the provider may have dropped it."),
    ("AADSTS9002313", ""),
    ("AADSTS900561", "An address was opened with the wrong method, often by the browser's Back button."),
    ("AADSTS501481", "The PKCE verifier does not belong to this code: the answers of two sign-ins were mixed up."),
    (
        "AADSTS700025",
        "The provider takes this app for a public client, which has no secret: register REDIRECT_URI under the platform \"Web\", or leave CLIENT_SECRET empty.",
    ),
    (
        "AADSTS7000218",
        "The provider wants a secret: set CLIENT_SECRET; for a sign-in by device code, allow public client flows in the registration.",
    ),
    ("AADSTS700005", "The code belongs to another tenant than the one whose token endpoint was asked."),
    ("AADSTS90023", ""),
    (
        "AADSTS9002332",
        "The registration is for work and school accounts: the authority `consumers` does not go with it.",
    ),
    ("AADSTS90038", "The tenant is in another national cloud: use the authority of that cloud."),
    ("AADSTS500208", "The account's domain is not one that this kind of authority signs in."),
    ("AADB2C90006", "REDIRECT_URI is not registered for this application in the B2C tenant."),
    ("AADB2C90036", "The sign-out request names no page to come back to."),
    ("AADB2C90088", "The code or token was issued by another user flow than the one whose token endpoint was asked."),
    ("AADB2C90115", "SCOPE lacks a scope of an API, or the client's own ID, beside `openid`."),
    ("AADB2C90205", "The registration has no permission for the API that SCOPE names."),
    (
        "AADB2C99059",
        "The PKCE challenge did not arrive; something between this app and the provider may have dropped it.",
    ),
];

const CREDENTIAL: &[Row] = &[
    ("AADSTS7000215", "CLIENT_SECRET is wrong: copy the column \"Value\" of a client secret, not \"Secret ID\"."),
    (
        "AADSTS7000222",
        "The client secret has expired: make a new one under \"Certificates & secrets\" and set CLIENT_SECRET to its value.",
    ),
    ("AADSTS700027", "The client assertion's signature does not verify: the registration has another certificate."),
];

const ACCOUNT: &[Row] = &[
    (
        "AADSTS50020",
        "The account lives in another tenant: invite it as a guest, or make the registration multi-tenant.",
    ),
    ("AADSTS50034", "The tenant has no such account."),
    ("AADSTS16000", "The account that was picked is not known to this tenant."),
    ("AADSTS50053", "The account is locked after too many tries, or the address that they came from is blocked."),
    ("AADSTS50055", "The password has expired."),
    ("AADSTS50057", "The account is disabled."),
    ("AADSTS50126", "The name or the password was wrong."),
    (
        "AADSTS50105",
        "The enterprise application requires assignment, and neither this account nor a group of it is assigned (\"Users and groups\").",
    ),
];

const DECLINED: &[Row] = &[
    ("AADSTS65004", "The person declined the consent."),
    ("AADSTS70018", "The person declined on the other device."),
    ("AADB2C90091", "The person cancelled a page of the user flow: that is a choice, not a fault."),
];

const PASSWORD_FORGOTTEN: &[Row] = &[(
    "AADB2C90118",
    "The user flow leaves \"Forgot your password?\" to the app, which would begin the reset user flow.",
)];

const MORE_PROOF: &[Row] = &[
    ("AADSTS50072", "The person has to register for multi-factor authentication first."),
    ("AADSTS50074", "Multi-factor authentication was required and not passed."),
    ("AADSTS50076", "Multi-factor authentication is required: by a policy, or because the person is at another place."),
    ("AADSTS50078", "The multi-factor authentication of before is too old for a policy."),
    ("AADSTS50079", "The person has to register for multi-factor authentication first."),
    ("AADSTS53000", "A policy asks for a compliant device, and this one is not."),
    ("AADSTS53001", "A policy asks for a device of the domain, and this one is not."),
    ("AADSTS53003", "A conditional access policy blocks this sign-in; the tenant's sign-in log names it."),
    ("AADSTS53004", "The person cannot register for multi-factor authentication now, because of risky activity."),
    ("AADSTS530035", "Security defaults block this sign-in."),
    ("AADSTS70043", "A conditional access policy asks for a fresh sign-in (sign-in frequency)."),
];

const ADMIN_CONSENT: &[Row] = &[
    ("AADSTS65001", "Nobody has consented to every scope in SCOPE yet: neither the person nor an administrator."),
    ("AADSTS90094", "A scope in SCOPE needs an administrator's consent."),
    ("AADSTS90095", "A scope in SCOPE needs an administrator's consent; people can ask for it on the consent page."),
    ("AADSTS650052", "The tenant has no subscription for the API that SCOPE names, or has not enabled it."),
    ("AADSTS650056", "The registration lacks a permission that SCOPE needs, or the consent to it."),
];

const ENDED: &[Row] = &[
    ("AADSTS50058", "There was no session for a sign-in without questions (`prompt=none`)."),
    ("AADSTS50132", ""),
    ("AADSTS50133", "The session was revoked, for example by a new password."),
    ("AADSTS50173", "The refresh token was revoked, for example by a new password."),
    ("AADSTS700082", "The refresh token was not used for too long."),
    ("AADB2C90129", "The refresh token was revoked."),
];

const CODE_EXPIRED: &[Row] = &[
    ("AADSTS50089", "The sign-in page was open for too long."),
    (
        "AADSTS54005",
        "The code was redeemed twice: by a double click, a prefetch, or two copies of this app that do not share their sessions.",
    ),
    ("AADSTS70008", "The code or refresh token is too old."),
    ("AADSTS70000", ""),
    ("AADB2C90080", "The code or refresh token is too old."),
    ("AADB2C90208", "The `id_token_hint` is too old."),
];

const DEVICE: &[Row] = &[
    ("AADSTS70016", "The device code was not approved yet."),
    ("AADSTS70019", "The device code is not known, or too old."),
    ("AADSTS70020", ""),
];

const TRANSIENT: &[Row] = &[
    (
        "AADSTS50196",
        "The provider saw the same request too often in a short time: this app, or the browser, may be in a loop.",
    ),
    ("AADSTS90055", "The provider throttles the tenant."),
];

const OTHER: &[Row] =
    &[("AADSTS50140", "The question \"Stay signed in?\" interrupted the sign-in; another try helps.")];
