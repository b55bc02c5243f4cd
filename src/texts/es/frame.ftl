# The Spanish texts of the frame around every page.

## Above the header

frame-skip = Saltar al contenido
frame-about = Acerca de esta aplicación
frame-dev-tenant = Inquilino de desarrollo:
frame-dev-tenant-data = sin cuentas reales, sin datos reales

## Navigation

navigation-name = Menú principal
navigation-menu = Menú
navigation-home = Inicio
navigation-dashboard = Panel
navigation-profile = Mi perfil
navigation-mail = Mis últimos correos
navigation-calendar = Mi calendario
navigation-orders = Mis pedidos

## Account menu

account-menu = Cuenta:
account-menu-tenant = Inquilino { $id }
account-menu-sessions = Mis sesiones
account-menu-another = Usar otra cuenta
account-menu-sign-out = Cerrar sesión
account-menu-sign-in = Iniciar sesión

## Footer

footer-support = Soporte técnico
footer-privacy = Privacidad
footer-terms = Términos de uso
footer-language = Idioma:

## Page of an error

frame-homepage = Página principal
error-try-again = Reintentar
error-request-id = Los administradores de esta aplicación pueden encontrar la causa en su registro de eventos: id. de solicitud { $element }.
