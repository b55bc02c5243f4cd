# The page of a signed-in user who has not opened another page, its picture, and the page for an unknown address.

home-title = Welcome
# { $element } is the name of the user.
home-welcome = Welcome { $element }!
# Label before the host name of the sign-in service, such as login.microsoftonline.com.
home-signed-in-at = Signed in at
# Label before the name of the user's organization, or before the ID of its tenant. "Tenant" is Microsoft's term for the directory of an organization in Microsoft Entra ID.
home-tenant = Tenant
# Label before the user name, such as mia@contoso.com.
home-signed-in-as = Signed in as
home-edit-profile = Edit your profile

# Heading of the card about the API that the app calls for the user. In Microsoft's documentation: "downstream web API".
home-api = Downstream API
# Label before the address of the API.
home-api-endpoint = Endpoint
# Label before the permissions that the API needs, such as User.Read.
home-api-permissions = Permissions
# A button. It has the words of Microsoft's tutorial.
home-api-call = Call a downstream API

# Heading and title of the picture: boxes for the browser, the app, the sign-in service and the API, one below the other, with arrows.
home-picture = How sign-in and API calls work
# The description of the picture for screen readers.
home-picture-description = Your browser signs in at the provider and holds only a session cookie of this app. This app exchanges a code for tokens at the provider, keeps the tokens on its server, and calls the API with them.
# In a box of the picture: at most 28 characters.
home-picture-browser = Your browser
# Below the browser: at most 38 characters.
home-picture-browser-holds = holds a session cookie only
# Beside the arrow from the browser to the app: at most 20 characters.
home-picture-session-cookie = session cookie
# In a box of the picture: at most 28 characters.
home-picture-app = This app
# Below the app: at most 38 characters.
home-picture-app-keeps = keeps the tokens on its server
# Beside the arrow from the app to the sign-in service: the app exchanges an authorization code for tokens. At most 20 characters.
home-picture-code-for-tokens = code for tokens
# Beside the arrow from the browser to the sign-in service: at most 24 characters.
home-picture-sign-in-page = sign-in page
# Beside the arrow from the app to the API: at most 24 characters.
home-picture-access-token = access token
# The sign-in service of a developer, which is not Microsoft's: at most 28 characters.
home-picture-dev-tenant = Development tenant
# A sign-in service whose name the picture does not show: at most 28 characters.
home-picture-openid-provider = OpenID provider
# A test server that responds like Microsoft Graph: at most 28 characters.
home-picture-dev-graph = Stand-in for Graph
# The API that the app calls, if the picture does not show its name: at most 28 characters.
home-picture-api = Downstream API

not-found-title = Page not found
not-found-explanation = This app has no page at this address. The link may be old or incomplete.
