# The German texts of errors.

failure-sentences = { $first } { $second }

## The session and the sign-in

failure-signed-out-title = Sie sind nicht angemeldet
failure-session-ended-title = Ihre Anmeldung ist beendet
failure-signed-out-advice = Melden Sie sich erneut an, um fortzufahren.
failure-sign-in-again = Erneut anmelden

failure-step-up-title = Ein weiterer Schritt ist erforderlich
failure-step-up-advice = Fahren Sie mit dem Anmeldedienst fort. Bestätigen Sie dort Ihre Identität, oder akzeptieren Sie die Berechtigungen. Sie bleiben angemeldet.
failure-continue = Weiter

failure-provider-unavailable-title = Der Anmeldedienst ist nicht erreichbar
failure-provider-unavailable-advice = Sie können sich gerade nicht anmelden. Wenn Sie bereits angemeldet sind, können Sie weiterarbeiten. Versuchen Sie es in Kürze erneut.
failure-store-unavailable-title = Ihre Sitzung kann gerade nicht gelesen werden
failure-store-unavailable-advice = Wenn Sie angemeldet waren, sind Sie es weiterhin. Versuchen Sie es in Kürze erneut.
failure-busy-title = Ihr Zugriff wird gerade erneuert
failure-busy-advice = Sie sind weiterhin angemeldet. Versuchen Sie es in Kürze erneut.
failure-not-configured-title = Diese App ist noch nicht eingerichtet
failure-not-configured-advice = Informieren Sie die Administratoren dieser App. Auf der Startseite der App stehen die Einstellungen, die korrigiert werden müssen.

## Rights

failure-role-missing-title = Sie benötigen dafür eine Rolle
failure-role-missing-advice = Dafür ist eine Rolle erforderlich, die Sie in dieser App nicht haben. Bitten Sie Ihren Administrator, sie Ihnen zuzuweisen. Melden Sie sich dann ab und wieder an.
failure-other-tenant-title = Ihre Organisation hat darauf keinen Zugriff
failure-other-tenant-advice = Dies ist für Benutzer einer anderen Organisation bestimmt. Wenn Sie dort ein Konto haben, melden Sie sich ab und mit diesem Konto wieder an.
failure-scope-missing-title = Dieser App fehlt eine Berechtigung
failure-scope-missing-advice = Diese Seite benötigt eine Berechtigung, die der Anmeldedienst dieser App nicht erteilt hat. Bitten Sie Ihren Administrator, sie zuzulassen. Melden Sie sich dann ab und wieder an.
failure-group-missing-title = Sie sind nicht in der erforderlichen Gruppe
failure-group-missing-advice = Dies ist den Mitgliedern einer Gruppe vorbehalten. Bitten Sie Ihren Administrator, Sie der Gruppe hinzuzufügen. Melden Sie sich dann ab und wieder an.
failure-proof-missing-title = Der Anmeldedienst hat Ihre Identität nicht bestätigt
failure-proof-missing-advice = Dafür ist eine neue oder stärkere Bestätigung Ihrer Identität erforderlich. Die App hat sie angefordert, aber der Anmeldedienst hat sie nicht geliefert. Wenden Sie sich an Ihren Administrator. In zehn Minuten können Sie es erneut versuchen.
failure-proof-not-requestable-title = Sie müssen sich erneut anmelden
failure-proof-not-requestable-advice = Dafür ist eine neue oder stärkere Bestätigung Ihrer Identität erforderlich. Bei einer Anmeldung mit Gerätecode kann diese App sie nicht anfordern. Melden Sie sich ab und wieder an. Wenn das nicht hilft, wenden Sie sich an Ihren Administrator.
failure-membership-unknown-title = Ihre Gruppen können nicht gelesen werden
failure-membership-unknown-advice = Wir konnten Ihre Gruppen nicht prüfen. Deshalb ist diese Seite ausgeblendet. Versuchen Sie es in Kürze erneut.

## The request of the browser

failure-cross-site-title = Diese Anforderung kam von einer anderen Website
failure-cross-site-advice = Es wurde nichts geändert. Gehen Sie zur Startseite, und versuchen Sie es von dort aus erneut.
failure-bad-request-title = Diese Anforderung ist nicht vollständig
failure-bad-request-advice = Es wurde nichts geändert. Gehen Sie zurück, und versuchen Sie es erneut.
failure-request-too-large-title = Diese Anforderung ist zu groß
failure-request-too-large-advice = Es wurde nichts geändert. Wenn das noch einmal vorkommt, löschen Sie in Ihrem Browser die Cookies dieser Adresse.
failure-too-many-requests-title = Zu viele Anforderungen
failure-offline-title = Keine Verbindung
failure-offline-advice = Es ist nichts verloren gegangen. Überprüfen Sie Ihre Verbindung, und versuchen Sie es erneut.
failure-unexpected-title = Es ist ein Fehler aufgetreten
failure-unexpected-advice = Versuchen Sie es erneut. Wenn das noch einmal vorkommt, informieren Sie die Administratoren dieser App.

## Retries

failure-retry-in-a-minute = Versuchen Sie es in einer Minute erneut.
failure-retry-in-seconds =
    { $count ->
        [one] Versuchen Sie es in { $count } Sekunde erneut.
       *[other] Versuchen Sie es in { $count } Sekunden erneut.
    }
failure-retry-in-minutes =
    { $count ->
        [one] Versuchen Sie es in { $count } Minute erneut.
       *[other] Versuchen Sie es in { $count } Minuten erneut.
    }
failure-retry-in-hours =
    { $count ->
        [one] Versuchen Sie es in { $count } Stunde erneut.
       *[other] Versuchen Sie es in { $count } Stunden erneut.
    }
failure-retry-in-days =
    { $count ->
        [one] Versuchen Sie es in { $count } Tag erneut.
       *[other] Versuchen Sie es in { $count } Tagen erneut.
    }

## The API (an HTTP interface of another service, such as Microsoft Graph) that the app calls for the user.

failure-api-unauthorized-title = Die API hat Ihre Anmeldung nicht akzeptiert
failure-api-unauthorized-advice = Melden Sie sich ab und wieder an. Wenn das nicht hilft, wenden Sie sich an Ihren Administrator.
failure-api-forbidden-title = Sie haben dafür keine Berechtigung
failure-api-forbidden-advice = Bitten Sie Ihren Administrator um die Berechtigung, die für diesen Aufruf erforderlich ist.
failure-api-not-configured-title = Für diese App ist keine API eingerichtet
failure-api-not-configured-advice = Bitten Sie die Administratoren dieser App, { $setting } festzulegen.
failure-api-foreign-page-title = Diese Seite gehört nicht zur API
failure-api-foreign-page-advice = Die angeforderte Seite liegt nicht unter der Adresse in ENDPOINT. Daher wurde nichts dorthin gesendet. Gehen Sie zurück, und öffnen Sie die erste Seite erneut.
failure-api-not-found-title = Die API findet unter dieser Adresse nichts
failure-api-not-found-advice = Möglicherweise hat Ihr Konto dieses Element nicht. Falls doch, bitten Sie die Administratoren dieser App, die Einstellung ENDPOINT zu überprüfen.
failure-api-redirected-title = Die API hat eine andere Adresse
failure-api-redirected = Die API hat mit dem Status { $status } geantwortet, einer Umleitung.
failure-api-redirected-to = Die API hat mit dem Status { $status } geantwortet, einer Umleitung zu { $address }.
failure-api-redirected-advice = Diese App folgt der Umleitung nicht, weil sie sonst Ihr Zugriffstoken dorthin senden würde. Bitten Sie die Administratoren dieser App, die Einstellung ENDPOINT zu überprüfen.
failure-api-timeout-title = Die API hat nicht rechtzeitig geantwortet
failure-api-unreachable-title = Die API ist nicht erreichbar
failure-api-unexpected-title = Die API hat eine unerwartete Antwort gesendet
failure-api-empty-advice = Die Antwort ist kein JSON, denn sie ist leer. Bitten Sie die Administratoren dieser App, die Einstellung ENDPOINT zu überprüfen.
failure-api-not-json-advice = Die Antwort ist kein JSON: Diese App hat { $type } empfangen, { $size }. Bitten Sie die Administratoren dieser App, die Einstellung ENDPOINT zu überprüfen.
failure-api-untyped-advice = Die Antwort ist kein JSON: Diese App hat { $size } ohne Inhaltstyp empfangen. Bitten Sie die Administratoren dieser App, die Einstellung ENDPOINT zu überprüfen.
failure-api-lacks-data-advice = In der Antwort fehlen Daten, die diese Seite benötigt. Informieren Sie die Administratoren dieser App.
failure-api-undecodable-title = Die Antwort kann nicht decodiert werden
failure-api-undecodable-advice = Die Antwort ist mit { $encoding } codiert. Das kann diese App nicht decodieren. Informieren Sie die Administratoren dieser App.
failure-api-damaged-advice = Die komprimierten Daten der Antwort sind beschädigt. Versuchen Sie es in Kürze erneut.
failure-api-too-large-title = Die Antwort ist zu groß
failure-api-too-large-advice = Bitten Sie die Administratoren dieser App, weniger Daten anzufordern.

## Responses of the API by their HTTP status

failure-api-responded = Die API hat mit dem Status { $status } geantwortet.
failure-api-responded-with-code = Die API hat mit dem Status { $status } geantwortet ({ $code }).
failure-check-endpoint-advice = Ein erneuter Versuch hilft nicht. Bitten Sie die Administratoren dieser App, die Einstellung ENDPOINT zu überprüfen.
failure-soon-advice = Versuchen Sie es in Kürze erneut.
failure-later-advice = Versuchen Sie es später erneut.

failure-payment-title = Die API verlangt eine Zahlung
failure-payment-advice = Fragen Sie Ihren Administrator, ob Ihr Plan dies umfasst.
failure-method-title = Die API lässt diese Art von Anforderung nicht zu
failure-not-acceptable-title = Die API kann kein JSON senden
failure-proxy-title = Ein Proxy hat die Anforderung abgelehnt
failure-proxy-advice = Teilen Sie den Administratoren dieser App mit, dass ein Proxy die Anforderungen des Servers der App blockiert.
failure-slow-request-title = Die API hat die Anforderung nicht rechtzeitig erhalten
failure-conflict-title = Die Daten werden gerade geändert
failure-gone-title = Dies ist nicht mehr verfügbar
failure-changed-title = Die Daten haben sich geändert
failure-changed-advice = Laden Sie die Seite neu, und versuchen Sie es erneut.
failure-large-for-api-title = Die Anforderung ist zu groß für die API
failure-format-title = Die API unterstützt dieses Format nicht
failure-unprocessable-title = Die API kann die Anforderung nicht verarbeiten
failure-locked-title = Die Daten sind gesperrt
failure-locked-advice = Möglicherweise werden die Daten von einem anderen Programm verwendet. Versuchen Sie es erneut, wenn dieses Programm fertig ist.
failure-dependency-title = Ein Teil der Anforderung ist fehlgeschlagen
failure-too-early-title = Die API ist für diese Anforderung noch nicht bereit
failure-legal-title = Die API darf dies nicht anzeigen
failure-legal-advice = Die Daten werden aus rechtlichen Gründen zurückgehalten. Wenden Sie sich an Ihren Administrator.
failure-unsupported-title = Die API unterstützt diese Anforderung nicht
failure-api-problem-title = Die API hat ein Problem
failure-storage-full-title = Ihr Speicher ist voll
failure-storage-full-advice = Löschen Sie etwas, oder bitten Sie Ihren Administrator um mehr Speicherplatz.
failure-api-rejected-title = Die API hat die Anforderung abgelehnt

## Durations, as the subject or object of a sentence

duration-seconds =
    { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
duration-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
duration-hours =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
duration-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }

## Sizes of files

size-bytes =
    { $count ->
        [one] { $count } Byte
       *[other] { $count } Bytes
    }
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
size-gigabytes = { $count } GB
