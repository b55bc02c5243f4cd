# Texts of the accounts of a browser: the list, the switch, and the sign-out of all of them.

accounts-title = Accounts
# The link in the account menu.
accounts-link = Switch account
# A heading above the account of the session.
accounts-this = You use this account
accounts-others = Other accounts in this browser
accounts-none = There are no other accounts in this browser.
accounts-remaining = You are still signed in with these accounts. Choose one to continue with it.
accounts-sign-out-all = Sign out of all accounts
accounts-sign-out-all-lead = This ends the sessions of all your accounts in this browser.
