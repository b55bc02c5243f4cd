# The pages of signing in and signing out, and the page that explains a failed sign-in. "Administrator" is the person who manages the user's organization in Microsoft Entra ID; the "administrators of this app" operate the app.

## The page on which a user begins to sign in. The heading is the name of the app.

sign-in-title = Sign in
# The app of an organization that uses Microsoft Entra ID. "Microsoft Graph" is the name of a product.
sign-in-lead-microsoft = Sign in, and see what Microsoft Graph or another API knows about you.
sign-in-lead = Sign in, and see what this app knows about you.
# The button of Microsoft's branding guidelines ("Sign in with Microsoft: branding guidelines for applications"). Use the wording of Microsoft's official button in the language, not a translation of your own.
sign-in-with-microsoft = Sign in with Microsoft
sign-in-button = Sign in
# A button: the app shows a code that the user enters on another device.
sign-in-with-code = Sign in with a code on another device
# "Work or school account" is Microsoft's term: use its official translation.
sign-in-account-work = Use your work or school account.
sign-in-account-customer = Use your account, or create one during the sign-in.
sign-in-account-organization = Use the account of your organization.
# The development tenant is a sign-in service for developers with made-up users.
sign-in-account-demo = Choose one of the demo users of the development tenant.
sign-in-another-account = Use another account
# { $element } is the host name of the sign-in service, such as login.microsoftonline.com.
sign-in-where = You sign in at { $element }. Your password never reaches this app, and the access tokens never reach your browser.

## The pages of signing out.

sign-out-signed-out-title = Signed out
sign-out-signed-out = You are signed out of this app.
sign-out-at-dev-tenant = The development tenant has ended your sign-in as well.
sign-out-at-microsoft = You may still be signed in to Microsoft in this browser. On a shared device, sign out there too, or close the browser.
# "Sign-in service" is the provider at which the user signed in. Its name is unknown.
sign-out-at-provider = You may still be signed in at your sign-in service in this browser. On a shared device, sign out there too, or close the browser.
sign-out-sign-in-again = Sign in again

sign-out-still-signed-in-title = Still signed in
sign-out-still-signed-in = You are still signed in to this app.
sign-out-not-completed = The sign-out was not completed, or you have signed in again.
sign-out-button = Sign out

# The page between the sign-out of this app and the sign-out of the sign-in service.
sign-out-progress-title = Signing you out
sign-out-next-provider = You are signed out of this app. Next, your sign-in service signs you out.
sign-out-continue = Continue
# All sessions of the user have ended, but the request to end the sessions of other apps failed. An explanation follows below.
sign-out-everywhere-here = All your sessions in this app have ended. You are still signed in at your sign-in service. Continue to sign out there, too.
sign-out-everywhere-continue = Continue and sign out there
sign-out-everywhere-problem = You may still be signed in to other apps
sign-out-everywhere-not-allowed = Your sign-in service did not let this app sign you out of other apps, because this app lacks the permission. Ask your administrator to grant it, or to sign you out.
sign-out-everywhere-over = Your sign-in service had already ended your sign-in in this browser, so this app could not sign you out of other apps. Sign in again, and then repeat the sign-out.
sign-out-everywhere-failed = The request to your sign-in service failed, so you were not signed out of other apps. Sign in again, and then repeat the sign-out.

## The page that ends a redirect loop, after several sign-ins in a row have failed.

sign-in-stopped-title = Sign-in stopped
sign-in-stopped-explanation = You came back from the sign-in service three times within two minutes and are still not signed in. This app stopped here, because another attempt without a change would probably fail, too. Check the following, and then start again.
sign-in-stopped-cookies = Allow cookies for this site, and open it in one browser window only.
sign-in-stopped-another-account = Use another account if this one was rejected.
sign-in-stopped-clock = Check that the date and the time of this device are right.
sign-in-stopped-again = If it happens again, tell the administrators of this app.
sign-in-stopped-start-again = Start again

## The page that offers to reset a password, after the user chose "Forgot your password?" on the page of the sign-in service.

reset-password-title = Reset the password
reset-password-question = Forgot your password?
reset-password-explanation = Choose a new password at your sign-in service. You are signed in afterwards.
reset-password-link = Reset the password

## The page that explains a failed sign-in.

sign-in-failed-title = Sign-in failed
sign-in-failed-try-again = Try again
sign-in-failed-another-account = Use another account
# A link to the page on which an administrator approves the app for the organization.
sign-in-failed-approve = Approve as an administrator
# Heading of the technical details that a support request needs. The user can copy them.
sign-in-failed-details = Details
sign-in-failed-copy = Copy details
# The names of the details. Use the terms of Microsoft's pages, which show the same details.
sign-in-failed-detail-error = Error
sign-in-failed-detail-code = Code
sign-in-failed-detail-trace-id = Trace ID
sign-in-failed-detail-correlation-id = Correlation ID
sign-in-failed-detail-time = Time (UTC)
# A part of the page that is closed until a reader opens it.
sign-in-failed-for-administrators = For administrators
# A part of the page that is closed until a reader opens it. Its texts are English.
sign-in-failed-for-developers = For developers

# What the user can do. Several problems have this text.
sign-in-failed-report = You did nothing wrong. Send the details below to the administrators of this app.
sign-in-failed-try-again-soon = Try again in a moment.

# The next messages belong together in threes: what happened, what the user can do ("next"), and what the administrator can do ("admin").
sign-in-failed-unknown = This sign-in was already completed, took too long, or was started in another browser.
# "Back" is the button of the browser.
sign-in-failed-unknown-next = This happens after "Back", a reload or a long break, and is harmless. Try again: it usually takes one click.
# "Registration" is the app registration in Microsoft Entra ID.
sign-in-failed-unknown-admin = The account and the registration are fine. If it happens to many users, their browsers may block this app's cookies.

sign-in-failed-malformed = The response of the sign-in service is incomplete or invalid.
# "The address" is the web address of the page.
sign-in-failed-malformed-next = The address may have been cut off or changed. Try again from this page.
sign-in-failed-nothing-to-change-admin = The account and the registration are fine. You do not have to change anything.

sign-in-failed-code-expired = This sign-in was already completed, or took too long.
sign-in-failed-code-expired-next = For your safety, a sign-in must be completed within a few minutes, and only once. Try again: it usually takes one click.

sign-in-failed-mixed-up = The response of the sign-in service belongs to another sign-in, so this app rejected it.
sign-in-failed-mixed-up-next = Close other tabs that are signing in to this app, and try again.
sign-in-failed-mixed-up-admin = You do not have to change anything. If it happens often, check the sign-in log: an attacker may be using stolen responses.

# The user signs in with a code on another device.
sign-in-failed-device-code = The code was not approved in time.
sign-in-failed-device-code-next = Try again to get a new code.
# "Conditional access policy" is Microsoft's term.
sign-in-failed-device-code-admin = If the code was approved in time, a conditional access policy may block sign-ins by device code.

sign-in-failed-ended = Your earlier sign-in has ended.
sign-in-failed-ended-next = This happens after a long break or a new password. Try again, and sign in as usual.
sign-in-failed-ended-admin = A sign-in ends when it is not used, when the password is reset, or when sessions are revoked. The user only has to sign in again.

sign-in-failed-declined = The permissions that this app requested were declined.
sign-in-failed-declined-next = Without them you cannot be signed in. If you declined by mistake, try again and accept.
# "Enterprise applications" and "Permissions" are menus of the Microsoft Entra admin center: use Microsoft's names.
sign-in-failed-declined-admin = To avoid the consent page, grant consent for the whole organization: Enterprise applications, this app, Permissions.

# The step-up of a signed-in user: the title and the texts after the user declined, and after another failure.
step-up-declined-title = Request declined
step-up-declined = You declined a request of this app.
step-up-declined-next = You stay signed in, and nothing has changed. If you declined by mistake, try again and accept.
step-up-failed-title = A further step failed
step-up-failed-note = This was a further step for a page or an action. You stay signed in.

sign-in-failed-consent = This app needs a permission that you have not agreed to yet.
sign-in-failed-consent-next = Try again, and accept the permission. If no such page appears, send the details below to your administrator.
# "Enterprise applications" and "Permissions" are menus of the Microsoft Entra admin center: use Microsoft's names.
sign-in-failed-consent-admin = If users are not allowed to consent, grant consent for the organization: Enterprise applications, this app, Permissions.

sign-in-failed-admin-consent = In your organization, an administrator must approve this app first.
sign-in-failed-admin-consent-next = Send the details below to your administrator. Once they have approved it, try again.
# "Enterprise applications", "Permissions" and "Grant admin consent" are names in the Microsoft Entra admin center: use Microsoft's names.
sign-in-failed-admin-consent-admin = Review the permissions that the app requests, and grant consent: Enterprise applications, this app, Permissions, "Grant admin consent".

sign-in-failed-account = This account cannot be used here.
sign-in-failed-account-next = Use another account, or ask your administrator to give this one access.
# "Tenant", "guest" and "assigned" are Microsoft's terms.
sign-in-failed-account-admin = Check that the account is enabled, belongs to the tenant or is a guest of it, and is assigned to the app if that is required.

sign-in-failed-tenant = Your organization is not allowed to use this app.
sign-in-failed-tenant-next = Use an account of another organization, or ask the administrators of this app to allow yours.
# ALLOWED_TENANTS is the name of a setting.
sign-in-failed-tenant-admin = Only users of the organizations in ALLOWED_TENANTS can sign in. The administrators of this app can add your tenant ID to this setting.
# { $tenant } is an ID such as 8eaef023-2b34-4da1-9baa-8bc8c9d6a490. ALLOWED_TENANTS is the name of a setting.
sign-in-failed-tenant-id = The tenant ID of the account is { $tenant }. ALLOWED_TENANTS does not list it.
# ALLOWED_TENANTS is the name of a setting.
sign-in-failed-no-tenants = ALLOWED_TENANTS is set, but this sign-in service has no tenants: leave it empty.

sign-in-failed-password = You requested a new password, but this app does not offer that.
sign-in-failed-password-next = Ask the administrators of this app for a new password. If you remember the old one, try again.
# "Self-service password reset" and "user flow" are Microsoft's terms.
sign-in-failed-password-admin = Set a new password for the user, or turn on self-service password reset in the sign-in user flow.

sign-in-failed-more-proof = Your organization requires a further proof of your identity.
sign-in-failed-more-proof-next = Try again, and follow the steps on the sign-in page. Or use a device or a network that your organization trusts.
# "Conditional access policy" and "sign-in log" are Microsoft's terms.
sign-in-failed-more-proof-admin = A conditional access policy or a setting of the account requires it. The sign-in log names the policy.

sign-in-failed-set-up = This app is not set up correctly for signing in.
# "App registration", "client ID", "redirect URIs", "account types" and "API permissions" are names in the Microsoft Entra admin center: use Microsoft's names.
sign-in-failed-set-up-admin = Compare the app registration with this app's settings: client ID, redirect URIs, account types, API permissions.

# The credential is the password or certificate by which the app proves its identity.
sign-in-failed-credential = The sign-in service rejected the credential of this app. It may have expired.
# "Certificates & secrets" is a menu of the Microsoft Entra admin center: use Microsoft's name.
sign-in-failed-credential-admin = Check under "Certificates & secrets" of the app registration whether the client secret or the certificate has expired. If so, create a new one.

sign-in-failed-no-credential = This app could not authenticate at the sign-in service right now.
# "Managed identity" is Microsoft's term.
sign-in-failed-no-credential-admin = The account and the sign-in service are not the cause. This app's managed identity has no valid token: tell the administrators of this app.

sign-in-failed-store = This app cannot store your sign-in right now.
sign-in-failed-store-admin = The account and the sign-in service are not the cause. Tell the administrators of this app.

sign-in-failed-unreachable = The sign-in service cannot be reached right now.
sign-in-failed-unreachable-admin = Check whether the sign-in service reports an outage. If it does not, this app's network may block the requests.

sign-in-failed-provider = The sign-in service could not complete the sign-in right now.
sign-in-failed-provider-admin = Check whether the sign-in service reports an outage, or limits this tenant or this app because of too many requests.

sign-in-failed-unusable = The sign-in service responded with something that this app cannot use.
sign-in-failed-unusable-next = You did nothing wrong. Try again. If it happens again, send the details below to the administrators of this app.
# A proxy and a firewall are parts of a network.
sign-in-failed-unusable-admin = A proxy or a firewall may respond instead of the sign-in service, or this app's settings may contain a wrong address of it.

sign-in-failed-clock = The clock of this app and the clock of the sign-in service differ too much.
sign-in-failed-clock-next = You did nothing wrong. Try again in a few minutes. If it happens again, tell the administrators of this app.
sign-in-failed-clock-admin = The account and the registration are fine. Correct the clock of the machine that runs this app.

sign-in-failed-not-trusted = The response of the sign-in service could not be verified, so this app rejected it.
sign-in-failed-not-trusted-next = Try again. If it happens again, send the details below to the administrators of this app.
sign-in-failed-not-trusted-admin = No user was signed in. If the settings of this app were not changed, treat this as a security incident.

sign-in-failed-refused = The sign-in service refused to sign you in.
sign-in-failed-refused-next = Try again. If it happens again, send the details below to your administrator.
# "Sign-in log" and "tenant" are Microsoft's terms.
sign-in-failed-refused-admin = The sign-in log of the tenant shows the reason. Search it for the IDs in the details.

## The admin consent: an administrator approves the app for all users of the organization. "Admin consent" is Microsoft's term.

admin-consent-title = Admin consent
admin-consent-offered = Approve this app for your organization
admin-consent-offered-explanation = This page is for administrators. Your approval is valid for all users of your organization. Microsoft then no longer requires consent from each of them.
# { $scopes } is a list of names of permissions, such as "User.Read, Mail.ReadBasic".
admin-consent-permissions = The app signs users in, reads their names and email addresses, and calls an API on their behalf with { $scopes }.
admin-consent-no-permissions = The app signs users in, reads their names and email addresses, and calls an API on their behalf with no further permissions.
admin-consent-continue = Continue to Microsoft

admin-consent-given = The app is approved
admin-consent-given-explanation = Microsoft has confirmed your approval. It can take a few minutes to take effect everywhere.
# "Enterprise applications" and "Microsoft Entra admin center" are Microsoft's names.
admin-consent-given-next = All users of your organization can sign in now. To review or withdraw the approval, open Enterprise applications in the Microsoft Entra admin center.

# Microsoft reports a result of an approval that was started outside of this app.
admin-consent-reported-given = Microsoft reports that consent was given
admin-consent-reported-given-explanation = An administrator approved this app. You can sign in now. It can take a few minutes until the approval takes effect everywhere.
admin-consent-reported-refused = Microsoft reports no consent
admin-consent-reported-refused-explanation = Nothing was changed. The approval was declined, or the account does not have the right to approve apps.
# "Enterprise applications" and "Microsoft Entra admin center" are Microsoft's names.
admin-consent-reported-unverified = The approval was not started on a page of this app, so the app cannot verify it. The Microsoft Entra admin center lists the approvals under Enterprise applications.
admin-consent-sign-in = Sign in

admin-consent-refused = The app is not approved
admin-consent-refused-explanation = Nothing was changed. The approval was declined, or your account does not have the right to approve apps.
admin-consent-try-again = Try again
# Heading of the technical details of Microsoft's response.
admin-consent-details = Details
# The names of the details. Use the terms of Microsoft's pages, which show the same details.
admin-consent-detail-error = Error
admin-consent-detail-code = Code
admin-consent-detail-trace-id = Trace ID
admin-consent-detail-correlation-id = Correlation ID
admin-consent-detail-time = Time (UTC)

admin-consent-unknown = This response is no longer valid
# "Enterprise applications" and "Microsoft Entra admin center" are Microsoft's names.
admin-consent-unknown-explanation = The approval took too long, was started in another browser, or this page was already opened. To see whether the app is approved, open Enterprise applications in the Microsoft Entra admin center.
admin-consent-start-again = Start again
