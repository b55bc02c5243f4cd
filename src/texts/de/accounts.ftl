# The German texts of the accounts of a browser.

accounts-title = Konten
accounts-link = Konto wechseln
accounts-this = Sie verwenden dieses Konto
accounts-others = Weitere Konten in diesem Browser
accounts-none = In diesem Browser gibt es keine weiteren Konten.
accounts-remaining = Mit diesen Konten sind Sie noch angemeldet. Wählen Sie eines aus, um damit fortzufahren.
accounts-sign-out-all = Von allen Konten abmelden
accounts-sign-out-all-lead = Damit enden die Sitzungen aller Ihrer Konten in diesem Browser.
