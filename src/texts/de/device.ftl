# The German texts of the page that shows a code for another device.

device-title = Mit einem Code anmelden
device-open-address = Öffnen Sie diese Adresse auf diesem oder einem anderen Gerät:
device-scan = Oder scannen Sie den QR-Code mit einem Smartphone:
device-qr-code = QR-Code der Adresse { $address }
device-enter-code = Geben Sie diesen Code ein:
device-copy-code = Code kopieren
device-approve = Melden Sie sich dort an, und bestätigen Sie die Anmeldung. Kehren Sie dann hierher zurück: Auf dieser Seite geht es automatisch weiter.
device-expires =
    { $minutes ->
        [1] Der Code läuft in etwa einer Minute ab.
       *[other] Der Code läuft in { $minutes } Minuten ab.
    }
device-approved = Ich habe die Anmeldung bestätigt
device-cancel = Abbrechen
