# The German texts of the pages of a user's own data.

account-back = Zurück
account-no-subject = (kein Betreff)
account-unknown-sender = (Absender unbekannt)

## The page of the mail

account-mail-title = Meine neuesten E-Mails
account-mail-empty = Ihr Postfach enthält keine Nachrichten.
account-mail-permission = Diese Seite verwendet die Berechtigung { $scope }, die von Ihnen oder Ihrem Administrator erteilt wurde. Die Seite liest nur den Absender, die Uhrzeit, den Betreff und den Link jeder Nachricht sowie die Angabe, ob Sie sie gelesen haben.

## The page of the calendar

account-calendar-title = Mein Kalender
account-calendar-empty = Sie haben in den nächsten 7 Tagen keine Termine.
account-calendar-lead = Ihre Termine der nächsten 7 Tage, höchstens 50. Alle Uhrzeiten gelten für die Zeitzone { $zone }.
account-calendar-permission = Diese Seite verwendet die Berechtigung { $scope }, die von Ihnen oder Ihrem Administrator erteilt wurde. Die Seite liest nur die Uhrzeit, den Ort, den Betreff und den Besprechungslink jedes Termins.
account-calendar-cancelled = (abgesagt)
account-calendar-join = Online teilnehmen
account-calendar-all-day = Ganztägig
account-calendar-all-day-until = Ganztägig bis { $element }

## The page of the profile

account-profile-title = Mein Profil
account-profile-session = Diese Sitzung
account-profile-started = Begonnen
account-profile-idle-end = Endet bei Inaktivität
account-profile-absolute-end = Endet spätestens
account-profile-sessions = Meine Sitzungen

## The claims of the ID token. "Claim" and "ID token" are terms of OpenID Connect.

account-claims-title = Ansprüche (Claims) in Ihrem ID-Token
account-claims-lead = Eine App, die Daten über Sie speichert, sollte Sie an den Ansprüchen erkennen, die als Schlüssel gekennzeichnet sind, nie an einem Namen oder einer Adresse.
account-claims-table = Tabelle der Ansprüche
account-claims-claim = Anspruch
account-claims-value = Wert
account-claims-meaning = Bedeutung
account-claims-key = Als Schlüssel verwendbar
account-claims-key-no = nein
account-claims-key-with = ja, mit { $claim }
account-claims-hidden = (ausgeblendet)
account-claims-unknown = Diese App kennt diesen Anspruch nicht.
account-claim-acct = Die Art des Kontos: 0 für ein Mitglied, 1 für einen Gast.
account-claim-acr = Die Stufe der Authentifizierung.
account-claim-acrs = Die Authentifizierungskontexte, die der Benutzer erfüllt hat.
account-claim-aio = Ein Wert für interne Zwecke des Anbieters.
account-claim-amr = Wie sich der Benutzer authentifiziert hat.
account-claim-at-hash = Der Hash des Zugriffstokens, der es vor einem Austausch schützt.
account-claim-aud = Die Client-ID dieser App, für die das Token ausgestellt wurde.
account-claim-auth-time = Wann sich der Benutzer authentifiziert hat.
account-claim-azp = Der Client, für den das Token ausgestellt wurde.
account-claim-c-hash = Der Hash des Codes, der ihn vor einem Austausch schützt.
account-claim-email = Die E-Mail-Adresse. Sie kann sich ändern und an einen anderen Benutzer vergeben werden.
account-claim-exp = Wann das Token abläuft.
account-claim-family-name = Der Nachname.
account-claim-given-name = Der Vorname.
account-claim-groups = Die Gruppen des Benutzers.
account-claim-hasgroups = Der Benutzer hat mehr Gruppen, als im Token aufgeführt sind.
account-claim-iat = Wann das Token ausgestellt wurde.
account-claim-idp = Der Identitätsanbieter, der den Benutzer authentifiziert hat.
account-claim-iss = Der Aussteller des Tokens.
account-claim-jti = Die ID des Tokens.
account-claim-login-hint = Bezeichnet das Konto bei der nächsten Anmeldung und bei einer Abmeldung.
account-claim-name = Der Anzeigename. Der Benutzer oder ein Administrator kann ihn ändern.
account-claim-nbf = Der Zeitpunkt, vor dem das Token nicht gültig ist.
account-claim-nonce = Bindet das Token an eine einzige Anmeldung dieser App.
account-claim-oid = Der Benutzer im Mandanten. Der Wert ist in allen Apps gleich und wird nie wiederverwendet.
account-claim-preferred-username = Der Benutzername für die Anzeige. Er kann sich ändern.
account-claim-rh = Ein Wert für interne Zwecke des Anbieters.
account-claim-roles = Die App-Rollen des Benutzers.
account-claim-sid = Die Sitzung beim Anbieter, für eine Abmeldung dort.
account-claim-sub = Der Benutzer in dieser App. Eine andere App erhält einen anderen Wert.
account-claim-tid = Der Mandant des Benutzers.
account-claim-uti = Die ID des Tokens, für den Support des Anbieters.
account-claim-ver = Die Version des Tokens.

## The page of the sessions

account-sessions-title = Meine Sitzungen
account-sessions-one-ended = Die Sitzung wurde beendet.
account-sessions-others-ended = Alle anderen Sitzungen wurden beendet.
account-sessions-this = Diese Sitzung
account-sessions-sign-out-here = Hier abmelden
account-sessions-others = Andere Sitzungen
account-sessions-alone = Sie haben keine anderen Sitzungen.
account-sessions-left-out = { $count ->
    [one] Nicht angezeigt: { $count } weitere Sitzung, die vor längerer Zeit verwendet wurde.
   *[other] Nicht angezeigt: { $count } weitere Sitzungen, die vor längerer Zeit verwendet wurden.
}
account-sessions-end-one = Diese Sitzung beenden
account-sessions-end-others = Alle anderen Sitzungen beenden
account-sessions-everywhere = Überall abmelden
account-sessions-everywhere-lead = Damit beenden Sie alle Ihre Sitzungen in dieser App, auch die aktuelle.
account-sessions-revoke = Mich auch bei allen anderen Apps abmelden, die ich mit diesem Konto verwende
account-sessions-revoke-note = Ihr Anmeldedienst meldet Sie dann auf allen Geräten ab. Das kann einige Minuten dauern.
account-sessions-started = Begonnen
account-sessions-last-used = Zuletzt verwendet
account-sessions-browser-on-system = { $browser } auf { $system }
account-sessions-unknown-on-system = Ein Browser auf { $system }
account-sessions-unknown-browser = Ein unbekannter Browser
account-sessions-this-browser = Dieser Browser

## The page with the response of an API

account-api-result-title = Antwort der Downstream-API
account-api-page = Seite
account-api-search = In der Antwort suchen
account-api-search-button = Suchen
account-api-matches = Treffer: { $element }
account-api-download = Herunterladen
account-api-copy = Text kopieren
account-api-text = Text der Antwort
account-api-first = Erste Seite
account-api-next = Nächste Seite
account-api-next-elsewhere = Die API nennt eine nächste Seite unter einer anderen Adresse. Diese App öffnet sie nicht.
account-api-tree-cut = In der Baumansicht fehlen Teile dieser langen Antwort. Suchen Sie darin, oder laden Sie die Antwort herunter.
account-api-entries = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
