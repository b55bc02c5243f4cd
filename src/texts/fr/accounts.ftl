# The French texts of the accounts of a browser.

accounts-title = Comptes
accounts-link = Changer de compte
accounts-this = Vous utilisez ce compte
accounts-others = Autres comptes dans ce navigateur
accounts-none = Il n’y a pas d’autre compte dans ce navigateur.
accounts-remaining = Vous êtes toujours connecté avec ces comptes. Choisissez-en un pour continuer.
accounts-sign-out-all = Se déconnecter de tous les comptes
accounts-sign-out-all-lead = Cela met fin aux sessions de tous vos comptes dans ce navigateur.
