# Errors: a heading (title) that says what happened, and the advice that says what the user can do next.

# Joins two sentences of this file. { $first } and { $second } are whole sentences, each with its full stop.
failure-sentences = { $first } { $second }

## The session and the sign-in

failure-signed-out-title = You are not signed in
failure-session-ended-title = Your sign-in has ended
# For both errors above.
failure-signed-out-advice = Sign in again to continue.
# The label of a button.
failure-sign-in-again = Sign in again

failure-step-up-title = One more step is needed
failure-step-up-advice = Continue to the sign-in service, and confirm your identity or accept the permissions. You stay signed in.
# The label of the button that leads to the sign-in service.
failure-continue = Continue

# The "sign-in service" is Microsoft Entra ID or another OpenID provider.
failure-provider-unavailable-title = The sign-in service cannot be reached
failure-provider-unavailable-advice = You cannot sign in right now. If you are already signed in, you can continue. Try again in a moment.
failure-store-unavailable-title = Your session cannot be read right now
failure-store-unavailable-advice = If you were signed in, you still are. Try again in a moment.
# "Access" is the right to use the app: another request is renewing the access token of the user.
failure-busy-title = Your access is being renewed
failure-busy-advice = You are still signed in. Try again in a moment.
failure-not-configured-title = This app is not set up yet
# "Its homepage" is the homepage of the app.
failure-not-configured-advice = Tell the administrators of this app. Its homepage lists the settings to correct.

## Rights

# "Role" is an app role of Microsoft Entra ID, which an administrator assigns to users.
failure-role-missing-title = You need a role for this
failure-role-missing-advice = This needs a role that you do not have in this app. Ask your administrator to assign it to you. Then sign out, and sign in again.
failure-other-tenant-title = Your organization has no access to this
failure-other-tenant-advice = This is for users of another organization. If you have an account there, sign out and sign in with it.
# "Permission" is the right of the app to read data of the user, as on the consent page of Microsoft.
failure-scope-missing-title = This app lacks a permission
failure-scope-missing-advice = This page needs a permission that the sign-in service did not grant to this app. Ask your administrator to allow it. Then sign out, and sign in again.
failure-group-missing-title = You are not in the group for this
failure-group-missing-advice = This is for the members of a group. Ask your administrator to add you to it. Then sign out, and sign in again.
failure-proof-missing-title = The sign-in service did not confirm your identity
failure-proof-missing-advice = This needs a new or stronger confirmation of your identity. This app requested it, but the sign-in service did not provide it. Ask your administrator. You can try again in ten minutes.
# The user has signed in with a code that was approved on another device (a device code).
failure-proof-not-requestable-title = You have to sign in again
failure-proof-not-requestable-advice = This needs a new or stronger confirmation of your identity. With a device code, this app cannot request it. Sign out, and sign in again. If that does not help, ask your administrator.
# "Groups" are the groups of the user in Microsoft Entra ID.
failure-membership-unknown-title = Your groups cannot be read
failure-membership-unknown-advice = We could not check your groups, so this page is hidden. Try again in a moment.

## The request of the browser

failure-cross-site-title = This request came from another site
failure-cross-site-advice = Nothing was changed. Go to the homepage and try again from there.
failure-bad-request-title = This request is not complete
failure-bad-request-advice = Nothing was changed. Go back and try again.
failure-request-too-large-title = This request is too large
# "Cookies" are the browser's cookies; "this address" is the address of the app.
failure-request-too-large-advice = Nothing was changed. If it happens again, delete the cookies of this address in your browser.
failure-too-many-requests-title = Too many requests
failure-offline-title = No connection
failure-offline-advice = Nothing was lost. Check your connection and try again.
failure-unexpected-title = Something went wrong
failure-unexpected-advice = Try again. If it happens again, tell the administrators of this app.

## Retries

failure-retry-in-a-minute = Try again in a minute.
failure-retry-in-seconds =
    { $count ->
        [one] Try again in { $count } second.
       *[other] Try again in { $count } seconds.
    }
failure-retry-in-minutes =
    { $count ->
        [one] Try again in { $count } minute.
       *[other] Try again in { $count } minutes.
    }
failure-retry-in-hours =
    { $count ->
        [one] Try again in { $count } hour.
       *[other] Try again in { $count } hours.
    }
failure-retry-in-days =
    { $count ->
        [one] Try again in { $count } day.
       *[other] Try again in { $count } days.
    }

## The API (an HTTP interface of another service, such as Microsoft Graph) that the app calls for the user. "It" is the API.

failure-api-unauthorized-title = The API did not accept your sign-in
failure-api-unauthorized-advice = Sign out and sign in again. If that does not help, ask your administrator.
failure-api-forbidden-title = You do not have permission for this
failure-api-forbidden-advice = Ask your administrator for the permission that this call needs.
failure-api-not-configured-title = No API is set up for this app
# { $setting } is the name of a setting such as ENDPOINT.
failure-api-not-configured-advice = Ask the administrators of this app to set { $setting }.
# ENDPOINT is the name of a setting and stays as it is, here and below.
failure-api-foreign-page-title = This page is not part of the API
failure-api-foreign-page-advice = The requested page is not below the address in ENDPOINT, so nothing was sent there. Go back and open the first page again.
failure-api-not-found-title = The API has nothing at this address
failure-api-not-found-advice = Your account may not have this item. If it does, ask the administrators of this app to check its ENDPOINT setting.
failure-api-redirected-title = The API is at another address
# { $status } is an HTTP status such as 302.
failure-api-redirected = It responded with status { $status }, a redirect.
# { $address } is a web address.
failure-api-redirected-to = It responded with status { $status }, a redirect to { $address }.
# "It" is the redirect, "there" is the address to which it leads.
failure-api-redirected-advice = This app does not follow it, because that would send your access token there. Ask the administrators of this app to check its ENDPOINT setting.
failure-api-timeout-title = The API did not respond in time
failure-api-unreachable-title = The API cannot be reached
failure-api-unexpected-title = The API sent an unexpected response
failure-api-empty-advice = Its response is not JSON: it is empty. Ask the administrators of this app to check its ENDPOINT setting.
# { $type } is a media type such as text/html, { $size } is a size such as "12 kB".
failure-api-not-json-advice = Its response is not JSON: this app received { $type }, { $size }. Ask the administrators of this app to check its ENDPOINT setting.
# The "content type" is the HTTP header Content-Type.
failure-api-untyped-advice = Its response is not JSON: this app received { $size } without a content type. Ask the administrators of this app to check its ENDPOINT setting.
failure-api-lacks-data-advice = Its response lacks data that this page needs. Tell the administrators of this app.
failure-api-undecodable-title = The response cannot be decoded
# { $encoding } is the name of a compression, such as br.
failure-api-undecodable-advice = It is encoded with { $encoding }, which this app cannot decode. Tell the administrators of this app.
failure-api-damaged-advice = Its compressed data is damaged. Try again in a moment.
failure-api-too-large-title = The response is too large
failure-api-too-large-advice = Ask the administrators of this app to request less data.

## Responses of the API by their HTTP status

failure-api-responded = It responded with status { $status }.
# { $code } is the API's own error code, such as Authorization_RequestDenied.
failure-api-responded-with-code = It responded with status { $status } ({ $code }).
failure-check-endpoint-advice = Trying again does not help. Ask the administrators of this app to check its ENDPOINT setting.
failure-soon-advice = Try again in a moment.
failure-later-advice = Try again later.

failure-payment-title = The API requires a payment
# "Plan" is the subscription that the organization has bought.
failure-payment-advice = Ask your administrator whether your plan includes this.
failure-method-title = The API does not allow this kind of request
failure-not-acceptable-title = The API cannot send JSON
failure-proxy-title = A proxy rejected the request
failure-proxy-advice = Tell the administrators of this app that a proxy blocks the requests of its server.
failure-slow-request-title = The API did not receive the request in time
failure-conflict-title = The data is being changed
failure-gone-title = This is no longer available
failure-changed-title = The data has changed
failure-changed-advice = Reload the page, and try again.
failure-large-for-api-title = The request is too large for the API
failure-format-title = The API does not support this format
failure-unprocessable-title = The API cannot process the request
failure-locked-title = The data is locked
failure-locked-advice = Another program may be using it. Try again when that program has finished.
failure-dependency-title = A part of the request failed
failure-too-early-title = The API is not ready for this request
failure-legal-title = The API must not show this
failure-legal-advice = The data is withheld for legal reasons. Ask your administrator.
failure-unsupported-title = The API does not support this request
failure-api-problem-title = The API has a problem
failure-storage-full-title = Your storage is full
failure-storage-full-advice = Delete something, or ask your administrator for more storage.
failure-api-rejected-title = The API rejected the request

## Durations, as the subject or object of a sentence such as "This data is 5 minutes old."

duration-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
duration-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
duration-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
duration-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

## Sizes of files. A kilobyte is 1,000 bytes. { $count } may be a decimal number such as 1.5.

size-bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
size-gigabytes = { $count } GB
