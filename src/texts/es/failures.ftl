# The Spanish texts of errors.

failure-sentences = { $first } { $second }

## The session and the sign-in

failure-signed-out-title = No ha iniciado sesión
failure-session-ended-title = Su sesión ha finalizado
failure-signed-out-advice = Vuelva a iniciar sesión para continuar.
failure-sign-in-again = Volver a iniciar sesión

failure-step-up-title = Se necesita un paso más
failure-step-up-advice = Continúe en el servicio de inicio de sesión y confirme su identidad o acepte los permisos. Su sesión permanece iniciada.
failure-continue = Continuar

failure-provider-unavailable-title = No se puede acceder al servicio de inicio de sesión
failure-provider-unavailable-advice = En este momento no puede iniciar sesión. Si ya la ha iniciado, puede continuar. Vuelva a intentarlo dentro de un momento.
failure-store-unavailable-title = En este momento no se puede leer su sesión
failure-store-unavailable-advice = Si su sesión estaba iniciada, lo sigue estando. Vuelva a intentarlo dentro de un momento.
failure-busy-title = Se está renovando su acceso
failure-busy-advice = Su sesión sigue iniciada. Vuelva a intentarlo dentro de un momento.
failure-not-configured-title = Esta aplicación aún no está configurada
failure-not-configured-advice = Avise a los administradores de esta aplicación. La página principal de la aplicación indica la configuración que se debe corregir.

## Rights

failure-role-missing-title = Necesita un rol para esto
failure-role-missing-advice = Para esto se necesita un rol que usted no tiene en esta aplicación. Pida a su administrador que se lo asigne. Después, cierre sesión y vuelva a iniciarla.
failure-other-tenant-title = Su organización no tiene acceso a esto
failure-other-tenant-advice = Esto es para los usuarios de otra organización. Si tiene una cuenta en ella, cierre sesión y vuelva a iniciarla con esa cuenta.
failure-scope-missing-title = A esta aplicación le falta un permiso
failure-scope-missing-advice = Esta página necesita un permiso que el servicio de inicio de sesión no ha concedido a esta aplicación. Pida a su administrador que lo conceda. Después, cierre sesión y vuelva a iniciarla.
failure-group-missing-title = No pertenece al grupo necesario
failure-group-missing-advice = Esto es solo para los miembros de un grupo. Pida a su administrador que le agregue al grupo. Después, cierre sesión y vuelva a iniciarla.
failure-proof-missing-title = El servicio de inicio de sesión no ha confirmado su identidad
failure-proof-missing-advice = Se necesita una confirmación nueva o más segura de su identidad. La aplicación la ha solicitado, pero el servicio de inicio de sesión no la ha proporcionado. Póngase en contacto con su administrador. Puede volver a intentarlo dentro de diez minutos.
failure-proof-not-requestable-title = Debe volver a iniciar sesión
failure-proof-not-requestable-advice = Se necesita una confirmación nueva o más segura de su identidad. Con un código de dispositivo, esta aplicación no puede solicitarla. Cierre sesión y vuelva a iniciarla. Si esto no lo soluciona, póngase en contacto con su administrador.
failure-membership-unknown-title = No se pueden leer sus grupos
failure-membership-unknown-advice = No hemos podido comprobar sus grupos, por lo que esta página está oculta. Vuelva a intentarlo dentro de un momento.

## The request of the browser

failure-cross-site-title = Esta solicitud procede de otro sitio
failure-cross-site-advice = No se ha cambiado nada. Vaya a la página principal y vuelva a intentarlo desde allí.
failure-bad-request-title = Esta solicitud no está completa
failure-bad-request-advice = No se ha cambiado nada. Vuelva atrás e inténtelo de nuevo.
failure-request-too-large-title = Esta solicitud es demasiado grande
failure-request-too-large-advice = No se ha cambiado nada. Si vuelve a ocurrir, elimine las cookies de esta dirección en su navegador.
failure-too-many-requests-title = Demasiadas solicitudes
failure-offline-title = Sin conexión
failure-offline-advice = No se ha perdido nada. Compruebe su conexión y vuelva a intentarlo.
failure-unexpected-title = Se ha producido un error
failure-unexpected-advice = Vuelva a intentarlo. Si vuelve a ocurrir, avise a los administradores de esta aplicación.

## Retries

failure-retry-in-a-minute = Vuelva a intentarlo dentro de un minuto.
failure-retry-in-seconds =
    { $count ->
        [one] Vuelva a intentarlo dentro de { $count } segundo.
       *[other] Vuelva a intentarlo dentro de { $count } segundos.
    }
failure-retry-in-minutes =
    { $count ->
        [one] Vuelva a intentarlo dentro de { $count } minuto.
       *[other] Vuelva a intentarlo dentro de { $count } minutos.
    }
failure-retry-in-hours =
    { $count ->
        [one] Vuelva a intentarlo dentro de { $count } hora.
       *[other] Vuelva a intentarlo dentro de { $count } horas.
    }
failure-retry-in-days =
    { $count ->
        [one] Vuelva a intentarlo dentro de { $count } día.
       *[other] Vuelva a intentarlo dentro de { $count } días.
    }

## The API (an HTTP interface of another service, such as Microsoft Graph) that the app calls for the user.

failure-api-unauthorized-title = La API no ha aceptado su inicio de sesión
failure-api-unauthorized-advice = Cierre sesión y vuelva a iniciarla. Si esto no lo soluciona, póngase en contacto con su administrador.
failure-api-forbidden-title = No tiene permiso para esto
failure-api-forbidden-advice = Pida a su administrador el permiso que necesita esta llamada.
failure-api-not-configured-title = No hay ninguna API configurada para esta aplicación
failure-api-not-configured-advice = Pida a los administradores de esta aplicación que establezcan { $setting }.
failure-api-foreign-page-title = Esta página no pertenece a la API
failure-api-foreign-page-advice = La página solicitada no está bajo la dirección indicada en ENDPOINT, por lo que no se ha enviado nada allí. Vuelva atrás y abra de nuevo la primera página.
failure-api-not-found-title = La API no encuentra nada en esta dirección
failure-api-not-found-advice = Es posible que su cuenta no tenga este elemento. Si lo tiene, pida a los administradores de esta aplicación que comprueben la opción ENDPOINT.
failure-api-redirected-title = La API está en otra dirección
failure-api-redirected = La API ha respondido con el código de estado { $status }, una redirección.
failure-api-redirected-to = La API ha respondido con el código de estado { $status }, una redirección a { $address }.
failure-api-redirected-advice = Esta aplicación no sigue la redirección, porque así enviaría su token de acceso a esa otra dirección. Pida a los administradores de esta aplicación que comprueben la opción ENDPOINT.
failure-api-timeout-title = La API no ha respondido a tiempo
failure-api-unreachable-title = No se puede acceder a la API
failure-api-unexpected-title = La API ha enviado una respuesta inesperada
failure-api-empty-advice = La respuesta no es JSON: está vacía. Pida a los administradores de esta aplicación que comprueben la opción ENDPOINT.
failure-api-not-json-advice = La respuesta no es JSON: esta aplicación ha recibido { $type }, { $size }. Pida a los administradores de esta aplicación que comprueben la opción ENDPOINT.
failure-api-untyped-advice = La respuesta no es JSON: esta aplicación ha recibido { $size } sin tipo de contenido. Pida a los administradores de esta aplicación que comprueben la opción ENDPOINT.
failure-api-lacks-data-advice = En la respuesta faltan datos que esta página necesita. Avise a los administradores de esta aplicación.
failure-api-undecodable-title = No se puede descodificar la respuesta
failure-api-undecodable-advice = La respuesta está codificada con { $encoding }, que esta aplicación no puede descodificar. Avise a los administradores de esta aplicación.
failure-api-damaged-advice = Los datos comprimidos de la respuesta están dañados. Vuelva a intentarlo dentro de un momento.
failure-api-too-large-title = La respuesta es demasiado grande
failure-api-too-large-advice = Pida a los administradores de esta aplicación que soliciten menos datos.

## Responses of the API by their HTTP status

failure-api-responded = La API ha respondido con el código de estado { $status }.
failure-api-responded-with-code = La API ha respondido con el código de estado { $status } ({ $code }).
failure-check-endpoint-advice = Volver a intentarlo no sirve de nada. Pida a los administradores de esta aplicación que comprueben la opción ENDPOINT.
failure-soon-advice = Vuelva a intentarlo dentro de un momento.
failure-later-advice = Vuelva a intentarlo más tarde.

failure-payment-title = La API exige un pago
failure-payment-advice = Pregunte a su administrador si su plan incluye esto.
failure-method-title = La API no permite este tipo de solicitud
failure-not-acceptable-title = La API no puede enviar JSON
failure-proxy-title = Un proxy ha rechazado la solicitud
failure-proxy-advice = Avise a los administradores de esta aplicación de que un proxy bloquea las solicitudes del servidor de la aplicación.
failure-slow-request-title = La API no ha recibido la solicitud a tiempo
failure-conflict-title = Los datos se están modificando
failure-gone-title = Esto ya no está disponible
failure-changed-title = Los datos han cambiado
failure-changed-advice = Vuelva a cargar la página e inténtelo de nuevo.
failure-large-for-api-title = La solicitud es demasiado grande para la API
failure-format-title = La API no admite este formato
failure-unprocessable-title = La API no puede procesar la solicitud
failure-locked-title = Los datos están bloqueados
failure-locked-advice = Es posible que otro programa los esté usando. Vuelva a intentarlo cuando ese programa haya terminado.
failure-dependency-title = Se ha producido un error en una parte de la solicitud
failure-too-early-title = La API no está preparada para esta solicitud
failure-legal-title = La API no está autorizada a mostrar esto
failure-legal-advice = Los datos se retienen por motivos legales. Póngase en contacto con su administrador.
failure-unsupported-title = La API no admite esta solicitud
failure-api-problem-title = La API tiene un problema
failure-storage-full-title = Su almacenamiento está lleno
failure-storage-full-advice = Elimine algo o pida más almacenamiento a su administrador.
failure-api-rejected-title = La API ha rechazado la solicitud

## Durations, as the subject or object of a sentence

duration-seconds =
    { $count ->
        [one] { $count } segundo
       *[other] { $count } segundos
    }
duration-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
duration-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
duration-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }

## Sizes of files

size-bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
size-gigabytes = { $count } GB
