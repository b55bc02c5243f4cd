//! The meaning of each error number for the developer of the application, for the error pages.

use crate::dev_tenant::protocol::aadsts::Aadsts;

impl Aadsts {
    /// Returns the cause of the error and the next step. `None` for a number that only a test sends.
    pub fn advice(number: u32) -> Option<&'static str> {
        ADVICE.iter().find(|(known, _)| known.number() == number).map(|(_, advice)| *advice)
    }
}

const ADVICE: [(Aadsts, &str); 64] = [
    (Aadsts::SEVERAL_ACCOUNTS, "Several accounts are signed in. Send login_hint, or let the user choose."),
    (Aadsts::SEVERAL_RESOURCES, "The scopes belong to several APIs. Request a token for one API at a time."),
    (Aadsts::REDIRECT_URI_NOT_REGISTERED, "Send a registered redirect URI, equal in every character."),
    (
        Aadsts::ASSERTION_REPLAYED,
        "The client assertion was used before. Sign a new one, with a new jti, for each request.",
    ),
    (
        Aadsts::USER_ASSERTION_SIGNATURE,
        "The signature of the user's token is not valid. Send the token that the API received.",
    ),
    (
        Aadsts::USER_OF_ANOTHER_TENANT,
        "The account is of another tenant. Choose an account of this tenant, or use an authority for several.",
    ),
    (Aadsts::ASSERTION_MALFORMED, "The client assertion is not a valid JWT. Check its header and its claims."),
    (Aadsts::UNKNOWN_USER, "The tenant has no such user. Choose one of the accounts that the account picker shows."),
    (Aadsts::SUBJECT_NOT_ISSUER, "The claims iss and sub of a client assertion must both be the client ID."),
    (Aadsts::NOT_SIGNED_IN, "No user is signed in, so prompt=none cannot succeed. Send a request that shows a page."),
    (Aadsts::NO_TENANT, "The request names no tenant. Use the authority of one tenant."),
    (
        Aadsts::MORE_PROOF_REQUIRED,
        "The user must confirm their identity. Send a request without prompt=none and with the claims.",
    ),
    (Aadsts::GRANT_REVOKED, "The sign-in was revoked. Let the user sign in again."),
    (Aadsts::NOT_MULTI_TENANT, "The application is registered for one tenant. Use its tenant ID instead of common."),
    (Aadsts::CODE_REDEEMED, "The code was redeemed before. Each code works once."),
    (Aadsts::CONSENT_REQUIRED, "The user has not allowed these scopes. Send a request that shows the consent page."),
    (Aadsts::DECLINED, "The user pressed Decline. Offer another attempt."),
    (Aadsts::INVALID_GRANT, "The code or refresh token is unknown. Let the user sign in again."),
    (Aadsts::UNSUPPORTED_GRANT_TYPE, "Send a grant type that this tenant supports."),
    (Aadsts::CODE_EXPIRED, "The code is too old. Redeem it within a minute."),
    (
        Aadsts::INVALID_SCOPE,
        "The combination of scopes is not valid. Do not mix .default with other scopes of the API.",
    ),
    (Aadsts::DEVICE_PENDING, "The user has not approved the device yet. Poll again after the interval."),
    (Aadsts::DEVICE_DECLINED, "The user rejected the device. Begin again if the user wants to sign in."),
    (Aadsts::DEVICE_CODE_UNKNOWN, "The device code is unknown. Send the code from the device authorization response."),
    (Aadsts::DEVICE_CODE_EXPIRED, "The device code is too old. Request a new one."),
    (
        Aadsts::NO_FEDERATED_CREDENTIAL,
        "The application has no federated credential. Register the issuer and the subject.",
    ),
    (
        Aadsts::UNKNOWN_TENANT,
        "The address names no tenant of this server. Use the authority that it printed at its start.",
    ),
    (Aadsts::UNSUPPORTED_VALUE, "A parameter has a value that is not supported. The message names it."),
    (Aadsts::B2C_NO_SESSION, "No user is signed in, so prompt=none cannot succeed. Send a request that shows a page."),
    (Aadsts::B2C_OTHER_POLICY, "The code is of another user flow or redirect URI. Redeem it where it was requested."),
    (Aadsts::B2C_CANCELLED, "The user pressed Cancel. Show the page from which they came."),
    (Aadsts::ADMINISTRATOR_NEEDED, "A scope needs the consent of an administrator. Open the admin consent page first."),
    (
        Aadsts::B2C_UNKNOWN_SCOPE,
        "The scope is not of an API in this tenant. Use the client ID or a scope of the tenant's API.",
    ),
    (Aadsts::B2C_PASSWORD_FORGOTTEN, "The user has forgotten the password. Start the user flow for password reset."),
    (Aadsts::B2C_SEVERAL_RESOURCES, "The scopes belong to several APIs. Request a token for one API at a time."),
    (
        Aadsts::ID_TOKEN_AS_USER_ASSERTION,
        "An ID token cannot be exchanged. Send the access token that the API received.",
    ),
    (Aadsts::UNKNOWN_RESOURCE, "A scope names an API that the tenant does not have. Check the application ID URI."),
    (Aadsts::REDIRECT_URI_DIFFERS, "Send the redirect URI of the authorization request to the token endpoint as well."),
    (
        Aadsts::USER_ASSERTION_AUDIENCE,
        "The user's token is for another API. Send a token whose audience is this application.",
    ),
    (Aadsts::USER_ASSERTION_TIME, "The user's token has expired. Send a newer one."),
    (
        Aadsts::VERIFIER_MISMATCH,
        "The code verifier does not belong to the code challenge. Keep it with the state of the sign-in.",
    ),
    (Aadsts::CHALLENGE_SIZE, "The code challenge must be a SHA-256 digest in base64url: 43 characters."),
    (Aadsts::UNKNOWN_SCOPE, "The API has no such scope. Check the spelling."),
    (Aadsts::OTHER_TENANT, "The code is of another tenant. Redeem it at the authority that issued it."),
    (Aadsts::UNKNOWN_APPLICATION, "Send the client ID that this server printed at its start."),
    (Aadsts::ASSERTION_AUDIENCE, "The claim aud of the client assertion must be the token endpoint."),
    (
        Aadsts::ASSERTION_TIME,
        "The client assertion has expired or is not valid yet. Check the clock and its claims exp and nbf.",
    ),
    (
        Aadsts::ASSERTION_REJECTED,
        "No registered certificate belongs to the client assertion. Check its key and its thumbprint.",
    ),
    (Aadsts::NO_APPLICATION, "The client ID is not the ID of an application. Check the settings of the application."),
    (Aadsts::RESPONSE_TYPE_DISABLED, "Send response_type=code. Other types are not enabled for the application."),
    (Aadsts::REFRESH_TOKEN_EXPIRED, "The refresh token has expired. Let the user sign in again."),
    (Aadsts::FEDERATED_ISSUER, "No federated credential has this issuer. Compare the claim iss with the registration."),
    (
        Aadsts::FEDERATED_AUDIENCE,
        "The token of the federated issuer has another audience. Request it for the token exchange.",
    ),
    (
        Aadsts::FEDERATED_SUBJECT,
        "No federated credential has this subject. Compare the claim sub with the registration.",
    ),
    (Aadsts::MISSING_PARAMETER, "A required parameter is missing. The message names it."),
    (Aadsts::WRONG_METHOD, "Send the request as a POST."),
    (Aadsts::CERTIFICATE_NOT_VALID, "The certificate has expired or is not valid yet. Register a new one."),
    (Aadsts::NOT_DEFAULT_SCOPE, "For a token of the application itself request the scope .default of one API."),
    (Aadsts::NO_USER_IN_ASSERTION, "The token is not of a user. Exchange a token that a user's application sent."),
    (Aadsts::WRONG_SECRET, "The client secret is wrong. Send its value, not its ID."),
    (Aadsts::MISSING_SECRET, "The request has no client secret and no client assertion. Send one of them."),
    (
        Aadsts::FEDERATED_CASE,
        "The subject differs from the registered one in upper and lower case only. Make them equal.",
    ),
    (Aadsts::MALFORMED, "The request is malformed. The message names the reason."),
    (Aadsts::PKCE_REQUIRED, "Send code_challenge with code_challenge_method=S256, and code_verifier with the code."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_number_has_advice() {
        for number in Aadsts::ALL {
            assert!(Aadsts::advice(number.number()).is_some(), "{number:?}");
        }
        assert_eq!(Aadsts::advice(1), None);
    }
}
