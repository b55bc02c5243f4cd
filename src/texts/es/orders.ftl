# The Spanish texts of the orders.

orders-title = Mis pedidos
orders-none = No tiene pedidos.
orders-place-title = Hacer un pedido
orders-item = Artículo
orders-quantity = Cantidad
orders-place = Hacer pedido
orders-rejected-title = El pedido no se ha realizado
orders-rejected-advice = La API lo rechazó. Vuelva atrás, corríjalo y hágalo de nuevo.
orders-back = Volver a mis pedidos
orders-kept-advice = Ya no ha iniciado sesión, por lo que el pedido no se ha realizado. No se ha perdido nada de lo que ha escrito. Vuelva a iniciar sesión en una pestaña nueva y, a continuación, regrese a esta pestaña y realice el pedido.
