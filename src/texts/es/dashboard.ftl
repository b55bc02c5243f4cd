# The Spanish texts of the dashboard and its cards.

dashboard-title = Panel
dashboard-loading = Cargando sus datos…

## A card without data

dashboard-stale-seconds = { $count ->
    [one] Estos datos son de hace { $count } segundo.
   *[other] Estos datos son de hace { $count } segundos.
}
dashboard-stale-minutes = { $count ->
    [one] Estos datos son de hace { $count } minuto.
   *[other] Estos datos son de hace { $count } minutos.
}
dashboard-licence-missing = Su cuenta no tiene licencia para este servicio. Si lo necesita, póngase en contacto con su administrador.
dashboard-throttled = Microsoft Graph ha recibido demasiadas solicitudes. { $advice }
dashboard-allow = Permitir { $scope }
dashboard-allow-card = ({ $title })
dashboard-forbidden = Microsoft Graph no ha permitido que esta aplicación lea los datos. Usted ha permitido { $element }, pero su organización no lo autoriza. Póngase en contacto con su administrador.
dashboard-forbidden-administrator = ¿Es usted administrador?
dashboard-forbidden-consent = Permitir esta aplicación para su organización
dashboard-forbidden-text = Texto para su administrador
dashboard-forbidden-request = Por favor, permita que la aplicación con el id. de cliente { $client_id } use el permiso delegado { $scope } de Microsoft Graph.
dashboard-forbidden-request-page = Por favor, permita que la aplicación con el id. de cliente { $client_id } use el permiso delegado { $scope } de Microsoft Graph. La página para hacerlo es { $address }

## Details of an item

dashboard-separator = { ", " }

## The profile of the user, and its card

dashboard-profile-title = Mi perfil
dashboard-profile-allow = Esta aplicación necesita su permiso para leer su perfil. Su sesión permanece iniciada.
dashboard-profile-empty = Su organización no tiene ningún perfil de usted.
dashboard-profile-open = Abrir mi perfil
dashboard-profile-job = Puesto
dashboard-profile-department = Departamento
dashboard-profile-organization = Organización
dashboard-profile-office = Oficina
dashboard-profile-mail = Correo

## The presence in Microsoft Teams

dashboard-presence-title = Presencia
dashboard-presence-allow = Esta aplicación necesita su permiso para leer su presencia en Microsoft Teams. Su sesión permanece iniciada.
dashboard-presence-empty = Su presencia es desconocida.
dashboard-presence-with-activity = { $availability } ({ $activity })
dashboard-presence-available = Disponible
dashboard-presence-away = Ausente
dashboard-presence-busy = Ocupado
dashboard-presence-do-not-disturb = No molestar
dashboard-presence-offline = Sin conexión
dashboard-presence-in-a-call = en una llamada
dashboard-presence-in-a-meeting = en una reunión
dashboard-presence-presenting = presentando
dashboard-presence-back-soon = vuelvo enseguida
dashboard-presence-out-of-office = fuera de la oficina
dashboard-presence-urgent-only = solo llamadas urgentes

## The agenda

dashboard-agenda-title = Agenda
dashboard-agenda-allow = Esta aplicación necesita su permiso para leer su calendario. Su sesión permanece iniciada.
dashboard-agenda-empty = No tiene eventos en los próximos 3 días.
dashboard-agenda-zone = Todas las horas están en la zona horaria { $zone }.
dashboard-zone-own = Mostrar las horas en su zona horaria
dashboard-zone-title = Zona horaria
dashboard-zone-allow = Esta aplicación necesita su permiso para leer su zona horaria. Su sesión permanece iniciada.

## Mail

dashboard-mail-title = Correo
dashboard-mail-allow = Esta aplicación necesita su permiso para leer los remitentes y los asuntos de su correo. Su sesión permanece iniciada.
dashboard-mail-empty = Su bandeja de entrada no contiene mensajes.
dashboard-mail-unread = No leído:

## Tasks in Microsoft Planner

dashboard-tasks-title = Tareas
dashboard-tasks-allow = Esta aplicación necesita su permiso para leer sus tareas. Su sesión permanece iniciada.
dashboard-tasks-empty = No tiene tareas pendientes.
dashboard-tasks-due = Vence el { $element }
dashboard-tasks-overdue = Vencida

## Files in OneDrive

dashboard-files-title = Archivos
dashboard-files-allow = Esta aplicación necesita su permiso para leer sus archivos. Su sesión permanece iniciada.
dashboard-files-empty = Su OneDrive no contiene archivos.
dashboard-files-missing = Su OneDrive aún no está configurado. Se configura cuando abre OneDrive por primera vez.
dashboard-files-folder = Carpeta
dashboard-files-changed = última modificación: { $element }

## People

dashboard-people-title = Personas
dashboard-people-allow = Esta aplicación necesita su permiso para leer la lista de personas con las que trabaja. Su sesión permanece iniciada.
dashboard-people-empty = Microsoft Graph no conoce a ninguna persona con la que usted trabaje.

## Teams of Microsoft Teams

dashboard-teams-title = Equipos
dashboard-teams-allow = Esta aplicación necesita su permiso para leer los nombres de sus equipos. Su sesión permanece iniciada.
dashboard-teams-empty = No pertenece a ningún equipo.

## Groups

dashboard-groups-title = Grupos
dashboard-groups-allow = Esta aplicación necesita su permiso para leer sus grupos. Su sesión permanece iniciada.
dashboard-groups-empty = No pertenece a ningún grupo.
dashboard-groups-unnamed = { $count ->
    [one] Pertenece a { $count } grupo cuyo nombre no puede ver.
   *[other] Pertenece a { $count } grupos cuyos nombres no puede ver.
}
dashboard-groups-unnamed-at-least = { $count ->
    [one] Pertenece al menos a { $count } grupo cuyo nombre no puede ver.
   *[other] Pertenece al menos a { $count } grupos cuyos nombres no puede ver.
}
dashboard-groups-names = Para que se muestren los nombres, un administrador puede permitir { $scope }.
