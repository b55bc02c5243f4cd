# The German texts that change on the page, and of the response of an API.

## The link that starts a sign-in

island-opening-sign-in = Anmeldeseite wird geöffnet…

## The button that copies a text

island-copied = Kopiert
island-not-copied = Kopieren nicht möglich. Markieren Sie stattdessen den Text.

## The sign-in with a code on another device

island-expires-in = Der Code läuft in { $element } Minuten ab.
island-waiting = Warten auf Ihre Bestätigung…
island-interrupted = Gerade keine Verbindung. Neuer Versuch…
island-signing-in = Sie werden angemeldet…
island-code-expired = Der Code ist abgelaufen.
island-new-code = Neuen Code anfordern

## The button that calls an API

island-calling = { $element } wird aufgerufen…
island-responded = { $host } hat in { $milliseconds } ms geantwortet.
island-try-again = Erneut versuchen

## The response of the API

island-response-endpoint = Endpunkt
island-response-status = Status
island-response-duration = Dauer
island-response-request-id = Anforderungs-ID
island-response-milliseconds = { $count } ms
island-response-json = Antwort als JSON
island-response-text = Antwort als Text
island-response-cut = Die Antwort ist für diese Seite zu lang. Deshalb wird nur der Anfang angezeigt.
island-response-binary = Die API hat Daten gesendet, die kein Text sind: { $type }, { $size }.
island-response-accepted = Die API hat die Anforderung angenommen. Die Antwort ist leer.
island-response-empty = Die Antwort ist leer.

## The notice about the end of the session

session-soon = Ihre Sitzung endet bald
session-stay-advice = Sie haben diese App einige Zeit nicht verwendet. Möchten Sie angemeldet bleiben?
session-latest-advice = Die Sitzung kann nicht verlängert werden. Melden Sie sich in einer neuen Registerkarte erneut an, und kehren Sie dann zu dieser Registerkarte zurück. Diese Seite bleibt, wie sie ist.
session-kept-advice = Diese Seite ist ausgeblendet, und Ihre Eingaben bleiben erhalten. Melden Sie sich in einer neuen Registerkarte mit demselben Konto erneut an, und kehren Sie dann zu dieser Registerkarte zurück.
session-time-left = Verbleibende Zeit: { $element }
session-stay = Angemeldet bleiben
session-close = Schließen
