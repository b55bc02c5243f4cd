# The German texts of the frame around every page.

## Above the header

frame-skip = Zum Inhalt springen
frame-about = Informationen zu dieser App
frame-dev-tenant = Entwicklungsmandant:
frame-dev-tenant-data = keine echten Konten, keine echten Daten

## Navigation

navigation-name = Hauptmenü
navigation-menu = Menü
navigation-home = Startseite
navigation-dashboard = Dashboard
navigation-profile = Profil
navigation-mail = E-Mails
navigation-calendar = Kalender
navigation-orders = Bestellungen

## Account menu

account-menu = Konto:
account-menu-tenant = Mandant { $id }
account-menu-sessions = Meine Sitzungen
account-menu-another = Anderes Konto verwenden
account-menu-sign-out = Abmelden
account-menu-sign-in = Anmelden

## Footer

footer-support = Support
footer-privacy = Datenschutz
footer-terms = Nutzungsbedingungen
footer-language = Sprache:

## Page of an error

frame-homepage = Startseite
error-try-again = Erneut versuchen
error-request-id = Die Administratoren dieser App finden die Ursache im Protokoll der App: Anforderungs-ID { $element }.
