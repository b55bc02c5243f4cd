# The Spanish texts of the accounts of a browser.

accounts-title = Cuentas
accounts-link = Cambiar de cuenta
accounts-this = Está usando esta cuenta
accounts-others = Otras cuentas en este navegador
accounts-none = No hay otras cuentas en este navegador.
accounts-remaining = Su sesión sigue iniciada con estas cuentas. Elija una para continuar con ella.
accounts-sign-out-all = Cerrar sesión en todas las cuentas
accounts-sign-out-all-lead = Esto finaliza las sesiones de todas sus cuentas en este navegador.
