# Texts of the page for administrators of the app: sessions by user, and the state of this process.

administration-title = Administration
# The link in the account menu.
administration-link = Administration

## Sessions

administration-sessions = Sessions by user
# The page shows the users of the administrator's own tenant.
administration-sessions-lead = { $users ->
    [0] No user of your organization has a session.
    [one] One user of your organization has sessions.
   *[other] { $users } users of your organization have sessions.
}
administration-references = Users are shown by their reference in the log, because the store has no names.
administration-left-out = { $count ->
    [one] One user with older sessions is not shown. Find users by their ID.
   *[other] { $count } users with older sessions are not shown. Find users by their ID.
}
# $reference is the reference of a user, such as 3f1d0c5a9b7e2d64.
administration-user = User { $reference }
administration-you = This is you.
administration-browser = Browser
administration-started = Started
administration-last-used = Last used
administration-end-user = End all sessions of this user
administration-ended = { $count ->
    [0] No session was ended, because the user had none.
    [one] One session was ended.
   *[other] { $count } sessions were ended.
}

## Search

administration-find = Find a user
# "Object ID" is the ID of a user in Microsoft Entra ID. "Subject" is the ID of a user at other providers.
administration-object-id = Object ID
administration-subject = Subject (sub)
administration-find-button = Find
administration-not-found = This user has no session.
administration-show-all = Show all users

## State

administration-state = State of this process
administration-store = Session store
administration-store-responds = responds
administration-store-fails = does not respond
administration-metadata = Metadata of the provider
administration-metadata-fetched = fetched
administration-metadata-missing = not fetched since the start
administration-live-sessions = Live sessions in the store, counted once a minute
administration-live-sessions-unknown = cannot be counted
administration-credential = Credential
# $kind is one of the three messages below; $date is a date.
administration-credential-expires = { $kind }: expires on { $date }
administration-credential-certificate = Client certificate
administration-credential-assertion = Client assertion
administration-credential-secret = Client secret
administration-credential-none = no credential with a known expiry

## Sign-ins

# $since is a date with a time.
administration-sign-ins = Sign-ins since { $since }
administration-sign-ins-note = These are the sign-ins of this process. Other replicas count their own.
administration-succeeded = Succeeded
administration-failed = Failed
administration-class = Class of the failure
administration-count = Number
administration-no-failures = No sign-in has failed.
