# The French texts of the home page, its picture, and the page for an unknown address.

home-title = Bienvenue
home-welcome = Bienvenue, { $element } !
home-signed-in-at = Connecté auprès de
home-tenant = Locataire
home-signed-in-as = Connecté en tant que
home-edit-profile = Modifier votre profil

home-api = API en aval
home-api-endpoint = Point de terminaison
home-api-permissions = Autorisations
home-api-call = Appeler une API en aval

home-picture = Fonctionnement de la connexion et des appels d’API
home-picture-description = Votre navigateur se connecte auprès du fournisseur et ne détient qu’un cookie de session de cette application. Cette application échange un code contre des jetons auprès du fournisseur, conserve les jetons sur son serveur et appelle l’API avec ceux-ci.
home-picture-browser = Votre navigateur
home-picture-browser-holds = ne détient qu’un cookie de session
home-picture-session-cookie = cookie de session
home-picture-app = Cette application
home-picture-app-keeps = conserve les jetons sur son serveur
home-picture-code-for-tokens = code contre jetons
home-picture-sign-in-page = page de connexion
home-picture-access-token = jeton d’accès
home-picture-dev-tenant = Locataire de développement
home-picture-openid-provider = Fournisseur OpenID
home-picture-dev-graph = Substitut de Graph
home-picture-api = API en aval

not-found-title = Page introuvable
not-found-explanation = Cette application n’a aucune page à cette adresse. Le lien est peut-être ancien ou incomplet.
