# The German texts of the pages of signing in and signing out.

## The page on which a user begins to sign in

sign-in-title = Anmelden
sign-in-lead-microsoft = Melden Sie sich an, und sehen Sie, was Microsoft Graph oder eine andere API über Sie weiß.
sign-in-lead = Melden Sie sich an, und sehen Sie, was diese App über Sie weiß.
sign-in-with-microsoft = Mit Microsoft anmelden
sign-in-button = Anmelden
sign-in-with-code = Mit einem Code auf einem anderen Gerät anmelden
sign-in-account-work = Verwenden Sie Ihr Geschäfts-, Schul- oder Unikonto.
sign-in-account-customer = Verwenden Sie Ihr Konto, oder erstellen Sie bei der Anmeldung eines.
sign-in-account-organization = Verwenden Sie das Konto Ihrer Organisation.
sign-in-account-demo = Wählen Sie einen der Demobenutzer des Entwicklungsmandanten aus.
sign-in-another-account = Anderes Konto verwenden
sign-in-where = Sie melden sich bei { $element } an. Ihr Kennwort gelangt nie zu dieser App, und die Zugriffstoken gelangen nie in Ihren Browser.

## The pages of signing out.

sign-out-signed-out-title = Abgemeldet
sign-out-signed-out = Sie sind nicht mehr bei dieser App angemeldet.
sign-out-at-dev-tenant = Der Entwicklungsmandant hat Ihre Anmeldung ebenfalls beendet.
sign-out-at-microsoft = Möglicherweise sind Sie in diesem Browser noch bei Microsoft angemeldet. Melden Sie sich auf einem gemeinsam genutzten Gerät auch dort ab, oder schließen Sie den Browser.
sign-out-at-provider = Möglicherweise sind Sie in diesem Browser noch bei Ihrem Anmeldedienst angemeldet. Melden Sie sich auf einem gemeinsam genutzten Gerät auch dort ab, oder schließen Sie den Browser.
sign-out-sign-in-again = Erneut anmelden

sign-out-still-signed-in-title = Noch angemeldet
sign-out-still-signed-in = Sie sind noch bei dieser App angemeldet.
sign-out-not-completed = Die Abmeldung wurde nicht abgeschlossen, oder Sie haben sich erneut angemeldet.
sign-out-button = Abmelden

sign-out-progress-title = Sie werden abgemeldet
sign-out-next-provider = Sie sind nicht mehr bei dieser App angemeldet. Als Nächstes meldet Ihr Anmeldedienst Sie ab.
sign-out-continue = Weiter
sign-out-everywhere-here = Alle Ihre Sitzungen in dieser App sind beendet. Bei Ihrem Anmeldedienst sind Sie noch angemeldet. Fahren Sie fort, um sich auch dort abzumelden.
sign-out-everywhere-continue = Fortfahren und dort abmelden
sign-out-everywhere-problem = Möglicherweise sind Sie noch bei anderen Apps angemeldet
sign-out-everywhere-not-allowed = Ihr Anmeldedienst hat dieser App nicht erlaubt, Sie bei anderen Apps abzumelden, weil ihr die Berechtigung fehlt. Bitten Sie Ihren Administrator, die Berechtigung zu erteilen oder Sie abzumelden.
sign-out-everywhere-over = Ihr Anmeldedienst hatte Ihre Anmeldung in diesem Browser bereits beendet. Deshalb konnte diese App Sie nicht bei anderen Apps abmelden. Melden Sie sich erneut an, und wiederholen Sie dann die Abmeldung.
sign-out-everywhere-failed = Die Anforderung an Ihren Anmeldedienst ist fehlgeschlagen. Deshalb wurden Sie nicht bei anderen Apps abgemeldet. Melden Sie sich erneut an, und wiederholen Sie dann die Abmeldung.

## The page that ends a redirect loop

sign-in-stopped-title = Anmeldung gestoppt
sign-in-stopped-explanation = Sie sind innerhalb von zwei Minuten dreimal vom Anmeldedienst zurückgekommen und immer noch nicht angemeldet. Diese App hat die Anmeldung gestoppt, weil ein weiterer Versuch ohne eine Änderung wahrscheinlich auch fehlschlagen würde. Überprüfen Sie Folgendes, und beginnen Sie dann von vorn.
sign-in-stopped-cookies = Lassen Sie Cookies für diese Website zu, und öffnen Sie die Website nur in einem Browserfenster.
sign-in-stopped-another-account = Verwenden Sie ein anderes Konto, wenn dieses abgelehnt wurde.
sign-in-stopped-clock = Überprüfen Sie, ob das Datum und die Uhrzeit dieses Geräts richtig sind.
sign-in-stopped-again = Wenn das noch einmal vorkommt, informieren Sie die Administratoren dieser App.
sign-in-stopped-start-again = Neu beginnen

## The page that offers to reset a password

reset-password-title = Kennwort zurücksetzen
reset-password-question = Kennwort vergessen?
reset-password-explanation = Wählen Sie bei Ihrem Anmeldedienst ein neues Kennwort. Danach sind Sie angemeldet.
reset-password-link = Kennwort zurücksetzen

## The page that explains a failed sign-in.

sign-in-failed-title = Anmeldung fehlgeschlagen
sign-in-failed-try-again = Erneut versuchen
sign-in-failed-another-account = Anderes Konto verwenden
sign-in-failed-approve = Als Administrator genehmigen
sign-in-failed-details = Details
sign-in-failed-copy = Details kopieren
sign-in-failed-detail-error = Fehler
sign-in-failed-detail-code = Code
sign-in-failed-detail-trace-id = Ablaufverfolgungs-ID
sign-in-failed-detail-correlation-id = Korrelations-ID
sign-in-failed-detail-time = Zeit (UTC)
sign-in-failed-for-administrators = Für Administratoren
sign-in-failed-for-developers = Für Entwickler

sign-in-failed-report = Sie haben nichts falsch gemacht. Senden Sie die Details unten an die Administratoren dieser App.
sign-in-failed-try-again-soon = Versuchen Sie es in Kürze erneut.

sign-in-failed-unknown = Diese Anmeldung wurde bereits abgeschlossen, hat zu lange gedauert oder wurde in einem anderen Browser begonnen.
sign-in-failed-unknown-next = Das passiert nach „Zurück“, nach dem Neuladen der Seite oder nach einer langen Pause und ist harmlos. Versuchen Sie es erneut: Meist genügt ein Klick.
sign-in-failed-unknown-admin = Das Konto und die App-Registrierung sind in Ordnung. Wenn es vielen Benutzern passiert, blockieren ihre Browser möglicherweise die Cookies dieser App.

sign-in-failed-malformed = Die Antwort des Anmeldediensts ist unvollständig oder ungültig.
sign-in-failed-malformed-next = Die Adresse wurde möglicherweise abgeschnitten oder geändert. Versuchen Sie es von dieser Seite aus erneut.
sign-in-failed-nothing-to-change-admin = Das Konto und die App-Registrierung sind in Ordnung. Sie müssen nichts ändern.

sign-in-failed-code-expired = Diese Anmeldung wurde bereits abgeschlossen oder hat zu lange gedauert.
sign-in-failed-code-expired-next = Zu Ihrer Sicherheit muss eine Anmeldung innerhalb weniger Minuten und nur einmal abgeschlossen werden. Versuchen Sie es erneut: Meist genügt ein Klick.

sign-in-failed-mixed-up = Die Antwort des Anmeldediensts gehört zu einer anderen Anmeldung. Deshalb hat diese App sie abgelehnt.
sign-in-failed-mixed-up-next = Schließen Sie andere Registerkarten, in denen Sie sich bei dieser App anmelden, und versuchen Sie es erneut.
sign-in-failed-mixed-up-admin = Sie müssen nichts ändern. Wenn es oft vorkommt, überprüfen Sie das Anmeldeprotokoll: Möglicherweise verwendet ein Angreifer gestohlene Antworten.

sign-in-failed-device-code = Der Code wurde nicht rechtzeitig bestätigt.
sign-in-failed-device-code-next = Versuchen Sie es erneut, um einen neuen Code zu erhalten.
sign-in-failed-device-code-admin = Wenn der Code rechtzeitig bestätigt wurde, blockiert möglicherweise eine Richtlinie für bedingten Zugriff Anmeldungen per Gerätecode.

sign-in-failed-ended = Ihre frühere Anmeldung ist beendet.
sign-in-failed-ended-next = Das passiert nach einer langen Pause oder nach einer Änderung des Kennworts. Versuchen Sie es erneut, und melden Sie sich wie gewohnt an.
sign-in-failed-ended-admin = Eine Anmeldung endet, wenn sie nicht verwendet wird, wenn das Kennwort zurückgesetzt wird oder wenn Sitzungen widerrufen werden. Der Benutzer muss sich nur erneut anmelden.

sign-in-failed-declined = Die von dieser App angeforderten Berechtigungen wurden abgelehnt.
sign-in-failed-declined-next = Ohne diese Berechtigungen können Sie sich nicht anmelden. Wenn Sie versehentlich abgelehnt haben, versuchen Sie es erneut, und akzeptieren Sie die Berechtigungen.
sign-in-failed-declined-admin = Um die Zustimmungsseite zu vermeiden, erteilen Sie die Zustimmung für die gesamte Organisation: Unternehmensanwendungen, diese App, Berechtigungen.

step-up-declined-title = Anforderung abgelehnt
step-up-declined = Sie haben eine Anforderung dieser App abgelehnt.
step-up-declined-next = Sie bleiben angemeldet, und nichts hat sich geändert. Wenn Sie versehentlich abgelehnt haben, versuchen Sie es erneut, und akzeptieren Sie die Anforderung.
step-up-failed-title = Ein weiterer Schritt ist fehlgeschlagen
step-up-failed-note = Dies war ein weiterer Schritt für eine Seite oder eine Aktion. Sie bleiben angemeldet.

sign-in-failed-consent = Diese App benötigt eine Berechtigung, der Sie noch nicht zugestimmt haben.
sign-in-failed-consent-next = Versuchen Sie es erneut, und akzeptieren Sie die Berechtigung. Wenn keine solche Seite erscheint, senden Sie die Details unten an Ihren Administrator.
sign-in-failed-consent-admin = Wenn Benutzer nicht selbst zustimmen dürfen, erteilen Sie die Zustimmung für die Organisation: Unternehmensanwendungen, diese App, Berechtigungen.

sign-in-failed-admin-consent = In Ihrer Organisation muss ein Administrator diese App zuerst genehmigen.
sign-in-failed-admin-consent-next = Senden Sie die Details unten an Ihren Administrator. Sobald die App genehmigt ist, versuchen Sie es erneut.
sign-in-failed-admin-consent-admin = Prüfen Sie die Berechtigungen, die die App anfordert, und erteilen Sie die Zustimmung: Unternehmensanwendungen, diese App, Berechtigungen, „Administratorzustimmung erteilen“.

sign-in-failed-account = Dieses Konto kann hier nicht verwendet werden.
sign-in-failed-account-next = Verwenden Sie ein anderes Konto, oder bitten Sie Ihren Administrator, diesem Konto Zugriff zu gewähren.
sign-in-failed-account-admin = Überprüfen Sie, ob das Konto aktiviert ist, ob es zum Mandanten gehört oder dort Gast ist und ob es der App zugewiesen ist, falls dies erforderlich ist.

sign-in-failed-tenant = Ihre Organisation darf diese App nicht verwenden.
sign-in-failed-tenant-next = Verwenden Sie ein Konto einer anderen Organisation, oder bitten Sie die Administratoren dieser App, Ihre Organisation zuzulassen.
sign-in-failed-tenant-admin = Nur Benutzer der Organisationen in ALLOWED_TENANTS können sich anmelden. Die Administratoren dieser App können dieser Einstellung Ihre Mandanten-ID hinzufügen.
sign-in-failed-tenant-id = Die Mandanten-ID des Kontos ist { $tenant }. Sie ist in ALLOWED_TENANTS nicht aufgeführt.
sign-in-failed-no-tenants = ALLOWED_TENANTS ist festgelegt, aber dieser Anmeldedienst hat keine Mandanten: Lassen Sie die Einstellung leer.

sign-in-failed-password = Sie haben ein neues Kennwort angefordert, aber diese App bietet das nicht an.
sign-in-failed-password-next = Bitten Sie die Administratoren dieser App um ein neues Kennwort. Wenn Ihnen das alte wieder einfällt, versuchen Sie es erneut.
sign-in-failed-password-admin = Legen Sie ein neues Kennwort für den Benutzer fest, oder aktivieren Sie die Self-Service-Kennwortzurücksetzung im Benutzerflow für die Anmeldung.

sign-in-failed-more-proof = Ihre Organisation verlangt einen weiteren Nachweis Ihrer Identität.
sign-in-failed-more-proof-next = Versuchen Sie es erneut, und folgen Sie den Anweisungen auf der Anmeldeseite. Oder verwenden Sie ein Gerät oder ein Netzwerk, dem Ihre Organisation vertraut.
sign-in-failed-more-proof-admin = Eine Richtlinie für bedingten Zugriff oder eine Einstellung des Kontos verlangt dies. Das Anmeldeprotokoll nennt die Richtlinie.

sign-in-failed-set-up = Diese App ist für die Anmeldung nicht richtig eingerichtet.
sign-in-failed-set-up-admin = Vergleichen Sie die App-Registrierung mit den Einstellungen dieser App: Client-ID, Umleitungs-URIs, Kontotypen, API-Berechtigungen.

sign-in-failed-credential = Der Anmeldedienst hat die Anmeldeinformationen dieser App abgelehnt. Möglicherweise sind sie abgelaufen.
sign-in-failed-credential-admin = Überprüfen Sie in der App-Registrierung unter „Zertifikate & Geheimnisse“, ob der geheime Clientschlüssel oder das Zertifikat abgelaufen ist. Wenn ja, erstellen Sie einen neuen Schlüssel oder ein neues Zertifikat.

sign-in-failed-no-credential = Diese App konnte sich gerade nicht beim Anmeldedienst authentifizieren.
sign-in-failed-no-credential-admin = Das Konto und der Anmeldedienst sind nicht die Ursache. Die verwaltete Identität dieser App hat kein gültiges Token: Informieren Sie die Administratoren dieser App.

sign-in-failed-store = Diese App kann Ihre Anmeldung gerade nicht speichern.
sign-in-failed-store-admin = Das Konto und der Anmeldedienst sind nicht die Ursache. Informieren Sie die Administratoren dieser App.

sign-in-failed-unreachable = Der Anmeldedienst ist gerade nicht erreichbar.
sign-in-failed-unreachable-admin = Überprüfen Sie, ob der Anmeldedienst einen Ausfall meldet. Wenn nicht, blockiert möglicherweise das Netzwerk dieser App die Anforderungen.

sign-in-failed-provider = Der Anmeldedienst konnte die Anmeldung gerade nicht abschließen.
sign-in-failed-provider-admin = Überprüfen Sie, ob der Anmeldedienst einen Ausfall meldet oder ob er diesen Mandanten oder diese App wegen zu vieler Anforderungen einschränkt.

sign-in-failed-unusable = Der Anmeldedienst hat eine Antwort gesendet, die diese App nicht verwenden kann.
sign-in-failed-unusable-next = Sie haben nichts falsch gemacht. Versuchen Sie es erneut. Wenn es noch einmal passiert, senden Sie die Details unten an die Administratoren dieser App.
sign-in-failed-unusable-admin = Möglicherweise antwortet ein Proxy oder eine Firewall anstelle des Anmeldediensts, oder die Einstellungen dieser App enthalten eine falsche Adresse des Anmeldediensts.

sign-in-failed-clock = Die Uhr dieser App und die Uhr des Anmeldediensts weichen zu stark voneinander ab.
sign-in-failed-clock-next = Sie haben nichts falsch gemacht. Versuchen Sie es in einigen Minuten erneut. Wenn es noch einmal passiert, informieren Sie die Administratoren dieser App.
sign-in-failed-clock-admin = Das Konto und die App-Registrierung sind in Ordnung. Stellen Sie die Uhr des Computers richtig, auf dem diese App ausgeführt wird.

sign-in-failed-not-trusted = Die Antwort des Anmeldediensts konnte nicht überprüft werden. Deshalb hat diese App sie abgelehnt.
sign-in-failed-not-trusted-next = Versuchen Sie es erneut. Wenn es noch einmal passiert, senden Sie die Details unten an die Administratoren dieser App.
sign-in-failed-not-trusted-admin = Es wurde kein Benutzer angemeldet. Wenn die Einstellungen dieser App nicht geändert wurden, behandeln Sie dies als Sicherheitsvorfall.

sign-in-failed-refused = Der Anmeldedienst hat Ihre Anmeldung abgelehnt.
sign-in-failed-refused-next = Versuchen Sie es erneut. Wenn es noch einmal passiert, senden Sie die Details unten an Ihren Administrator.
sign-in-failed-refused-admin = Das Anmeldeprotokoll des Mandanten zeigt den Grund. Suchen Sie darin nach den IDs aus den Details.

## The admin consent: an administrator approves the app for all users of the organization

admin-consent-title = Administratorzustimmung
admin-consent-offered = Diese App für Ihre Organisation genehmigen
admin-consent-offered-explanation = Diese Seite ist für Administratoren. Ihre Genehmigung gilt für alle Benutzer Ihrer Organisation. Microsoft verlangt dann nicht mehr die Zustimmung jedes einzelnen Benutzers.
admin-consent-permissions = Die App meldet Benutzer an, liest ihre Namen und E-Mail-Adressen und ruft in ihrem Namen mit { $scopes } eine API auf.
admin-consent-no-permissions = Die App meldet Benutzer an, liest ihre Namen und E-Mail-Adressen und ruft in ihrem Namen ohne weitere Berechtigungen eine API auf.
admin-consent-continue = Weiter zu Microsoft

admin-consent-given = Die App ist genehmigt
admin-consent-given-explanation = Microsoft hat Ihre Genehmigung bestätigt. Es kann einige Minuten dauern, bis sie überall wirksam wird.
admin-consent-given-next = Alle Benutzer Ihrer Organisation können sich jetzt anmelden. Um die Genehmigung zu überprüfen oder zurückzuziehen, öffnen Sie im Microsoft Entra Admin Center „Unternehmensanwendungen“.

admin-consent-reported-given = Microsoft meldet, dass die Zustimmung erteilt wurde
admin-consent-reported-given-explanation = Ein Administrator hat diese App genehmigt. Sie können sich jetzt anmelden. Es kann einige Minuten dauern, bis die Genehmigung überall wirksam wird.
admin-consent-reported-refused = Microsoft meldet keine Zustimmung
admin-consent-reported-refused-explanation = Es wurde nichts geändert. Die Genehmigung wurde abgelehnt, oder das Konto ist nicht berechtigt, Apps zu genehmigen.
admin-consent-reported-unverified = Die Genehmigung wurde nicht auf einer Seite dieser App begonnen. Deshalb kann die App sie nicht überprüfen. Im Microsoft Entra Admin Center sind die Genehmigungen unter „Unternehmensanwendungen“ aufgeführt.
admin-consent-sign-in = Anmelden

admin-consent-refused = Die App ist nicht genehmigt
admin-consent-refused-explanation = Es wurde nichts geändert. Die Genehmigung wurde abgelehnt, oder Ihr Konto ist nicht berechtigt, Apps zu genehmigen.
admin-consent-try-again = Erneut versuchen
admin-consent-details = Details
admin-consent-detail-error = Fehler
admin-consent-detail-code = Code
admin-consent-detail-trace-id = Ablaufverfolgungs-ID
admin-consent-detail-correlation-id = Korrelations-ID
admin-consent-detail-time = Zeit (UTC)

admin-consent-unknown = Diese Antwort ist nicht mehr gültig
admin-consent-unknown-explanation = Die Genehmigung hat zu lange gedauert, wurde in einem anderen Browser begonnen, oder diese Seite wurde bereits geöffnet. Ob die App genehmigt ist, sehen Sie im Microsoft Entra Admin Center unter „Unternehmensanwendungen“.
admin-consent-start-again = Neu beginnen
