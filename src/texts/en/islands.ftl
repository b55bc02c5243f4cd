# Texts that change on the page while the user works with it, and the response of an API.

## The link that starts a sign-in

island-opening-sign-in = Opening the sign-in page…

## The button that copies a text

island-copied = Copied
island-not-copied = Could not copy. Select the text instead.

## The sign-in with a code on another device

# { $element } is a time in minutes and seconds, such as 14:59.
island-expires-in = The code expires in { $element }.
island-waiting = Waiting for your approval…
island-interrupted = No connection right now. Trying again…
island-signing-in = Signing you in…
island-code-expired = The code has expired.
# The text of a link, after the sentence above.
island-new-code = Get a new code

## The button that calls an API

# { $element } is the name of a server, such as graph.microsoft.com.
island-calling = Calling { $element }…
# { $host } is the name of a server, { $milliseconds } is a number.
island-responded = { $host } responded in { $milliseconds } ms.
# The label of a button that sends the failed request again.
island-try-again = Try again

## The response of the API. The first four are headings of a table.

island-response-endpoint = Endpoint
island-response-status = Status
island-response-duration = Duration
# The identifier of the request at the API, for the API's support.
island-response-request-id = Request ID
# The duration of the request in milliseconds.
island-response-milliseconds = { $count } ms
# Names a box with JSON, for users of screen readers.
island-response-json = Response as JSON
# Names a box with text that is not JSON, for users of screen readers.
island-response-text = Response as text
island-response-cut = The response is too long for this page, so only its beginning is shown.
# { $type } is a media type such as image/png, { $size } is a size such as "12 kB".
island-response-binary = The API sent data that is not text: { $type }, { $size }.
island-response-accepted = The API accepted the request. Its response is empty.
island-response-empty = The response is empty.

## The notice about the end of the session

session-soon = Your session ends soon
session-stay-advice = You have not used this app for some time. Do you want to stay signed in?
# A session has a maximum time. After that, only a new sign-in helps.
session-latest-advice = The session cannot be extended. Sign in again in a new tab, then return to this tab. This page stays as it is.
# The sign-in has ended, and the page is hidden.
session-kept-advice = This page is hidden, and what you typed is kept. Sign in again in a new tab with the same account, then return to this tab.
# { $element } is a time in minutes and seconds, such as 1:59.
session-time-left = Time left: { $element }
session-stay = Stay signed in
# A button that closes the notice.
session-close = Close
