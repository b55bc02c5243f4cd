# The pages of a user's own data: mail, calendar, profile, sessions, and the response of an API.

# A button that opens the page before this one.
account-back = Back
# In place of an empty subject of a message or an event.
account-no-subject = (no subject)
# In place of the sender of a message.
account-unknown-sender = (unknown sender)

## The page of the mail

account-mail-title = My latest mail
account-mail-empty = Your mailbox has no messages.
# $scope is the name of a permission of Microsoft Graph.
account-mail-permission = This page uses the permission { $scope }, which you or your administrator granted. It reads only the sender, the time, the subject and the link of each message, and whether you have read it.

## The page of the calendar

account-calendar-title = My calendar
account-calendar-empty = You have no events in the next 7 days.
# $zone is the name of a time zone, such as "Europe/Berlin" or "UTC".
account-calendar-lead = Your events of the next 7 days, at most 50. All times are in { $zone }.
# $scope is the name of a permission of Microsoft Graph.
account-calendar-permission = This page uses the permission { $scope }, which you or your administrator granted. It reads only the time, the place, the subject and the meeting link of each event.
# After the subject of an event.
account-calendar-cancelled = (cancelled)
# Opens the online meeting of an event.
account-calendar-join = Join online
account-calendar-all-day = All day
# An event of several days. $element is a date, such as "7 December 2026".
account-calendar-all-day-until = All day until { $element }

## The page of the profile

account-profile-title = My profile
account-profile-session = This session
# The labels of times. "Ends without further use": the end of the session if the user does nothing more.
account-profile-started = Started
account-profile-idle-end = Ends if not used
account-profile-absolute-end = Ends at the latest
# A link to the page with this title.
account-profile-sessions = My sessions

## The claims of the ID token. "Claim" and "ID token" are terms of OpenID Connect.

account-claims-title = Claims of your ID token
account-claims-lead = Apps that store data about you should identify you by the claims that are marked as a key, never by a name or an address.
# Only screen readers read it.
account-claims-table = Table of the claims
# The headings of the columns.
account-claims-claim = Claim
account-claims-value = Value
account-claims-meaning = Meaning
# Whether an app can use the claim as a key in its database.
account-claims-key = Usable as a key
# In the column "Usable as a key". $claim is the name of another claim, such as "tid".
account-claims-key-no = no
account-claims-key-with = yes, with { $claim }
# In place of a value.
account-claims-hidden = (hidden)
account-claims-unknown = This app does not know this claim.
# The meanings of the claims. The end of the ID is the name of the claim.
account-claim-acct = The kind of account: 0 for a member, 1 for a guest.
account-claim-acr = The level of the authentication.
# "Authentication contexts" is a term of Microsoft Entra ID.
account-claim-acrs = The authentication contexts that the user has satisfied.
account-claim-aio = A value for the provider's own use.
account-claim-amr = How the user authenticated.
account-claim-at-hash = The hash of the access token, which protects it from replacement.
account-claim-aud = The client ID of this app, for which the token was issued.
account-claim-auth-time = When the user authenticated.
account-claim-azp = The client to which the token was issued.
# "Code" is the authorization code of OAuth 2.0.
account-claim-c-hash = The hash of the code, which protects it from replacement.
account-claim-email = The mail address. It can change, and another user can get it.
account-claim-exp = When the token expires.
account-claim-family-name = The family name.
account-claim-given-name = The given name.
account-claim-groups = The groups of the user.
account-claim-hasgroups = The user has more groups than the token lists.
account-claim-iat = When the token was issued.
account-claim-idp = The identity provider that authenticated the user.
account-claim-iss = The issuer of the token.
account-claim-jti = The ID of the token.
account-claim-login-hint = Names the account in the next sign-in and in a sign-out.
account-claim-name = The name for display. The user or an administrator can change it.
account-claim-nbf = The time before which the token is not valid.
account-claim-nonce = Ties the token to one sign-in of this app.
# "Tenant" is a term of Microsoft Entra ID.
account-claim-oid = The user in the tenant. It is the same in all apps and never reused.
account-claim-preferred-username = The user name for display. It can change.
account-claim-rh = A value for the provider's own use.
# "App roles" is a term of Microsoft Entra ID.
account-claim-roles = The app roles of the user.
account-claim-sid = The session at the provider, for a sign-out there.
account-claim-sub = The user in this app. Another app gets another value.
account-claim-tid = The tenant of the user.
account-claim-uti = The ID of the token, for the provider's support.
account-claim-ver = The version of the token.

## The page of the sessions

account-sessions-title = My sessions
account-sessions-one-ended = That session has ended.
account-sessions-others-ended = All other sessions have ended.
account-sessions-this = This session
account-sessions-sign-out-here = Sign out here
account-sessions-others = Other sessions
account-sessions-alone = You have no other sessions.
# The page shows the most recently used sessions. $count is the number of the others.
account-sessions-left-out = { $count ->
    [one] Not shown: { $count } more that was used less recently.
   *[other] Not shown: { $count } more that were used less recently.
}
account-sessions-end-one = End this session
account-sessions-end-others = End all other sessions
# A heading and a button.
account-sessions-everywhere = Sign out everywhere
account-sessions-everywhere-lead = This ends all your sessions in this app, including this one.
account-sessions-revoke = Also sign me out of all other apps that I use with this account
account-sessions-revoke-note = Your sign-in service then signs you out on all devices. This can take a few minutes.
# The labels of times.
account-sessions-started = Started
account-sessions-last-used = Last used
# The browser of a session: $browser is a name such as "Firefox", $system is a name such as "Android" or "iPhone".
account-sessions-browser-on-system = { $browser } on { $system }
account-sessions-unknown-on-system = A browser on { $system }
account-sessions-unknown-browser = An unknown browser
account-sessions-this-browser = This browser

## The page with the response of an API

account-api-result-title = Response of the downstream API
# The label of a number: which page of a list it is.
account-api-page = Page
account-api-search = Search in the response
account-api-search-button = Search
# { $element } is a number.
account-api-matches = Matches: { $element }
# The label of a button: saves the response as a file.
account-api-download = Download
# The label of a button: copies the text of the response to the clipboard.
account-api-copy = Copy the text
# Opens a box with the response as text.
account-api-text = Text of the response
account-api-first = First page
account-api-next = Next page
account-api-next-elsewhere = The API names a next page at another address. This app does not open it.
# The response is shown as a tree, whose branches can be opened.
account-api-tree-cut = The tree leaves out parts of this long response. Search in it, or download the response.
# The number of entries of an object or a list in JSON.
account-api-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
