# The French texts of the pages of a user's own data.

account-back = Retour
account-no-subject = (sans objet)
account-unknown-sender = (expéditeur inconnu)

## The page of the mail

account-mail-title = Mes derniers e-mails
account-mail-empty = Votre boîte aux lettres ne contient aucun message.
account-mail-permission = Cette page utilise l’autorisation { $scope }, que vous ou votre administrateur avez accordée. Elle lit uniquement l’expéditeur, l’heure, l’objet et le lien de chaque message, et si vous l’avez lu.

## The page of the calendar

account-calendar-title = Mon calendrier
account-calendar-empty = Vous n’avez aucun événement dans les 7 prochains jours.
account-calendar-lead = Vos événements des 7 prochains jours, 50 au maximum. Toutes les heures sont dans le fuseau horaire { $zone }.
account-calendar-permission = Cette page utilise l’autorisation { $scope }, que vous ou votre administrateur avez accordée. Elle lit uniquement l’heure, le lieu, l’objet et le lien de réunion de chaque événement.
account-calendar-cancelled = (annulé)
account-calendar-join = Participer en ligne
account-calendar-all-day = Toute la journée
account-calendar-all-day-until = Toute la journée jusqu’au { $element }

## The page of the profile

account-profile-title = Mon profil
account-profile-session = Cette session
account-profile-started = Début
account-profile-idle-end = Fin en cas d’inactivité
account-profile-absolute-end = Fin au plus tard
account-profile-sessions = Mes sessions

## The claims of the ID token. "Claim" and "ID token" are terms of OpenID Connect.

account-claims-title = Revendications de votre jeton d’ID
account-claims-lead = Les applications qui stockent des données vous concernant doivent vous identifier par les revendications marquées comme clés, jamais par un nom ou une adresse.
account-claims-table = Tableau des revendications
account-claims-claim = Revendication
account-claims-value = Valeur
account-claims-meaning = Signification
account-claims-key = Utilisable comme clé
account-claims-key-no = non
account-claims-key-with = oui, avec { $claim }
account-claims-hidden = (masqué)
account-claims-unknown = Cette application ne connaît pas cette revendication.
account-claim-acct = Le type de compte : 0 pour un membre, 1 pour un invité.
account-claim-acr = Le niveau de l’authentification.
account-claim-acrs = Les contextes d’authentification auxquels l’utilisateur a satisfait.
account-claim-aio = Une valeur réservée à l’usage interne du fournisseur.
account-claim-amr = La façon dont l’utilisateur s’est authentifié.
account-claim-at-hash = Le hachage du jeton d’accès, qui le protège contre une substitution.
account-claim-aud = L’ID client de cette application, pour laquelle le jeton a été émis.
account-claim-auth-time = Le moment où l’utilisateur s’est authentifié.
account-claim-azp = Le client pour lequel le jeton a été émis.
account-claim-c-hash = Le hachage du code, qui le protège contre une substitution.
account-claim-email = L’adresse e-mail. Elle peut changer et être attribuée à un autre utilisateur.
account-claim-exp = Le moment où le jeton expire.
account-claim-family-name = Le nom de famille.
account-claim-given-name = Le prénom.
account-claim-groups = Les groupes de l’utilisateur.
account-claim-hasgroups = L’utilisateur a plus de groupes que le jeton n’en répertorie.
account-claim-iat = Le moment où le jeton a été émis.
account-claim-idp = Le fournisseur d’identité qui a authentifié l’utilisateur.
account-claim-iss = L’émetteur du jeton.
account-claim-jti = L’ID du jeton.
account-claim-login-hint = Désigne le compte lors de la prochaine connexion et lors d’une déconnexion.
account-claim-name = Le nom d’affichage. L’utilisateur ou un administrateur peut le modifier.
account-claim-nbf = Le moment avant lequel le jeton n’est pas valide.
account-claim-nonce = Lie le jeton à une connexion précise à cette application.
account-claim-oid = L’utilisateur dans le locataire. Cette valeur est la même dans toutes les applications et n’est jamais réutilisée.
account-claim-preferred-username = Le nom d’utilisateur pour l’affichage. Il peut changer.
account-claim-rh = Une valeur réservée à l’usage interne du fournisseur.
account-claim-roles = Les rôles d’application de l’utilisateur.
account-claim-sid = La session auprès du fournisseur, pour s’y déconnecter.
account-claim-sub = L’utilisateur dans cette application. Une autre application obtient une autre valeur.
account-claim-tid = Le locataire de l’utilisateur.
account-claim-uti = L’ID du jeton, pour le support du fournisseur.
account-claim-ver = La version du jeton.

## The page of the sessions

account-sessions-title = Mes sessions
account-sessions-one-ended = Cette session a pris fin.
account-sessions-others-ended = Toutes les autres sessions ont pris fin.
account-sessions-this = Cette session
account-sessions-sign-out-here = Se déconnecter ici
account-sessions-others = Autres sessions
account-sessions-alone = Vous n’avez aucune autre session.
account-sessions-left-out = { $count ->
    [one] Non affichée : { $count } autre session, utilisée moins récemment.
   *[other] Non affichées : { $count } autres sessions, utilisées moins récemment.
}
account-sessions-end-one = Mettre fin à cette session
account-sessions-end-others = Mettre fin à toutes les autres sessions
account-sessions-everywhere = Se déconnecter partout
account-sessions-everywhere-lead = Cela met fin à toutes vos sessions dans cette application, y compris la session actuelle.
account-sessions-revoke = Me déconnecter aussi de toutes les autres applications que j’utilise avec ce compte
account-sessions-revoke-note = Votre service de connexion vous déconnecte alors sur tous les appareils. Cela peut prendre quelques minutes.
account-sessions-started = Début
account-sessions-last-used = Dernière utilisation
account-sessions-browser-on-system = { $browser } sur { $system }
account-sessions-unknown-on-system = Un navigateur sur { $system }
account-sessions-unknown-browser = Un navigateur inconnu
account-sessions-this-browser = Ce navigateur

## The page with the response of an API

account-api-result-title = Réponse de l’API en aval
account-api-page = Page
account-api-search = Rechercher dans la réponse
account-api-search-button = Rechercher
account-api-matches = Résultats : { $element }
account-api-download = Télécharger
account-api-copy = Copier le texte
account-api-text = Texte de la réponse
account-api-first = Première page
account-api-next = Page suivante
account-api-next-elsewhere = L’API indique une page suivante à une autre adresse. Cette application ne l’ouvre pas.
account-api-tree-cut = L’arborescence omet des parties de cette longue réponse. Effectuez une recherche ou téléchargez la réponse.
account-api-entries = { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
