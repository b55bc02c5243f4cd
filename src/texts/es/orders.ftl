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
