# The French texts that change on the page, and of the response of an API.

## The link that starts a sign-in

island-opening-sign-in = Ouverture de la page de connexion…

## The button that copies a text

island-copied = Copié
island-not-copied = Copie impossible. Sélectionnez plutôt le texte.

## The sign-in with a code on another device

island-expires-in = Le code expire dans { $element }.
island-waiting = En attente de votre approbation…
island-interrupted = Aucune connexion réseau pour le moment. Nouvelle tentative…
island-signing-in = Connexion en cours…
island-code-expired = Le code a expiré.
island-new-code = Obtenir un nouveau code

## The button that calls an API

island-calling = Appel en cours : { $element }…
island-responded = { $host } a répondu en { $milliseconds } ms.
island-try-again = Réessayer

## The response of the API

island-response-endpoint = Point de terminaison
island-response-status = État
island-response-duration = Durée
island-response-request-id = ID de demande
island-response-milliseconds = { $count } ms
island-response-json = Réponse au format JSON
island-response-text = Réponse au format texte
island-response-cut = La réponse est trop longue pour cette page : seul le début est affiché.
island-response-binary = L’API a envoyé des données qui ne sont pas du texte : { $type }, { $size }.
island-response-accepted = L’API a accepté la demande. Sa réponse est vide.
island-response-empty = La réponse est vide.

## The notice about the end of the session

session-soon = Votre session se termine bientôt
session-stay-advice = Vous n’avez pas utilisé cette application depuis un certain temps. Voulez-vous rester connecté ?
session-latest-advice = La session ne peut pas être prolongée. Reconnectez-vous dans un nouvel onglet, puis revenez à cet onglet. Cette page reste telle quelle.
session-kept-advice = Cette page est masquée et votre saisie est conservée. Reconnectez-vous dans un nouvel onglet avec le même compte, puis revenez à cet onglet.
session-time-left = Temps restant : { $element }
session-stay = Rester connecté
session-close = Fermer
