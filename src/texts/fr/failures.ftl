# The French texts of errors.

failure-sentences = { $first } { $second }

## The session and the sign-in

failure-signed-out-title = Vous n’êtes pas connecté
failure-session-ended-title = Votre session a pris fin
failure-signed-out-advice = Reconnectez-vous pour continuer.
failure-sign-in-again = Se reconnecter

failure-step-up-title = Une étape supplémentaire est nécessaire
failure-step-up-advice = Continuez vers le service de connexion, puis confirmez votre identité ou acceptez les autorisations. Vous restez connecté.
failure-continue = Continuer

failure-provider-unavailable-title = Le service de connexion est injoignable
failure-provider-unavailable-advice = Vous ne pouvez pas vous connecter pour le moment. Si vous êtes déjà connecté, vous pouvez continuer. Réessayez dans un instant.
failure-store-unavailable-title = Impossible de lire votre session pour le moment
failure-store-unavailable-advice = Si vous étiez connecté, vous l’êtes toujours. Réessayez dans un instant.
failure-busy-title = Votre accès est en cours de renouvellement
failure-busy-advice = Vous êtes toujours connecté. Réessayez dans un instant.
failure-not-configured-title = Cette application n’est pas encore configurée
failure-not-configured-advice = Prévenez les administrateurs de cette application. Sa page d’accueil indique les paramètres à corriger.

## Rights

failure-role-missing-title = Vous avez besoin d’un rôle pour cela
failure-role-missing-advice = Cela nécessite un rôle que vous n’avez pas dans cette application. Demandez à votre administrateur de vous l’attribuer. Ensuite, déconnectez-vous, puis reconnectez-vous.
failure-other-tenant-title = Votre organisation n’y a pas accès
failure-other-tenant-advice = Ceci est réservé aux utilisateurs d’une autre organisation. Si vous y avez un compte, déconnectez-vous, puis reconnectez-vous avec ce compte.
failure-scope-missing-title = Il manque une autorisation à cette application
failure-scope-missing-advice = Cette page nécessite une autorisation que le service de connexion n’a pas accordée à cette application. Demandez à votre administrateur de l’accorder. Ensuite, déconnectez-vous, puis reconnectez-vous.
failure-group-missing-title = Vous n’êtes pas membre du groupe requis
failure-group-missing-advice = Ceci est réservé aux membres d’un groupe. Demandez à votre administrateur de vous y ajouter. Déconnectez-vous ensuite, puis reconnectez-vous.
failure-proof-missing-title = Le service de connexion n’a pas confirmé votre identité
failure-proof-missing-advice = Une confirmation nouvelle ou plus forte de votre identité est nécessaire. L’application l’a demandée, mais le service de connexion ne l’a pas fournie. Contactez votre administrateur. Vous pourrez réessayer dans dix minutes.
failure-proof-not-requestable-title = Vous devez vous reconnecter
failure-proof-not-requestable-advice = Une confirmation nouvelle ou plus forte de votre identité est nécessaire. Avec un code d’appareil, cette application ne peut pas la demander. Déconnectez-vous, puis reconnectez-vous. Si cela ne suffit pas, contactez votre administrateur.
failure-membership-unknown-title = Impossible de lire vos groupes
failure-membership-unknown-advice = Nous n’avons pas pu vérifier vos groupes, c’est pourquoi cette page est masquée. Réessayez dans un instant.

## The request of the browser

failure-cross-site-title = Cette demande provient d’un autre site
failure-cross-site-advice = Rien n’a été modifié. Accédez à la page d’accueil et réessayez à partir de là.
failure-bad-request-title = Cette demande est incomplète
failure-bad-request-advice = Rien n’a été modifié. Revenez en arrière et réessayez.
failure-request-too-large-title = Cette demande est trop volumineuse
failure-request-too-large-advice = Rien n’a été modifié. Si cela se reproduit, supprimez les cookies de cette adresse dans votre navigateur.
failure-too-many-requests-title = Trop de demandes
failure-offline-title = Aucune connexion réseau
failure-offline-advice = Rien n’a été perdu. Vérifiez votre connexion réseau et réessayez.
failure-unexpected-title = Une erreur s’est produite
failure-unexpected-advice = Réessayez. Si cela se reproduit, prévenez les administrateurs de cette application.

## Retries

failure-retry-in-a-minute = Réessayez dans une minute.
failure-retry-in-seconds =
    { $count ->
        [one] Réessayez dans { $count } seconde.
       *[other] Réessayez dans { $count } secondes.
    }
failure-retry-in-minutes =
    { $count ->
        [one] Réessayez dans { $count } minute.
       *[other] Réessayez dans { $count } minutes.
    }
failure-retry-in-hours =
    { $count ->
        [one] Réessayez dans { $count } heure.
       *[other] Réessayez dans { $count } heures.
    }
failure-retry-in-days =
    { $count ->
        [one] Réessayez dans { $count } jour.
       *[other] Réessayez dans { $count } jours.
    }

## The API (an HTTP interface of another service, such as Microsoft Graph) that the app calls for the user.

failure-api-unauthorized-title = L’API n’a pas accepté votre connexion
failure-api-unauthorized-advice = Déconnectez-vous, puis reconnectez-vous. Si cela ne suffit pas, contactez votre administrateur.
failure-api-forbidden-title = Vous n’avez pas l’autorisation nécessaire
failure-api-forbidden-advice = Demandez à votre administrateur l’autorisation que cet appel nécessite.
failure-api-not-configured-title = Aucune API n’est configurée pour cette application
failure-api-not-configured-advice = Demandez aux administrateurs de cette application de définir { $setting }.
failure-api-foreign-page-title = Cette page n’appartient pas à l’API
failure-api-foreign-page-advice = La page demandée ne se trouve pas sous l’adresse indiquée dans ENDPOINT. Rien n’y a donc été envoyé. Revenez en arrière et ouvrez de nouveau la première page.
failure-api-not-found-title = L’API ne trouve rien à cette adresse
failure-api-not-found-advice = Il est possible que votre compte ne dispose pas de cet élément. S’il en dispose, demandez aux administrateurs de cette application de vérifier son paramètre ENDPOINT.
failure-api-redirected-title = L’API se trouve à une autre adresse
failure-api-redirected = L’API a répondu avec le code d’état { $status }, une redirection.
failure-api-redirected-to = L’API a répondu avec le code d’état { $status }, une redirection vers { $address }.
failure-api-redirected-advice = Cette application ne suit pas la redirection, car elle enverrait ainsi votre jeton d’accès à cette autre adresse. Demandez aux administrateurs de cette application de vérifier son paramètre ENDPOINT.
failure-api-timeout-title = L’API n’a pas répondu à temps
failure-api-unreachable-title = L’API est injoignable
failure-api-unexpected-title = L’API a envoyé une réponse inattendue
failure-api-empty-advice = La réponse n’est pas du JSON : elle est vide. Demandez aux administrateurs de cette application de vérifier son paramètre ENDPOINT.
failure-api-not-json-advice = La réponse n’est pas du JSON : cette application a reçu { $type }, { $size }. Demandez aux administrateurs de cette application de vérifier son paramètre ENDPOINT.
failure-api-untyped-advice = La réponse n’est pas du JSON : cette application a reçu { $size } sans type de contenu. Demandez aux administrateurs de cette application de vérifier son paramètre ENDPOINT.
failure-api-lacks-data-advice = Il manque dans la réponse des données dont cette page a besoin. Prévenez les administrateurs de cette application.
failure-api-undecodable-title = La réponse ne peut pas être décodée
failure-api-undecodable-advice = La réponse est encodée avec { $encoding }, que cette application ne peut pas décoder. Prévenez les administrateurs de cette application.
failure-api-damaged-advice = Les données compressées de la réponse sont endommagées. Réessayez dans un instant.
failure-api-too-large-title = La réponse est trop volumineuse
failure-api-too-large-advice = Demandez aux administrateurs de cette application de demander moins de données.

## Responses of the API by their HTTP status

failure-api-responded = L’API a répondu avec le code d’état { $status }.
failure-api-responded-with-code = L’API a répondu avec le code d’état { $status } ({ $code }).
failure-check-endpoint-advice = Il est inutile de réessayer. Demandez aux administrateurs de cette application de vérifier son paramètre ENDPOINT.
failure-soon-advice = Réessayez dans un instant.
failure-later-advice = Réessayez plus tard.

failure-payment-title = L’API exige un paiement
failure-payment-advice = Demandez à votre administrateur si votre plan comprend cette fonctionnalité.
failure-method-title = L’API n’autorise pas ce type de demande
failure-not-acceptable-title = L’API ne peut pas envoyer de JSON
failure-proxy-title = Un proxy a rejeté la demande
failure-proxy-advice = Signalez aux administrateurs de cette application qu’un proxy bloque les demandes du serveur de l’application.
failure-slow-request-title = L’API n’a pas reçu la demande à temps
failure-conflict-title = Les données sont en cours de modification
failure-gone-title = Ceci n’est plus disponible
failure-changed-title = Les données ont changé
failure-changed-advice = Actualisez la page et réessayez.
failure-large-for-api-title = La demande est trop volumineuse pour l’API
failure-format-title = L’API ne prend pas en charge ce format
failure-unprocessable-title = L’API ne peut pas traiter la demande
failure-locked-title = Les données sont verrouillées
failure-locked-advice = Il est possible qu’un autre programme les utilise. Réessayez lorsque ce programme aura terminé.
failure-dependency-title = Une partie de la demande a échoué
failure-too-early-title = L’API n’est pas prête pour cette demande
failure-legal-title = L’API n’a pas le droit d’afficher ceci
failure-legal-advice = Ces données ne sont pas communiquées pour des raisons juridiques. Contactez votre administrateur.
failure-unsupported-title = L’API ne prend pas en charge cette demande
failure-api-problem-title = L’API rencontre un problème
failure-storage-full-title = Votre espace de stockage est plein
failure-storage-full-advice = Supprimez des éléments ou demandez plus d’espace de stockage à votre administrateur.
failure-api-rejected-title = L’API a rejeté la demande

## Durations, as the subject or object of a sentence

duration-seconds =
    { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
duration-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
duration-hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
duration-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }

## Sizes of files

size-bytes =
    { $count ->
        [one] { $count } octet
       *[other] { $count } octets
    }
size-kilobytes = { $count } ko
size-megabytes = { $count } Mo
size-gigabytes = { $count } Go
