//! The explanations of Azure AD B2C error numbers (`AADB2C…`) for developers, besides the text for the class of the
//! problem.

/// The explained errors: the digits of a number, and the sentence about it.
pub const ROWS: &[(&str, &str)] = &[
    ("90006", "REDIRECT_URI is not registered for this application in the B2C tenant."),
    ("90007", "The application has no redirect URI in the B2C tenant."),
    ("90018", "The B2C tenant has no application with this CLIENT_ID."),
    ("90068", "CLIENT_ID is not an application of this B2C tenant."),
    ("90012", "A scope in SCOPE is not supported by this user flow."),
    ("90055", "A scope in SCOPE does not name its API."),
    ("90036", "The sign-out request does not say which page to return to."),
    ("90057", "The registration does not allow tokens at the authorization endpoint."),
    ("90058", "The registration does not allow public clients."),
    ("90079", "The provider requires a client secret: set CLIENT_SECRET."),
    (
        "90084",
        "The provider treats this app as a public client, which has no secret: register REDIRECT_URI under \"Web\".",
    ),
    ("90081", "CLIENT_SECRET is wrong: copy the column \"Value\" of a client secret, not \"Secret ID\"."),
    ("90088", "The code or token was issued by another user flow than the token endpoint that received it."),
    ("90092", "The application is disabled in the B2C tenant."),
    ("90115", "SCOPE lacks a scope of an API, or the client's own ID, besides `openid`."),
    ("90117", "A scope in SCOPE is not supported by this user flow."),
    ("90146", "SCOPE names more than one API in one request."),
    ("90205", "The registration has no permission for the API that SCOPE names."),
    ("99059", "The PKCE challenge is missing. A proxy between this app and the provider may have dropped it."),
    ("90111", "The account is locked."),
    ("90114", "The account is temporarily locked after too many attempts."),
    ("90128", "The account no longer exists."),
    ("90091", "The user cancelled a page of the user flow. This is not an error."),
    (
        "90118",
        "The user flow leaves \"Forgot your password?\" to the app, which then starts the user flow for password reset.",
    ),
    ("90077", "There was no session for a silent sign-in (`prompt=none`)."),
    ("90129", "The refresh token was revoked."),
    ("90080", "The code or refresh token is too old."),
    ("90208", "The `id_token_hint` is too old."),
    ("90182", "The PKCE verifier does not belong to this code: the responses of two sign-ins were mixed up."),
    ("90183", "The PKCE verifier does not belong to this code: the responses of two sign-ins were mixed up."),
    ("90085", "The service reported an internal error."),
];
