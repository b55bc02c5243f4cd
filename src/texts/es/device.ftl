# The Spanish texts of the page that shows a code for another device.

device-title = Iniciar sesión con un código
device-open-address = Abra esta dirección, en este dispositivo o en otro:
device-scan = O escanee el código QR con un teléfono:
device-qr-code = Código QR de la dirección { $address }
device-enter-code = Escriba este código:
device-copy-code = Copiar código
device-approve = Inicie sesión allí y apruebe la solicitud. Después, vuelva aquí: esta página continúa automáticamente.
device-expires =
    { $minutes ->
        [1] El código expira en un minuto aproximadamente.
       *[other] El código expira en { $minutes } minutos.
    }
device-approved = Ya he aprobado la solicitud
device-cancel = Cancelar
