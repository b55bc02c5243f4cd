# The German texts of the dashboard and its cards.

dashboard-title = Dashboard
dashboard-loading = Ihre Daten werden geladen…

## A card without data

dashboard-stale-seconds = { $count ->
    [one] Diese Daten sind { $count } Sekunde alt.
   *[other] Diese Daten sind { $count } Sekunden alt.
}
dashboard-stale-minutes = { $count ->
    [one] Diese Daten sind { $count } Minute alt.
   *[other] Diese Daten sind { $count } Minuten alt.
}
dashboard-licence-missing = Ihr Konto hat keine Lizenz für diesen Dienst. Wenn Sie ihn benötigen, wenden Sie sich an Ihren Administrator.
dashboard-throttled = Microsoft Graph hat zu viele Anforderungen erhalten. { $advice }
dashboard-allow = { $scope } zulassen
dashboard-allow-card = ({ $title })
dashboard-forbidden = Microsoft Graph hat dieser App nicht erlaubt, die Daten zu lesen. Sie haben { $element } zugelassen, aber Ihre Organisation gestattet es nicht. Wenden Sie sich an Ihren Administrator.
dashboard-forbidden-administrator = Sind Sie Administrator?
dashboard-forbidden-consent = Diese App für Ihre Organisation zulassen
dashboard-forbidden-text = Text für Ihren Administrator
dashboard-forbidden-request = Bitte erlauben Sie der App mit der Client-ID { $client_id }, die delegierte Berechtigung { $scope } von Microsoft Graph zu verwenden.
dashboard-forbidden-request-page = Bitte erlauben Sie der App mit der Client-ID { $client_id }, die delegierte Berechtigung { $scope } von Microsoft Graph zu verwenden. Die Seite dafür ist { $address }

## Details of an item

dashboard-separator = { ", " }

## The profile of the user, and its card

dashboard-profile-title = Mein Profil
dashboard-profile-allow = Diese App benötigt Ihre Zustimmung, um Ihr Profil zu lesen. Sie bleiben angemeldet.
dashboard-profile-empty = Ihre Organisation hat kein Profil von Ihnen.
dashboard-profile-open = Mein Profil öffnen
dashboard-profile-job = Position
dashboard-profile-department = Abteilung
dashboard-profile-organization = Organisation
dashboard-profile-office = Büro
dashboard-profile-mail = E-Mail

## The presence in Microsoft Teams

dashboard-presence-title = Anwesenheit
dashboard-presence-allow = Diese App benötigt Ihre Zustimmung, um Ihre Anwesenheit in Microsoft Teams zu lesen. Sie bleiben angemeldet.
dashboard-presence-empty = Ihre Anwesenheit ist unbekannt.
dashboard-presence-with-activity = { $availability } ({ $activity })
dashboard-presence-available = Verfügbar
dashboard-presence-away = Abwesend
dashboard-presence-busy = Beschäftigt
dashboard-presence-do-not-disturb = Nicht stören
dashboard-presence-offline = Offline
dashboard-presence-in-a-call = in einem Anruf
dashboard-presence-in-a-meeting = in einer Besprechung
dashboard-presence-presenting = präsentiert gerade
dashboard-presence-back-soon = bin gleich zurück
dashboard-presence-out-of-office = außer Haus
dashboard-presence-urgent-only = nur dringende Anrufe

## The agenda

dashboard-agenda-title = Termine
dashboard-agenda-allow = Diese App benötigt Ihre Zustimmung, um Ihren Kalender zu lesen. Sie bleiben angemeldet.
dashboard-agenda-empty = Sie haben in den nächsten 3 Tagen keine Termine.
dashboard-agenda-zone = Alle Uhrzeiten gelten für die Zeitzone { $zone }.
dashboard-zone-own = Uhrzeiten in Ihrer Zeitzone anzeigen
dashboard-zone-title = Zeitzone
dashboard-zone-allow = Diese App benötigt Ihre Zustimmung, um Ihre Zeitzone zu lesen. Sie bleiben angemeldet.

## Mail

dashboard-mail-title = E-Mails
dashboard-mail-allow = Diese App benötigt Ihre Zustimmung, um die Absender und Betreffzeilen Ihrer E-Mails zu lesen. Sie bleiben angemeldet.
dashboard-mail-empty = Ihr Posteingang enthält keine Nachrichten.
dashboard-mail-unread = Ungelesen:

## Tasks in Microsoft Planner

dashboard-tasks-title = Aufgaben
dashboard-tasks-allow = Diese App benötigt Ihre Zustimmung, um Ihre Aufgaben zu lesen. Sie bleiben angemeldet.
dashboard-tasks-empty = Sie haben keine offenen Aufgaben.
dashboard-tasks-due = Fällig am { $element }
dashboard-tasks-overdue = Überfällig

## Files in OneDrive

dashboard-files-title = Dateien
dashboard-files-allow = Diese App benötigt Ihre Zustimmung, um Ihre Dateien zu lesen. Sie bleiben angemeldet.
dashboard-files-empty = Ihr OneDrive enthält keine Dateien.
dashboard-files-missing = Ihr OneDrive ist noch nicht eingerichtet. Es wird eingerichtet, wenn Sie OneDrive zum ersten Mal öffnen.
dashboard-files-folder = Ordner
dashboard-files-changed = geändert am { $element }

## People

dashboard-people-title = Personen
dashboard-people-allow = Diese App benötigt Ihre Zustimmung, um die Liste der Personen zu lesen, mit denen Sie zusammenarbeiten. Sie bleiben angemeldet.
dashboard-people-empty = Microsoft Graph kennt keine Personen, mit denen Sie zusammenarbeiten.

## Teams of Microsoft Teams

dashboard-teams-title = Teams
dashboard-teams-allow = Diese App benötigt Ihre Zustimmung, um die Namen Ihrer Teams zu lesen. Sie bleiben angemeldet.
dashboard-teams-empty = Sie sind in keinem Team.

## Groups

dashboard-groups-title = Gruppen
dashboard-groups-allow = Diese App benötigt Ihre Zustimmung, um Ihre Gruppen zu lesen. Sie bleiben angemeldet.
dashboard-groups-empty = Sie sind in keiner Gruppe.
dashboard-groups-unnamed = { $count ->
    [one] Sie sind in { $count } Gruppe, deren Namen Sie nicht sehen können.
   *[other] Sie sind in { $count } Gruppen, deren Namen Sie nicht sehen können.
}
dashboard-groups-unnamed-at-least = { $count ->
    [one] Sie sind in mindestens { $count } Gruppe, deren Namen Sie nicht sehen können.
   *[other] Sie sind in mindestens { $count } Gruppen, deren Namen Sie nicht sehen können.
}
dashboard-groups-names = Damit die Namen angezeigt werden, kann ein Administrator { $scope } zulassen.
