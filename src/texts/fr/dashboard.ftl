# The French texts of the dashboard and its cards.

dashboard-title = Tableau de bord
dashboard-loading = Chargement de vos données…

## A card without data

dashboard-stale-seconds = { $count ->
    [one] Ces données datent d’il y a { $count } seconde.
   *[other] Ces données datent d’il y a { $count } secondes.
}
dashboard-stale-minutes = { $count ->
    [one] Ces données datent d’il y a { $count } minute.
   *[other] Ces données datent d’il y a { $count } minutes.
}
dashboard-licence-missing = Votre compte ne dispose pas de licence pour ce service. Si vous en avez besoin, contactez votre administrateur.
dashboard-throttled = Microsoft Graph a reçu trop de demandes. { $advice }
dashboard-allow = Autoriser { $scope }
dashboard-allow-card = ({ $title })
dashboard-forbidden = Microsoft Graph n’a pas permis à cette application de lire les données. Vous avez autorisé { $element }, mais votre organisation s’y oppose. Contactez votre administrateur.
dashboard-forbidden-administrator = Êtes-vous administrateur ?
dashboard-forbidden-consent = Autoriser cette application pour votre organisation
dashboard-forbidden-text = Texte pour votre administrateur
dashboard-forbidden-request = Veuillez autoriser l’application dont l’ID client est { $client_id } à utiliser l’autorisation déléguée { $scope } de Microsoft Graph.
dashboard-forbidden-request-page = Veuillez autoriser l’application dont l’ID client est { $client_id } à utiliser l’autorisation déléguée { $scope } de Microsoft Graph. La page à ouvrir est { $address }

## Details of an item

dashboard-separator = { ", " }

## The profile of the user, and its card

dashboard-profile-title = Mon profil
dashboard-profile-allow = Cette application a besoin de votre accord pour lire votre profil. Vous restez connecté.
dashboard-profile-empty = Votre organisation n’a pas de profil à votre nom.
dashboard-profile-open = Ouvrir mon profil
dashboard-profile-job = Poste
dashboard-profile-department = Service
dashboard-profile-organization = Organisation
dashboard-profile-office = Bureau
dashboard-profile-mail = E-mail

## The presence in Microsoft Teams

dashboard-presence-title = Présence
dashboard-presence-allow = Cette application a besoin de votre accord pour lire votre présence dans Microsoft Teams. Vous restez connecté.
dashboard-presence-empty = Votre présence est inconnue.
dashboard-presence-with-activity = { $availability } ({ $activity })
dashboard-presence-available = Disponible
dashboard-presence-away = Absent
dashboard-presence-busy = Occupé
dashboard-presence-do-not-disturb = Ne pas déranger
dashboard-presence-offline = Hors connexion
dashboard-presence-in-a-call = dans un appel
dashboard-presence-in-a-meeting = en réunion
dashboard-presence-presenting = présentation en cours
dashboard-presence-back-soon = bientôt de retour
dashboard-presence-out-of-office = absent du bureau
dashboard-presence-urgent-only = appels urgents uniquement

## The agenda

dashboard-agenda-title = Agenda
dashboard-agenda-allow = Cette application a besoin de votre accord pour lire votre calendrier. Vous restez connecté.
dashboard-agenda-empty = Vous n’avez aucun événement dans les 3 prochains jours.
dashboard-agenda-zone = Toutes les heures sont dans le fuseau horaire { $zone }.
dashboard-zone-own = Afficher les heures dans votre fuseau horaire
dashboard-zone-title = Fuseau horaire
dashboard-zone-allow = Cette application a besoin de votre accord pour lire votre fuseau horaire. Vous restez connecté.

## Mail

dashboard-mail-title = E-mails
dashboard-mail-allow = Cette application a besoin de votre accord pour lire les expéditeurs et les objets de vos e-mails. Vous restez connecté.
dashboard-mail-empty = Votre boîte de réception ne contient aucun message.
dashboard-mail-unread = Non lu :

## Tasks in Microsoft Planner

dashboard-tasks-title = Tâches
dashboard-tasks-allow = Cette application a besoin de votre accord pour lire vos tâches. Vous restez connecté.
dashboard-tasks-empty = Vous n’avez aucune tâche à effectuer.
dashboard-tasks-due = Échéance : { $element }
dashboard-tasks-overdue = En retard

## Files in OneDrive

dashboard-files-title = Fichiers
dashboard-files-allow = Cette application a besoin de votre accord pour lire vos fichiers. Vous restez connecté.
dashboard-files-empty = Votre OneDrive ne contient aucun fichier.
dashboard-files-missing = Votre OneDrive n’est pas encore configuré. Il est configuré lorsque vous ouvrez OneDrive pour la première fois.
dashboard-files-folder = Dossier
dashboard-files-changed = modifié le { $element }

## People

dashboard-people-title = Personnes
dashboard-people-allow = Cette application a besoin de votre accord pour lire la liste des personnes avec lesquelles vous travaillez. Vous restez connecté.
dashboard-people-empty = Microsoft Graph ne connaît aucune personne avec laquelle vous travaillez.

## Teams of Microsoft Teams

dashboard-teams-title = Équipes
dashboard-teams-allow = Cette application a besoin de votre accord pour lire les noms de vos équipes. Vous restez connecté.
dashboard-teams-empty = Vous ne faites partie d’aucune équipe.

## Groups

dashboard-groups-title = Groupes
dashboard-groups-allow = Cette application a besoin de votre accord pour lire vos groupes. Vous restez connecté.
dashboard-groups-empty = Vous ne faites partie d’aucun groupe.
dashboard-groups-unnamed = { $count ->
    [one] Vous faites partie de { $count } groupe dont vous ne pouvez pas voir le nom.
   *[other] Vous faites partie de { $count } groupes dont vous ne pouvez pas voir le nom.
}
dashboard-groups-unnamed-at-least = { $count ->
    [one] Vous faites partie d’au moins { $count } groupe dont vous ne pouvez pas voir le nom.
   *[other] Vous faites partie d’au moins { $count } groupes dont vous ne pouvez pas voir le nom.
}
dashboard-groups-names = Pour afficher les noms, un administrateur peut autoriser { $scope }.
