# The page that shows a code, which the user enters on another device to sign in.

device-title = Sign in with a code
# The address of the sign-in service follows in the next line.
device-open-address = Open this address, on this device or another:
# A QR code follows.
device-scan = Or scan this QR code with a phone:
# The text alternative of the QR code. { $address } is the address.
device-qr-code = QR code of the address { $address }
# The code follows in the next line.
device-enter-code = Enter this code:
device-copy-code = Copy code
device-approve = Sign in there and approve. Then come back: this page goes on by itself.
# { $minutes } is a whole number, 1 or more.
device-expires =
    { $minutes ->
        [1] The code expires in about a minute.
       *[other] The code expires in { $minutes } minutes.
    }
# A link that checks whether the user has approved the sign-in on the other device.
device-approved = I have approved it
device-cancel = Cancel
