# The Spanish texts that change on the page, and of the response of an API.

## The link that starts a sign-in

island-opening-sign-in = Abriendo la página de inicio de sesión…

## The button that copies a text

island-copied = Copiado
island-not-copied = No se ha podido copiar. Seleccione el texto en su lugar.

## The sign-in with a code on another device

island-expires-in = El código expira en { $element }.
island-waiting = Esperando su aprobación…
island-interrupted = No hay conexión en este momento. Reintentando…
island-signing-in = Iniciando sesión…
island-code-expired = El código ha expirado.
island-new-code = Obtener un código nuevo

## The button that calls an API

island-calling = Llamando a { $element }…
island-responded = { $host } ha respondido en { $milliseconds } ms.
island-try-again = Reintentar

## The response of the API

island-response-endpoint = Punto de conexión
island-response-status = Estado
island-response-duration = Duración
island-response-request-id = Id. de solicitud
island-response-milliseconds = { $count } ms
island-response-json = Respuesta como JSON
island-response-text = Respuesta como texto
island-response-cut = La respuesta es demasiado larga para esta página, por lo que solo se muestra el principio.
island-response-binary = La API ha enviado datos que no son texto: { $type }, { $size }.
island-response-accepted = La API ha aceptado la solicitud. La respuesta está vacía.
island-response-empty = La respuesta está vacía.

## The notice about the end of the session

session-soon = Su sesión finalizará pronto
session-stay-advice = No ha usado esta aplicación durante algún tiempo. ¿Desea mantener la sesión iniciada?
session-latest-advice = La sesión no se puede prolongar. Vuelva a iniciar sesión en una pestaña nueva y, a continuación, regrese a esta pestaña. Esta página se queda como está.
session-kept-advice = Esta página está oculta y se conserva lo que ha escrito. Vuelva a iniciar sesión en una pestaña nueva con la misma cuenta y, a continuación, regrese a esta pestaña.
session-time-left = Tiempo restante: { $element }
session-stay = Mantener la sesión iniciada
session-close = Cerrar
