//! The table of Microsoft's error numbers and their classes.
//!
//! The numbers and their meaning are those of Microsoft's pages "Microsoft Entra authentication and authorization error codes" and
//! "Error codes: Azure Active Directory B2C", of messages in its other documentation, and of recorded responses. The table
//! does not list numbers of SAML, WS-Federation, device registration and password changes, which this app cannot receive.

use crate::server::sign_in_problem::SignInProblemKind as Kind;

/// A class of errors with its error numbers, separated by spaces.
type Row = (Kind, &'static str);

/// Error numbers of Entra ID, without their prefix `AADSTS`.
const ENTRA: &[Row] = &[
    // Errors in the tenant or the authority.
    (Kind::AppMisconfigured, "90002 50194 50049 50059 50128 90019 90038 90043 90051 9002332 9001023 90124 90130 90027"),
    // Errors in the app registration and its redirect URIs.
    (Kind::AppMisconfigured, "50011 500112 70004 900971 700016 700038 700011 70001 7000112 76021 50146 501461"),
    // The registration has the platform "Single-page application" instead of "Web".
    (Kind::AppMisconfigured, "9002325 9002326 9002327"),
    // Errors in scopes and the APIs that they name.
    (
        Kind::AppMisconfigured,
        "50001 500011 650052 650053 650054 650056 650057 65005 70011 28000 28002 28003 700022 700023 90009 901002 \
         1002012",
    ),
    // Errors in the form of a request.
    (
        Kind::AppMisconfigured,
        "900144 90014 9002313 900561 90056 90004 90005 90015 90023 90100 90102 90117 90121 70003 70005 70007 700054 501491 \
         50147 700005 700025 7000218 900382 900432 240002 500131 7000114",
    ),
    // Errors of the client secret.
    (Kind::CredentialRejected, "7000215 7000222 70002 50012 50013"),
    // Errors of the certificate, the client assertion or the federated credential.
    (
        Kind::CredentialRejected,
        "700027 700024 700030 50027 50048 1000502 7000214 7000274 7000277 70021 700211 700212 700213 7002137 7002138",
    ),
    // Errors of the account, its password or its assignment to the app.
    (
        Kind::AccountNotAllowed,
        "50020 50034 50014 51004 16000 16003 50053 50055 50144 50056 50057 50064 50126 50105 501051",
    ),
    // Errors of access to the tenant, and of its users' access to other tenants.
    (
        Kind::AccountNotAllowed,
        "50002 500021 500022 500208 500212 500213 1000104 53011 530034 54000 50135 80012 90072 90084 1000031",
    ),
    (Kind::Declined, "65004 70018"),
    (
        Kind::MoreProofRequired,
        "50072 50074 50076 50078 50079 50158 50161 700020 53000 53001 53002 53003 530032 530035 53004 53010 50005 50097 50127 \
         50129 50131 50155 50187 50192",
    ),
    (Kind::ConsentRequired, "65001 90008"),
    (Kind::AdminConsentRequired, "90094 90095 90099"),
    (Kind::SignInEnded, "50058 50085 50132 50133 50139 50143 50173 70043 700082 700084 500133"),
    (Kind::CodeExpired, "50089 54005 70000 70008"),
    (Kind::MixedUp, "501481"),
    (Kind::DeviceCodeExpired, "70016 70019 70020 90119 90120 50134"),
    (
        Kind::ProviderFailed,
        "50033 50087 50088 50166 50196 70012 80001 80002 80005 80007 80014 90006 90012 90024 90033 90055 90090 90091",
    ),
    // The sign-in was interrupted, or another identity provider failed.
    (
        Kind::Refused,
        "50125 50140 50168 50197 50199 51005 51006 16001 16002 160021 20001 20012 20033 40008 40009 40010 40015 50000 90036 90123",
    ),
];

/// Error numbers of Azure AD B2C, without their prefix `AADB2C`.
const B2C: &[Row] = &[
    (
        Kind::AppMisconfigured,
        "90006 90007 90008 90010 90011 90012 90013 90014 90018 90055 90068 90083 90084 90086 90087 90088",
    ),
    (
        Kind::AppMisconfigured,
        "90036 90043 90057 90058 90067 90079 90092 90107 90110 90115 90117 90146 90184 90205 99059",
    ),
    (Kind::CredentialRejected, "90081"),
    (Kind::AccountNotAllowed, "90052 90053 90054 90111 90114 90128 90225"),
    (Kind::Declined, "90091"),
    (Kind::PasswordForgotten, "90118"),
    (Kind::MoreProofRequired, "90151 90155 90156 90157"),
    (Kind::SignInEnded, "90077 90129"),
    (Kind::CodeExpired, "90080 90208 90209 90210"),
    (Kind::MixedUp, "90182 90183"),
    (Kind::ProviderFailed, "90035 90037 90048 90085 90152 90154 90206"),
    (Kind::Refused, "90046 90051 90075 90122 90211 90212"),
];

/// Returns the class of an error number, e.g. `AADSTS50011`; `None` if it is not listed.
pub fn find(number: &str) -> Option<Kind> {
    let (rows, digits) = match (number.strip_prefix("AADSTS"), number.strip_prefix("AADB2C")) {
        (Some(digits), _) => (ENTRA, digits),
        (_, Some(digits)) => (B2C, digits),
        _ => return None,
    };
    rows.iter().find(|(_, listed)| listed.split_ascii_whitespace().any(|known| known == digits)).map(|(kind, _)| *kind)
}

/// Returns every error number of the table, with its prefix.
#[cfg(test)]
pub fn listed() -> impl Iterator<Item = String> {
    let with = |prefix: &'static str, rows: &'static [Row]| {
        let digits = rows.iter().flat_map(|(_, listed)| listed.split_ascii_whitespace());
        digits.map(move |digits| format!("{prefix}{digits}"))
    };
    with("AADSTS", ENTRA).chain(with("AADB2C", B2C))
}
