# The French texts of the page that shows a code for another device.

device-title = Se connecter avec un code
device-open-address = Ouvrez cette adresse, sur cet appareil ou sur un autre :
device-scan = Ou scannez le code QR avec un téléphone :
device-qr-code = Code QR de l’adresse { $address }
device-enter-code = Entrez ce code :
device-copy-code = Copier le code
device-approve = Connectez-vous à cette adresse et approuvez la connexion. Revenez ensuite ici : cette page continue automatiquement.
device-expires =
    { $minutes ->
        [1] Le code expire dans une minute environ.
       *[other] Le code expire dans { $minutes } minutes.
    }
device-approved = J’ai approuvé la connexion
device-cancel = Annuler
