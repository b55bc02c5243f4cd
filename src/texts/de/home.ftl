# The German texts of the home page, its picture, and the page for an unknown address.

home-title = Willkommen
home-welcome = Willkommen, { $element }!
home-signed-in-at = Angemeldet bei
home-tenant = Mandant
home-signed-in-as = Angemeldet als
home-edit-profile = Profil bearbeiten

home-api = Downstream-API
home-api-endpoint = Endpunkt
home-api-permissions = Berechtigungen
home-api-call = Downstream-API aufrufen

home-picture = So funktionieren Anmeldung und API-Aufrufe
home-picture-description = Ihr Browser meldet sich beim Anbieter an und speichert nur ein Sitzungscookie dieser App. Diese App tauscht beim Anbieter einen Code gegen Token ein, behält die Token auf ihrem Server und ruft damit die API auf.
home-picture-browser = Ihr Browser
home-picture-browser-holds = speichert nur ein Sitzungscookie
home-picture-session-cookie = Sitzungscookie
home-picture-app = Diese App
home-picture-app-keeps = behält die Token auf ihrem Server
home-picture-code-for-tokens = Code gegen Token
home-picture-sign-in-page = Anmeldeseite
home-picture-access-token = Zugriffstoken
home-picture-dev-tenant = Entwicklungsmandant
home-picture-openid-provider = OpenID-Anbieter
home-picture-dev-graph = Ersatz für Graph
home-picture-api = Downstream-API

not-found-title = Seite nicht gefunden
not-found-explanation = Diese App hat unter dieser Adresse keine Seite. Der Link ist möglicherweise veraltet oder unvollständig.
