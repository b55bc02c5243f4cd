# The Spanish texts of the page for administrators of the app.

administration-title = Administración
administration-link = Administración

## Sessions

administration-sessions = Sesiones por usuario
administration-sessions-lead = { $users ->
    [0] Ningún usuario de su organización tiene sesiones.
    [one] Un usuario de su organización tiene sesiones.
   *[other] { $users } usuarios de su organización tienen sesiones.
}
administration-references = Los usuarios se muestran con su referencia del registro de eventos, porque el almacén no contiene nombres.
administration-left-out = { $count ->
    [one] Hay un usuario con sesiones más antiguas que no se muestra. Busque usuarios por su id.
   *[other] Hay { $count } usuarios con sesiones más antiguas que no se muestran. Busque usuarios por su id.
}
administration-user = Usuario { $reference }
administration-you = Es usted.
administration-browser = Navegador
administration-started = Inicio
administration-last-used = Último uso
administration-end-user = Finalizar todas las sesiones de este usuario
administration-ended = { $count ->
    [0] No se ha finalizado ninguna sesión, porque el usuario no tenía ninguna.
    [one] Se ha finalizado una sesión.
   *[other] Se han finalizado { $count } sesiones.
}

## Search

administration-find = Buscar un usuario
administration-object-id = Id. de objeto
administration-subject = Sujeto (sub)
administration-find-button = Buscar
administration-not-found = Este usuario no tiene ninguna sesión.
administration-show-all = Mostrar todos los usuarios

## State

administration-state = Estado de este proceso
administration-store = Almacén de sesiones
administration-store-responds = responde
administration-store-fails = no responde
administration-metadata = Metadatos del proveedor
administration-metadata-fetched = obtenidos
administration-metadata-missing = no obtenidos desde el inicio
administration-live-sessions = Sesiones activas en el almacén, contadas una vez por minuto
administration-live-sessions-unknown = no se pueden contar
administration-credential = Credencial de la aplicación
administration-credential-expires = { $kind }: expira el { $date }
administration-credential-certificate = Certificado de cliente
administration-credential-assertion = Aserción de cliente
administration-credential-secret = Secreto de cliente
administration-credential-none = ninguna credencial con fecha de expiración conocida

## Sign-ins

administration-sign-ins = Inicios de sesión desde el { $since }
administration-sign-ins-note = Estos son los inicios de sesión de este proceso. Las demás réplicas cuentan los suyos.
administration-succeeded = Correctos
administration-failed = Fallidos
administration-class = Tipo de error
administration-count = Número
administration-no-failures = No ha fallado ningún inicio de sesión.
