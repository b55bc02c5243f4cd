//! The paths of the app. A page whose path only the route table needs defines it in its own file (`pages::calendar`).

/// `GET`: the welcome view, or the login view.
pub const HOME: &str = "/";
/// `GET`: begins a sign-in. Query: `return_to`, `account=another`, `afresh=yes`, `step_up` (a reference), `prompt`, `login_hint` and
/// `domain_hint`, which are passed on to the provider. Without a redirect URI
/// a signed-out visitor gets the login view, whose form begins the sign-in.
pub const SIGN_IN: &str = "/sign-in";
/// `GET`: the sign-in failure view. Query: `ref` (a reference) or `problem` (a fixed name).
pub const SIGN_IN_FAILED: &str = "/sign-in-failed";
/// `GET`: redirects a signed-in user to the user flow that edits the profile (Azure AD B2C).
pub const EDIT_PROFILE: &str = "/edit-profile";
/// `GET`: redirects to the user flow that resets the password (Azure AD B2C).
pub const RESET_PASSWORD: &str = "/reset-password";
/// `GET`: explains the admin consent.
pub const ADMIN_CONSENT: &str = "/admin-consent";
/// `GET`: redirects the administrator to Microsoft.
pub const ADMIN_CONSENT_BEGIN: &str = "/admin-consent/begin";
/// `GET`: the redirect URI of the admin consent.
pub const ADMIN_CONSENT_RESULT: &str = "/admin-consent/result";
/// `GET`: the mail view, which needs an additional scope.
pub const MAIL: &str = "/mail";
/// `GET`: the cards with data of Microsoft Graph.
pub const DASHBOARD: &str = "/dashboard";
/// `GET`: starts the consent to the permission of a card. Query: `card`, the name of the card.
pub const ALLOW: &str = "/dashboard/allow";
/// `GET`: the profile of the user, the facts of the session, and the claims of the ID token.
pub const PROFILE: &str = "/profile";
/// `GET`: the photo of the user, an image. Query: `of`, the version of the photo.
pub const PHOTO: &str = "/profile/photo";
/// `POST`: places an order at the API `ORDERS`. Form: `item`, `quantity`.
pub const PLACE_ORDER: &str = "/orders/place";
/// `GET`: runs the action that waited for a step-up, once, and shows its result.
pub const CONTINUE: &str = "/continue";
/// `POST`: begins a sign-in by device code. Form: `return_to`.
pub const BEGIN_DEVICE_CODE: &str = "/device-code/begin";
/// `GET`: the device code view.
pub const DEVICE_CODE: &str = "/device-code";
/// `GET`: the post-logout redirect URI.
pub const SIGNED_OUT: &str = "/signed-out";
/// `GET`: the accounts of this browser.
pub const ACCOUNTS: &str = "/accounts";
/// `POST`: switches to another account of this browser. Form: `account`, its reference.
pub const SWITCH_ACCOUNT: &str = "/accounts/switch";
/// `POST`: signs out of all accounts of this browser, then redirects to the provider.
pub const SIGN_OUT_OF_ALL_ACCOUNTS: &str = "/accounts/sign-out";
/// `GET`: the sessions of the user. Query: `ended=one` or `ended=others`, the result of the form.
pub const SESSIONS: &str = "/account/sessions";
/// `POST`: ends one session of the user. Form: `session`, its reference.
pub const END_SESSION: &str = "/account/sessions/end";
/// `POST`: ends all other sessions of the user.
pub const END_OTHER_SESSIONS: &str = "/account/sessions/end-others";
/// `POST`: ends all sessions of the user, then redirects to the provider. Form: `provider=yes`.
pub const SIGN_OUT_EVERYWHERE: &str = "/account/sessions/sign-out-everywhere";
/// `GET`: the default path of the front-channel logout, which the provider loads in a frame.
pub const FRONT_CHANNEL_LOGOUT: &str = "/front-channel-logout";
/// `POST`: the default path of the back-channel logout.
pub const BACK_CHANNEL_LOGOUT: &str = "/back-channel-logout";
/// `POST`: the server function that calls the downstream API; with `Accept: text/html` the result page.
pub const CALL_API: &str = "/api/call_api";
/// `POST`: the server function that signs out.
pub const SIGN_OUT: &str = "/api/sign_out";
/// `POST`: the server function that polls the device code.
pub const POLL_DEVICE_CODE: &str = "/api/poll_device_code";
/// `POST`: the server function with which an open tab checks its session.
pub const IS_SIGNED_IN: &str = "/api/is_signed_in";
/// `GET` lists the orders of the caller, `POST` places one: the example of the protected API.
pub const ORDERS: &str = "/api/v1/orders";
/// `GET`: the profile of the caller, the example of a call on behalf of a caller of the protected API.
pub const API_ME: &str = "/api/v1/me";
/// `GET`: one order.
pub const ORDER: &str = "/api/v1/orders/{id}";
/// The beginning of all paths of the protected API.
pub const API: &str = "/api/v1/";
/// All other paths of the protected API.
pub const API_UNKNOWN: &str = "/api/v1/{*unknown}";
/// `GET` or `POST`: the callback of the authorization response. The router mounts it at the path of `REDIRECT_URI`.
pub const CALLBACK: &str = "/auth/callback";
/// The path of `REDIRECT_URI` when the app runs against the dev tenant, as in Microsoft's tutorial.
pub const DEV_TENANT_CALLBACK: &str = "/getAToken";
/// `POST`: the reports of the content security policy.
pub const CSP_REPORT: &str = "/csp-report";
/// `GET`: responds with 200 as long as the process works, whatever the state of the provider and the store. For liveness probes.
pub const HEALTH_LIVE: &str = "/health/live";
/// `GET`: responds with 200 if a load balancer may send requests to this process, otherwise with 503. For readiness probes.
pub const HEALTH_READY: &str = "/health/ready";
/// `GET`: the metrics in the text format of Prometheus. It exists at `MANAGEMENT_ADDR` only.
pub const METRICS: &str = "/metrics";
/// `GET`: in development, the results of the doctor's checks.
pub const SETUP: &str = "/setup";
/// `POST`: keeps the language that the user has chosen. Form: `language`, a language tag.
pub const LANGUAGE: &str = "/language";
/// `GET`: sessions by user and the state of the process, for administrators. Query: `ended`, a number.
pub const ADMINISTRATION: &str = "/administration";
/// `POST`: shows the sessions of one user to an administrator. Form: `id`, the object ID or the subject.
pub const FIND_USER: &str = "/administration/find";
/// `POST`: ends all sessions of a user. Form: `user`, a reference of the page.
pub const END_USER_SESSIONS: &str = "/administration/end";
/// The folder of the compiled client and style sheet.
pub const PKG: &str = "/pkg";
/// The logo of `APP_LOGO`.
pub const LOGO: &str = "/logo";
/// The icon of the app.
pub const ICON: &str = "/favicon.svg";
