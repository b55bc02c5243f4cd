# The French texts of the page for administrators of the app.

administration-title = Administration
administration-link = Administration

## Sessions

administration-sessions = Sessions par utilisateur
administration-sessions-lead = { $users ->
    [0] Aucun utilisateur de votre organisation n’a de session.
    [one] Un utilisateur de votre organisation a des sessions.
   *[other] { $users } utilisateurs de votre organisation ont des sessions.
}
administration-references = Les utilisateurs sont désignés par leur référence dans le journal, car le magasin ne contient aucun nom.
administration-left-out = { $count ->
    [one] Un utilisateur dont les sessions sont plus anciennes n’est pas affiché. Recherchez les utilisateurs par leur ID.
   *[other] { $count } utilisateurs dont les sessions sont plus anciennes ne sont pas affichés. Recherchez les utilisateurs par leur ID.
}
administration-user = Utilisateur { $reference }
administration-you = C’est vous.
administration-browser = Navigateur
administration-started = Début
administration-last-used = Dernière utilisation
administration-end-user = Mettre fin à toutes les sessions de cet utilisateur
administration-ended = { $count ->
    [0] Aucune session n’a pris fin, car l’utilisateur n’en avait pas.
    [one] Une session a pris fin.
   *[other] { $count } sessions ont pris fin.
}

## Search

administration-find = Rechercher un utilisateur
administration-object-id = ID d’objet
administration-subject = Sujet (sub)
administration-find-button = Rechercher
administration-not-found = Cet utilisateur n’a aucune session.
administration-show-all = Afficher tous les utilisateurs

## State

administration-state = État de ce processus
administration-store = Magasin de sessions
administration-store-responds = répond
administration-store-fails = ne répond pas
administration-metadata = Métadonnées du fournisseur
administration-metadata-fetched = récupérées
administration-metadata-missing = non récupérées depuis le démarrage
administration-live-sessions = Sessions actives dans le magasin, comptées une fois par minute
administration-live-sessions-unknown = ne peuvent pas être comptées
administration-credential = Informations d’identification de l’application
administration-credential-expires = { $kind } : expire le { $date }
administration-credential-certificate = Certificat client
administration-credential-assertion = Assertion client
administration-credential-secret = Secret client
administration-credential-none = aucune information d’identification dont la date d’expiration est connue

## Sign-ins

administration-sign-ins = Connexions depuis le { $since }
administration-sign-ins-note = Il s’agit des connexions de ce processus. Les autres réplicas comptent les leurs.
administration-succeeded = Réussies
administration-failed = Échouées
administration-class = Type d’échec
administration-count = Nombre
administration-no-failures = Aucune connexion n’a échoué.
