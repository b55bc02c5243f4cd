# The dashboard: cards with the user's data of Microsoft Graph, and the states of a card.

dashboard-title = Dashboard
# Microsoft Graph is slow: the page is shown without the data of the cards.
dashboard-loading = Loading your data…

## A card without data

# The age of data that an earlier request has fetched, because Microsoft Graph fails at the moment.
dashboard-stale-seconds = { $count ->
    [one] This data is { $count } second old.
   *[other] This data is { $count } seconds old.
}
dashboard-stale-minutes = { $count ->
    [one] This data is { $count } minute old.
   *[other] This data is { $count } minutes old.
}
dashboard-licence-missing = Your account has no licence for this service. If you need it, ask your administrator.
# $advice is a whole sentence, such as "Try again in 30 seconds."
dashboard-throttled = Microsoft Graph has received too many requests. { $advice }
# The button below "This app needs your permission to …". $scope is the name of a permission of Microsoft Graph, such as "Mail.ReadBasic".
dashboard-allow = Allow { $scope }
# Only screen readers read it, after the text of the button. $title is the heading of a card, such as "Agenda".
dashboard-allow-card = ({ $title })
# $element is the name of a permission of Microsoft Graph, such as "Tasks.Read".
dashboard-forbidden = Microsoft Graph did not let this app read the data. You have allowed { $element }, but your organization does not permit it. Ask your administrator.
# Before the link "Allow this app for your organization".
dashboard-forbidden-administrator = Are you an administrator?
dashboard-forbidden-consent = Allow this app for your organization
# The heading of a text that the user can copy and send.
dashboard-forbidden-text = Text for your administrator
# "Client ID" and "delegated permission" are terms of Microsoft Entra ID. $scope is the name of the permission.
dashboard-forbidden-request = Please allow the app with the client ID { $client_id } to use the delegated permission { $scope } of Microsoft Graph.
# $address is the address of a page of this app where an administrator can allow it.
dashboard-forbidden-request-page = Please allow the app with the client ID { $client_id } to use the delegated permission { $scope } of Microsoft Graph. The page is { $address }

## Details of an item

# Between the details of an item, such as the sender and the time of a message: "Mia Keller, 3 May 2026". English has a comma and a space.
dashboard-separator = { ", " }

## The profile of the user, and its card

dashboard-profile-title = My profile
dashboard-profile-allow = This app needs your permission to read your profile. You stay signed in.
dashboard-profile-empty = Your organization has no profile of you.
dashboard-profile-open = Open my profile
# The labels of facts: the title of the user's job, and so on.
dashboard-profile-job = Job title
dashboard-profile-department = Department
dashboard-profile-organization = Organization
# The place of the user's office, such as "Building 3".
dashboard-profile-office = Office
# The label of the mail address.
dashboard-profile-mail = Mail

## The presence in Microsoft Teams

dashboard-presence-title = Presence
dashboard-presence-allow = This app needs your permission to read your presence in Microsoft Teams. You stay signed in.
dashboard-presence-empty = Your presence is unknown.
# Both arguments are messages below, such as "Busy" and "in a meeting".
dashboard-presence-with-activity = { $availability } ({ $activity })
# The names of Microsoft Teams for the presence.
dashboard-presence-available = Available
dashboard-presence-away = Away
dashboard-presence-busy = Busy
dashboard-presence-do-not-disturb = Do not disturb
dashboard-presence-offline = Offline
# What the user does. It follows the presence in brackets.
dashboard-presence-in-a-call = in a call
dashboard-presence-in-a-meeting = in a meeting
dashboard-presence-presenting = presenting
dashboard-presence-back-soon = back soon
dashboard-presence-out-of-office = out of office
dashboard-presence-urgent-only = urgent calls only

## The agenda

dashboard-agenda-title = Agenda
dashboard-agenda-allow = This app needs your permission to read your calendar. You stay signed in.
dashboard-agenda-empty = You have no events in the next 3 days.
# $zone is the name of a time zone, such as "Europe/Berlin".
dashboard-agenda-zone = All times are in { $zone }.
# Opens the button that allows the app to read the time zone of the user.
dashboard-zone-own = Show times in your time zone
dashboard-zone-title = Time zone
dashboard-zone-allow = This app needs your permission to read your time zone. You stay signed in.

## Mail

dashboard-mail-title = Mail
dashboard-mail-allow = This app needs your permission to read the senders and subjects of your mail. You stay signed in.
dashboard-mail-empty = Your inbox has no messages.
# Before the subject of a message.
dashboard-mail-unread = Unread:

## Tasks in Microsoft Planner

dashboard-tasks-title = Tasks
dashboard-tasks-allow = This app needs your permission to read your tasks. You stay signed in.
dashboard-tasks-empty = You have no open tasks.
# $element is a date, such as "5 December 2026".
dashboard-tasks-due = Due { $element }
# A badge after the day on which a task was due.
dashboard-tasks-overdue = Overdue

## Files in OneDrive

dashboard-files-title = Files
dashboard-files-allow = This app needs your permission to read your files. You stay signed in.
dashboard-files-empty = Your OneDrive has no files.
# The user has never opened OneDrive.
dashboard-files-missing = Your OneDrive is not set up yet. It is set up when you open OneDrive for the first time.
# In place of the size of a file.
dashboard-files-folder = Folder
# After the size of a file and the separator. $element is a time, such as "5 December 2026, 10:00 UTC".
dashboard-files-changed = changed { $element }

## People

dashboard-people-title = People
dashboard-people-allow = This app needs your permission to read the list of people with whom you work. You stay signed in.
dashboard-people-empty = Microsoft Graph knows no people with whom you work.

## Teams of Microsoft Teams

dashboard-teams-title = Teams
dashboard-teams-allow = This app needs your permission to read the names of your teams. You stay signed in.
dashboard-teams-empty = You are not in any team.

## Groups

dashboard-groups-title = Groups
dashboard-groups-allow = This app needs your permission to read your groups. You stay signed in.
dashboard-groups-empty = You are not in any group.
dashboard-groups-unnamed = { $count ->
    [one] You are in { $count } group whose name you cannot see.
   *[other] You are in { $count } groups whose names you cannot see.
}
# The list of groups is longer than what the app has read.
dashboard-groups-unnamed-at-least = { $count ->
    [one] You are in at least { $count } group whose name you cannot see.
   *[other] You are in at least { $count } groups whose names you cannot see.
}
# $scope is the name of a permission of Microsoft Graph.
dashboard-groups-names = To show the names, an administrator can allow { $scope }.
