# The Spanish texts of the pages of a user's own data.

account-back = Atrás
account-no-subject = (sin asunto)
account-unknown-sender = (remitente desconocido)

## The page of the mail

account-mail-title = Mis últimos correos
account-mail-empty = Su buzón no contiene mensajes.
account-mail-permission = Esta página usa el permiso { $scope }, que usted o su administrador han concedido. Solo lee el remitente, la hora, el asunto y el vínculo de cada mensaje, y si usted lo ha leído.

## The page of the calendar

account-calendar-title = Mi calendario
account-calendar-empty = No tiene eventos en los próximos 7 días.
account-calendar-lead = Sus eventos de los próximos 7 días, 50 como máximo. Todas las horas están en la zona horaria { $zone }.
account-calendar-permission = Esta página usa el permiso { $scope }, que usted o su administrador han concedido. Solo lee la hora, el lugar, el asunto y el vínculo de reunión de cada evento.
account-calendar-cancelled = (cancelado)
account-calendar-join = Unirse en línea
account-calendar-all-day = Todo el día
account-calendar-all-day-until = Todo el día hasta el { $element }

## The page of the profile

account-profile-title = Mi perfil
account-profile-session = Esta sesión
account-profile-started = Inicio
account-profile-idle-end = Finaliza por inactividad
account-profile-absolute-end = Finaliza como muy tarde
account-profile-sessions = Mis sesiones

## The claims of the ID token. "Claim" and "ID token" are terms of OpenID Connect.

account-claims-title = Notificaciones (claims) de su token de identificador
account-claims-lead = Las aplicaciones que almacenan datos sobre usted deben identificarle mediante las notificaciones marcadas como clave, nunca mediante un nombre o una dirección.
account-claims-table = Tabla de notificaciones
account-claims-claim = Notificación
account-claims-value = Valor
account-claims-meaning = Significado
account-claims-key = Se puede usar como clave
account-claims-key-no = no
account-claims-key-with = sí, con { $claim }
account-claims-hidden = (oculto)
account-claims-unknown = Esta aplicación no conoce esta notificación.
account-claim-acct = El tipo de cuenta: 0 para un miembro, 1 para un invitado.
account-claim-acr = El nivel de la autenticación.
account-claim-acrs = Los contextos de autenticación que cumple el usuario.
account-claim-aio = Un valor para uso interno del proveedor.
account-claim-amr = Cómo se autenticó el usuario.
account-claim-at-hash = El hash del token de acceso, que lo protege frente a una sustitución.
account-claim-aud = El id. de cliente de esta aplicación, para la que se emitió el token.
account-claim-auth-time = Cuándo se autenticó el usuario.
account-claim-azp = El cliente para el que se emitió el token.
account-claim-c-hash = El hash del código, que lo protege frente a una sustitución.
account-claim-email = La dirección de correo electrónico. Puede cambiar y asignarse a otro usuario.
account-claim-exp = Cuándo expira el token.
account-claim-family-name = Los apellidos.
account-claim-given-name = El nombre de pila.
account-claim-groups = Los grupos del usuario.
account-claim-hasgroups = El usuario pertenece a más grupos de los que figuran en el token.
account-claim-iat = Cuándo se emitió el token.
account-claim-idp = El proveedor de identidades que autenticó al usuario.
account-claim-iss = El emisor del token.
account-claim-jti = El id. del token.
account-claim-login-hint = Indica la cuenta en el próximo inicio de sesión y en un cierre de sesión.
account-claim-name = El nombre para mostrar. El usuario o un administrador pueden cambiarlo.
account-claim-nbf = El momento antes del cual el token no es válido.
account-claim-nonce = Vincula el token a un único inicio de sesión de esta aplicación.
account-claim-oid = El usuario en el inquilino. Es el mismo valor en todas las aplicaciones y nunca se reutiliza.
account-claim-preferred-username = El nombre de usuario para mostrar. Puede cambiar.
account-claim-rh = Un valor para uso interno del proveedor.
account-claim-roles = Los roles de aplicación del usuario.
account-claim-sid = La sesión en el proveedor, para cerrar sesión allí.
account-claim-sub = El usuario en esta aplicación. Otra aplicación obtiene otro valor.
account-claim-tid = El inquilino del usuario.
account-claim-uti = El id. del token, para el soporte técnico del proveedor.
account-claim-ver = La versión del token.

## The page of the sessions

account-sessions-title = Mis sesiones
account-sessions-one-ended = Esa sesión ha finalizado.
account-sessions-others-ended = Todas las demás sesiones han finalizado.
account-sessions-this = Esta sesión
account-sessions-sign-out-here = Cerrar sesión aquí
account-sessions-others = Otras sesiones
account-sessions-alone = No tiene otras sesiones.
account-sessions-left-out = { $count ->
    [one] No se muestra { $count } sesión más, usada hace más tiempo.
   *[other] No se muestran { $count } sesiones más, usadas hace más tiempo.
}
account-sessions-end-one = Finalizar esta sesión
account-sessions-end-others = Finalizar todas las demás sesiones
account-sessions-everywhere = Cerrar sesión en todas partes
account-sessions-everywhere-lead = Esto finaliza todas sus sesiones en esta aplicación, incluida la actual.
account-sessions-revoke = Cerrar también mi sesión en todas las demás aplicaciones que uso con esta cuenta
account-sessions-revoke-note = El servicio de inicio de sesión cerrará entonces su sesión en todos los dispositivos. Esto puede tardar unos minutos.
account-sessions-started = Inicio
account-sessions-last-used = Último uso
account-sessions-browser-on-system = { $browser } en { $system }
account-sessions-unknown-on-system = Un navegador en { $system }
account-sessions-unknown-browser = Un navegador desconocido
account-sessions-this-browser = Este navegador

## The page with the response of an API

account-api-result-title = Respuesta de la API de nivel inferior
account-api-page = Página
account-api-search = Buscar en la respuesta
account-api-search-button = Buscar
account-api-matches = Coincidencias: { $element }
account-api-download = Descargar
account-api-copy = Copiar el texto
account-api-text = Texto de la respuesta
account-api-first = Primera página
account-api-next = Página siguiente
account-api-next-elsewhere = La API indica una página siguiente en otra dirección. Esta aplicación no la abre.
account-api-tree-cut = El árbol omite partes de esta respuesta larga. Busque en ella o descargue la respuesta.
account-api-entries = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
}
