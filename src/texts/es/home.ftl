# The Spanish texts of the home page, its picture, and the page for an unknown address.

home-title = Le damos la bienvenida
home-welcome = ¡Le damos la bienvenida, { $element }!
home-signed-in-at = Sesión iniciada en
home-tenant = Inquilino
home-signed-in-as = Sesión iniciada como
home-edit-profile = Editar perfil

home-api = API de nivel inferior
home-api-endpoint = Punto de conexión
home-api-permissions = Permisos
home-api-call = Llamar a una API de nivel inferior

home-picture = Cómo funcionan el inicio de sesión y las llamadas a la API
home-picture-description = Su navegador inicia sesión en el proveedor y solo tiene una cookie de sesión de esta aplicación. Esta aplicación intercambia un código por tokens en el proveedor, guarda los tokens en su servidor y llama a la API con ellos.
home-picture-browser = Su navegador
home-picture-browser-holds = solo tiene una cookie de sesión
home-picture-session-cookie = cookie de sesión
home-picture-app = Esta aplicación
home-picture-app-keeps = guarda los tokens en su servidor
home-picture-code-for-tokens = código por tokens
home-picture-sign-in-page = inicio de sesión
home-picture-access-token = token de acceso
home-picture-dev-tenant = Inquilino de desarrollo
home-picture-openid-provider = Proveedor de OpenID
home-picture-dev-graph = Sustituto de Graph
home-picture-api = API de nivel inferior

not-found-title = Página no encontrada
not-found-explanation = Esta aplicación no tiene ninguna página en esta dirección. Es posible que el vínculo sea antiguo o esté incompleto.
