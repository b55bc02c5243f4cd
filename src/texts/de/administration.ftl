# The German texts of the page for administrators of the app.

administration-title = Verwaltung
administration-link = Verwaltung

## Sessions

administration-sessions = Sitzungen nach Benutzer
administration-sessions-lead = { $users ->
    [0] Kein Benutzer Ihrer Organisation hat eine Sitzung.
    [one] Ein Benutzer Ihrer Organisation hat Sitzungen.
   *[other] { $users } Benutzer Ihrer Organisation haben Sitzungen.
}
administration-references = Benutzer werden mit ihrer Referenz aus dem Protokoll angezeigt, weil der Speicher keine Namen enthält.
administration-left-out = { $count ->
    [one] Ein Benutzer mit älteren Sitzungen wird nicht angezeigt. Suchen Sie Benutzer anhand ihrer ID.
   *[other] { $count } Benutzer mit älteren Sitzungen werden nicht angezeigt. Suchen Sie Benutzer anhand ihrer ID.
}
administration-user = Benutzer { $reference }
administration-you = Das sind Sie.
administration-browser = Browser
administration-started = Begonnen
administration-last-used = Zuletzt verwendet
administration-end-user = Alle Sitzungen dieses Benutzers beenden
administration-ended = { $count ->
    [0] Es wurde keine Sitzung beendet, weil der Benutzer keine hatte.
    [one] Eine Sitzung wurde beendet.
   *[other] { $count } Sitzungen wurden beendet.
}

## Search

administration-find = Benutzer suchen
administration-object-id = Objekt-ID
administration-subject = Subjekt (sub)
administration-find-button = Suchen
administration-not-found = Dieser Benutzer hat keine Sitzung.
administration-show-all = Alle Benutzer anzeigen

## State

administration-state = Status dieses Prozesses
administration-store = Sitzungsspeicher
administration-store-responds = antwortet
administration-store-fails = antwortet nicht
administration-metadata = Metadaten des Anbieters
administration-metadata-fetched = abgerufen
administration-metadata-missing = seit dem Start nicht abgerufen
administration-live-sessions = Aktive Sitzungen im Speicher, einmal pro Minute gezählt
administration-live-sessions-unknown = können nicht gezählt werden
administration-credential = Anmeldeinformationen der App
administration-credential-expires = { $kind }: Ablauf am { $date }
administration-credential-certificate = Clientzertifikat
administration-credential-assertion = Clientassertion
administration-credential-secret = Geheimer Clientschlüssel
administration-credential-none = keine Anmeldeinformationen mit bekanntem Ablaufdatum

## Sign-ins

administration-sign-ins = Anmeldungen seit dem { $since }
administration-sign-ins-note = Dies sind die Anmeldungen dieses Prozesses. Andere Replikate zählen ihre eigenen.
administration-succeeded = Erfolgreich
administration-failed = Fehlgeschlagen
administration-class = Art des Fehlers
administration-count = Anzahl
administration-no-failures = Es ist keine Anmeldung fehlgeschlagen.
