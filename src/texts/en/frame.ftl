# Texts of the frame around every page: header, navigation, account menu, footer, and the page of an error.

## Above the header

frame-skip = Skip to the content
# The name of the notice for screen readers.
frame-about = About this app
# The beginning of the notice, in bold. "frame-dev-tenant-data" follows.
frame-dev-tenant = Development tenant:
frame-dev-tenant-data = no real accounts, no real data

## Navigation

# The name of the navigation for screen readers.
navigation-name = Main
navigation-menu = Menu
navigation-home = Home
navigation-dashboard = Dashboard
navigation-profile = My profile
navigation-mail = My latest mail
navigation-calendar = My calendar
navigation-orders = My orders

## Account menu

# The name of the account menu for screen readers. The name of the user follows.
account-menu = Account:
# $id is the ID of a Microsoft Entra tenant.
account-menu-tenant = Tenant { $id }
account-menu-sessions = My sessions
account-menu-another = Use another account
account-menu-sign-out = Sign out
account-menu-sign-in = Sign in

## Footer

footer-support = Support
footer-privacy = Privacy
footer-terms = Terms of use
# The name of the language menu for screen readers. The name of the current language follows.
footer-language = Language:

## Page of an error

# A link to the homepage of the app.
frame-homepage = Homepage
error-try-again = Try again
# $element is the ID of the request.
error-request-id = The administrators of this app can find the cause in its log: request ID { $element }.
