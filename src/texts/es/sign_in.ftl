# The Spanish texts of the pages of signing in and signing out.

## The page on which a user begins to sign in

sign-in-title = Iniciar sesión
sign-in-lead-microsoft = Inicie sesión y vea lo que Microsoft Graph u otra API sabe sobre usted.
sign-in-lead = Inicie sesión y vea lo que esta aplicación sabe sobre usted.
sign-in-with-microsoft = Iniciar sesión con Microsoft
sign-in-button = Iniciar sesión
sign-in-with-code = Iniciar sesión con un código en otro dispositivo
sign-in-account-work = Use su cuenta profesional o educativa.
sign-in-account-customer = Use su cuenta o cree una durante el inicio de sesión.
sign-in-account-organization = Use la cuenta de su organización.
sign-in-account-demo = Elija uno de los usuarios de demostración del inquilino de desarrollo.
sign-in-another-account = Usar otra cuenta
sign-in-where = Usted inicia sesión en { $element }. Su contraseña nunca llega a esta aplicación y los tokens de acceso nunca llegan a su navegador.

## The pages of signing out.

sign-out-signed-out-title = Sesión cerrada
sign-out-signed-out = Ha cerrado la sesión en esta aplicación.
sign-out-at-dev-tenant = El inquilino de desarrollo también ha finalizado su sesión.
sign-out-at-microsoft = Es posible que su sesión de Microsoft siga iniciada en este navegador. En un dispositivo compartido, cierre sesión también allí o cierre el navegador.
sign-out-at-provider = Es posible que su sesión en el servicio de inicio de sesión siga iniciada en este navegador. En un dispositivo compartido, cierre sesión también allí o cierre el navegador.
sign-out-sign-in-again = Volver a iniciar sesión

sign-out-still-signed-in-title = La sesión sigue iniciada
sign-out-still-signed-in = Su sesión en esta aplicación sigue iniciada.
sign-out-not-completed = El cierre de sesión no se ha completado, o usted ha vuelto a iniciar sesión.
sign-out-button = Cerrar sesión

sign-out-progress-title = Cerrando sesión
sign-out-next-provider = Ha cerrado la sesión en esta aplicación. A continuación, su servicio de inicio de sesión cerrará también su sesión.
sign-out-continue = Continuar
sign-out-everywhere-here = Todas sus sesiones en esta aplicación han finalizado. Su sesión en el servicio de inicio de sesión sigue iniciada. Continúe para cerrarla también.
sign-out-everywhere-continue = Continuar y cerrar sesión allí
sign-out-everywhere-problem = Es posible que su sesión siga iniciada en otras aplicaciones
sign-out-everywhere-not-allowed = El servicio de inicio de sesión no ha permitido que esta aplicación cierre su sesión en otras aplicaciones, porque a esta aplicación le falta el permiso. Pida a su administrador que lo conceda o que cierre su sesión.
sign-out-everywhere-over = El servicio de inicio de sesión ya había finalizado su sesión en este navegador, por lo que esta aplicación no ha podido cerrar su sesión en otras aplicaciones. Vuelva a iniciar sesión y, después, repita el cierre de sesión.
sign-out-everywhere-failed = Se ha producido un error en la solicitud al servicio de inicio de sesión, por lo que su sesión no se ha cerrado en otras aplicaciones. Vuelva a iniciar sesión y, después, repita el cierre de sesión.

## The page that ends a redirect loop

sign-in-stopped-title = Inicio de sesión detenido
sign-in-stopped-explanation = Ha vuelto del servicio de inicio de sesión tres veces en dos minutos y sigue sin haber iniciado sesión. Esta aplicación ha detenido el inicio de sesión, porque otro intento sin ningún cambio probablemente también fallaría. Compruebe lo siguiente y, después, empiece de nuevo.
sign-in-stopped-cookies = Permita las cookies de este sitio y ábralo en una sola ventana del navegador.
sign-in-stopped-another-account = Use otra cuenta si esta se ha rechazado.
sign-in-stopped-clock = Compruebe que la fecha y la hora de este dispositivo sean correctas.
sign-in-stopped-again = Si vuelve a ocurrir, avise a los administradores de esta aplicación.
sign-in-stopped-start-again = Empezar de nuevo

## The page that offers to reset a password

reset-password-title = Restablecer la contraseña
reset-password-question = ¿Ha olvidado su contraseña?
reset-password-explanation = Elija una contraseña nueva en su servicio de inicio de sesión. Después, su sesión quedará iniciada.
reset-password-link = Restablecer la contraseña

## The page that explains a failed sign-in.

sign-in-failed-title = Error de inicio de sesión
sign-in-failed-try-again = Reintentar
sign-in-failed-another-account = Usar otra cuenta
sign-in-failed-approve = Aprobar como administrador
sign-in-failed-details = Detalles
sign-in-failed-copy = Copiar detalles
sign-in-failed-detail-error = Error
sign-in-failed-detail-code = Código
sign-in-failed-detail-trace-id = Id. de seguimiento
sign-in-failed-detail-correlation-id = Id. de correlación
sign-in-failed-detail-time = Hora (UTC)
sign-in-failed-for-administrators = Para administradores
sign-in-failed-for-developers = Para desarrolladores

sign-in-failed-report = No es culpa suya. Envíe los detalles siguientes a los administradores de esta aplicación.
sign-in-failed-try-again-soon = Vuelva a intentarlo dentro de un momento.

sign-in-failed-unknown = Este inicio de sesión ya se había completado, ha tardado demasiado o se inició en otro navegador.
sign-in-failed-unknown-next = Esto ocurre después de pulsar «Atrás», de recargar la página o de una pausa larga, y no tiene importancia. Vuelva a intentarlo: normalmente basta con un clic.
sign-in-failed-unknown-admin = La cuenta y el registro de la aplicación están bien. Si les ocurre a muchos usuarios, es posible que sus navegadores bloqueen las cookies de esta aplicación.

sign-in-failed-malformed = La respuesta del servicio de inicio de sesión está incompleta o no es válida.
sign-in-failed-malformed-next = Es posible que la dirección se haya cortado o modificado. Vuelva a intentarlo desde esta página.
sign-in-failed-nothing-to-change-admin = La cuenta y el registro de la aplicación están bien. No tiene que cambiar nada.

sign-in-failed-code-expired = Este inicio de sesión ya se había completado o ha tardado demasiado.
sign-in-failed-code-expired-next = Por su seguridad, un inicio de sesión debe completarse en unos minutos y solo una vez. Vuelva a intentarlo: normalmente basta con un clic.

sign-in-failed-mixed-up = La respuesta del servicio de inicio de sesión pertenece a otro inicio de sesión, por lo que esta aplicación la ha rechazado.
sign-in-failed-mixed-up-next = Cierre las demás pestañas en las que esté iniciando sesión en esta aplicación y vuelva a intentarlo.
sign-in-failed-mixed-up-admin = No tiene que cambiar nada. Si ocurre a menudo, revise los registros de inicio de sesión: es posible que un atacante esté usando respuestas robadas.

sign-in-failed-device-code = El código no se ha aprobado a tiempo.
sign-in-failed-device-code-next = Vuelva a intentarlo para obtener un código nuevo.
sign-in-failed-device-code-admin = Si el código se aprobó a tiempo, es posible que una directiva de acceso condicional bloquee los inicios de sesión con código de dispositivo.

sign-in-failed-ended = Su sesión anterior ha finalizado.
sign-in-failed-ended-next = Esto ocurre después de una pausa larga o de cambiar la contraseña. Vuelva a intentarlo e inicie sesión como de costumbre.
sign-in-failed-ended-admin = Una sesión finaliza cuando no se usa, cuando se restablece la contraseña o cuando se revocan las sesiones. El usuario solo tiene que volver a iniciar sesión.

sign-in-failed-declined = Se han rechazado los permisos que ha solicitado esta aplicación.
sign-in-failed-declined-next = Sin ellos no puede iniciar sesión. Si los ha rechazado por error, vuelva a intentarlo y acéptelos.
sign-in-failed-declined-admin = Para evitar la página de consentimiento, conceda el consentimiento para toda la organización: Aplicaciones empresariales, esta aplicación, Permisos.

step-up-declined-title = Solicitud rechazada
step-up-declined = Ha rechazado una solicitud de esta aplicación.
step-up-declined-next = La sesión sigue iniciada y nada ha cambiado. Si la ha rechazado por error, vuelva a intentarlo y acéptela.
step-up-failed-title = Error en un paso adicional
step-up-failed-note = Era un paso adicional para una página o una acción. La sesión sigue iniciada.

sign-in-failed-consent = Esta aplicación necesita un permiso que usted aún no ha aceptado.
sign-in-failed-consent-next = Vuelva a intentarlo y acepte el permiso. Si no aparece una página para hacerlo, envíe los detalles siguientes a su administrador.
sign-in-failed-consent-admin = Si los usuarios no pueden dar su consentimiento, conceda el consentimiento para la organización: Aplicaciones empresariales, esta aplicación, Permisos.

sign-in-failed-admin-consent = En su organización, un administrador debe aprobar primero esta aplicación.
sign-in-failed-admin-consent-next = Envíe los detalles siguientes a su administrador. Cuando la aplicación esté aprobada, vuelva a intentarlo.
sign-in-failed-admin-consent-admin = Revise los permisos que solicita la aplicación y conceda el consentimiento: Aplicaciones empresariales, esta aplicación, Permisos, «Conceder consentimiento de administrador».

sign-in-failed-account = Esta cuenta no se puede usar aquí.
sign-in-failed-account-next = Use otra cuenta o pida a su administrador que conceda acceso a esta.
sign-in-failed-account-admin = Compruebe que la cuenta esté habilitada, que pertenezca al inquilino o sea una cuenta de invitado en él y que esté asignada a la aplicación si es necesario.

sign-in-failed-tenant = Su organización no está autorizada para usar esta aplicación.
sign-in-failed-tenant-next = Use una cuenta de otra organización o pida a los administradores de esta aplicación que permitan la suya.
sign-in-failed-tenant-admin = Solo pueden iniciar sesión los usuarios de las organizaciones de ALLOWED_TENANTS. Los administradores de esta aplicación pueden agregar su id. de inquilino a esta opción.
sign-in-failed-tenant-id = El id. de inquilino de la cuenta es { $tenant }. No figura en ALLOWED_TENANTS.
sign-in-failed-no-tenants = La opción ALLOWED_TENANTS está establecida, pero este servicio de inicio de sesión no tiene inquilinos: déjela vacía.

sign-in-failed-password = Ha solicitado una contraseña nueva, pero esta aplicación no ofrece esa posibilidad.
sign-in-failed-password-next = Pida una contraseña nueva a los administradores de esta aplicación. Si recuerda la anterior, vuelva a intentarlo.
sign-in-failed-password-admin = Establezca una contraseña nueva para el usuario o active el autoservicio de restablecimiento de contraseña en el flujo de usuario de inicio de sesión.

sign-in-failed-more-proof = Su organización exige una prueba adicional de su identidad.
sign-in-failed-more-proof-next = Vuelva a intentarlo y siga los pasos de la página de inicio de sesión. O bien, use un dispositivo o una red en los que confíe su organización.
sign-in-failed-more-proof-admin = Lo exige una directiva de acceso condicional o una opción de la cuenta. Los registros de inicio de sesión indican el nombre de la directiva.

sign-in-failed-set-up = Esta aplicación no está configurada correctamente para el inicio de sesión.
sign-in-failed-set-up-admin = Compare el registro de la aplicación con la configuración de esta aplicación: id. de cliente, URI de redirección, tipos de cuenta, permisos de API.

sign-in-failed-credential = El servicio de inicio de sesión ha rechazado la credencial de esta aplicación. Es posible que haya expirado.
sign-in-failed-credential-admin = Compruebe en «Certificados y secretos» del registro de la aplicación si el secreto de cliente o el certificado han expirado. En ese caso, cree uno nuevo.

sign-in-failed-no-credential = En este momento, esta aplicación no ha podido autenticarse en el servicio de inicio de sesión.
sign-in-failed-no-credential-admin = La cuenta y el servicio de inicio de sesión no son la causa. La identidad administrada de esta aplicación no tiene ningún token válido: avise a los administradores de esta aplicación.

sign-in-failed-store = En este momento, esta aplicación no puede guardar su inicio de sesión.
sign-in-failed-store-admin = La cuenta y el servicio de inicio de sesión no son la causa. Avise a los administradores de esta aplicación.

sign-in-failed-unreachable = En este momento no se puede acceder al servicio de inicio de sesión.
sign-in-failed-unreachable-admin = Compruebe si el servicio de inicio de sesión informa de una interrupción. Si no es así, es posible que la red de esta aplicación bloquee las solicitudes.

sign-in-failed-provider = En este momento, el servicio de inicio de sesión no ha podido completar el inicio de sesión.
sign-in-failed-provider-admin = Compruebe si el servicio de inicio de sesión informa de una interrupción o si limita este inquilino o esta aplicación por un exceso de solicitudes.

sign-in-failed-unusable = El servicio de inicio de sesión ha enviado una respuesta que esta aplicación no puede usar.
sign-in-failed-unusable-next = No es culpa suya. Vuelva a intentarlo. Si vuelve a ocurrir, envíe los detalles siguientes a los administradores de esta aplicación.
sign-in-failed-unusable-admin = Es posible que un proxy o un firewall responda en lugar del servicio de inicio de sesión, o que la configuración de esta aplicación contenga una dirección incorrecta de ese servicio.

sign-in-failed-clock = El reloj de esta aplicación y el del servicio de inicio de sesión difieren demasiado.
sign-in-failed-clock-next = No es culpa suya. Vuelva a intentarlo dentro de unos minutos. Si vuelve a ocurrir, avise a los administradores de esta aplicación.
sign-in-failed-clock-admin = La cuenta y el registro de la aplicación están bien. Corrija el reloj del equipo en el que se ejecuta esta aplicación.

sign-in-failed-not-trusted = No se ha podido verificar la respuesta del servicio de inicio de sesión, por lo que esta aplicación la ha rechazado.
sign-in-failed-not-trusted-next = Vuelva a intentarlo. Si vuelve a ocurrir, envíe los detalles siguientes a los administradores de esta aplicación.
sign-in-failed-not-trusted-admin = Ningún usuario ha iniciado sesión. Si la configuración de esta aplicación no se ha cambiado, trate esto como un incidente de seguridad.

sign-in-failed-refused = El servicio de inicio de sesión ha rechazado su inicio de sesión.
sign-in-failed-refused-next = Vuelva a intentarlo. Si vuelve a ocurrir, envíe los detalles siguientes a su administrador.
sign-in-failed-refused-admin = Los registros de inicio de sesión del inquilino muestran el motivo. Busque en ellos los identificadores que figuran en los detalles.

## The admin consent: an administrator approves the app for all users of the organization

admin-consent-title = Consentimiento del administrador
admin-consent-offered = Aprobar esta aplicación para su organización
admin-consent-offered-explanation = Esta página es para administradores. Su aprobación es válida para todos los usuarios de su organización. A partir de entonces, Microsoft ya no exige el consentimiento de cada uno de ellos.
admin-consent-permissions = La aplicación permite a los usuarios iniciar sesión, lee sus nombres y direcciones de correo electrónico y llama a una API en su nombre con { $scopes }.
admin-consent-no-permissions = La aplicación permite a los usuarios iniciar sesión, lee sus nombres y direcciones de correo electrónico y llama a una API en su nombre sin más permisos.
admin-consent-continue = Continuar en Microsoft

admin-consent-given = La aplicación está aprobada
admin-consent-given-explanation = Microsoft ha confirmado su aprobación. Puede tardar unos minutos en surtir efecto en todas partes.
admin-consent-given-next = Todos los usuarios de su organización ya pueden iniciar sesión. Para revisar o retirar la aprobación, abra «Aplicaciones empresariales» en el Centro de administración de Microsoft Entra.

admin-consent-reported-given = Microsoft informa de que se ha dado el consentimiento
admin-consent-reported-given-explanation = Un administrador ha aprobado esta aplicación. Ya puede iniciar sesión. La aprobación puede tardar unos minutos en surtir efecto en todas partes.
admin-consent-reported-refused = Microsoft informa de que no hay consentimiento
admin-consent-reported-refused-explanation = No se ha cambiado nada. Se ha rechazado la aprobación o la cuenta no tiene derecho a aprobar aplicaciones.
admin-consent-reported-unverified = La aprobación no se inició en una página de esta aplicación, por lo que la aplicación no puede verificarla. El Centro de administración de Microsoft Entra muestra las aprobaciones en «Aplicaciones empresariales».
admin-consent-sign-in = Iniciar sesión

admin-consent-refused = La aplicación no está aprobada
admin-consent-refused-explanation = No se ha cambiado nada. Se ha rechazado la aprobación o su cuenta no tiene derecho a aprobar aplicaciones.
admin-consent-try-again = Reintentar
admin-consent-details = Detalles
admin-consent-detail-error = Error
admin-consent-detail-code = Código
admin-consent-detail-trace-id = Id. de seguimiento
admin-consent-detail-correlation-id = Id. de correlación
admin-consent-detail-time = Hora (UTC)

admin-consent-unknown = Esta respuesta ya no es válida
admin-consent-unknown-explanation = La aprobación ha tardado demasiado, se inició en otro navegador o esta página ya se había abierto. Para ver si la aplicación está aprobada, abra «Aplicaciones empresariales» en el Centro de administración de Microsoft Entra.
admin-consent-start-again = Empezar de nuevo
