# The French texts of the frame around every page.

## Above the header

frame-skip = Passer au contenu
frame-about = À propos de cette application
frame-dev-tenant = Locataire de développement :
frame-dev-tenant-data = aucun compte réel, aucune donnée réelle

## Navigation

navigation-name = Menu principal
navigation-menu = Menu
navigation-home = Accueil
navigation-dashboard = Tableau de bord
navigation-profile = Profil
navigation-mail = E-mails
navigation-calendar = Calendrier
navigation-orders = Commandes

## Account menu

account-menu = Compte :
account-menu-tenant = Locataire { $id }
account-menu-sessions = Mes sessions
account-menu-another = Utiliser un autre compte
account-menu-sign-out = Se déconnecter
account-menu-sign-in = Se connecter

## Footer

footer-support = Support
footer-privacy = Confidentialité
footer-terms = Conditions d’utilisation
footer-language = Langue :

## Page of an error

frame-homepage = Page d’accueil
error-try-again = Réessayer
error-request-id = Les administrateurs de cette application peuvent trouver la cause dans son journal : ID de demande { $element }.
