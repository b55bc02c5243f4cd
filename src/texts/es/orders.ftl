# The Spanish texts of the orders.

orders-title = Mis pedidos
orders-none = No tiene pedidos.
orders-place-title = Realizar un pedido
orders-item = Artículo
orders-quantity = Cantidad
orders-place = Realizar pedido
orders-rejected-title = El pedido no se ha realizado
orders-rejected-advice = La API lo ha rechazado. Vuelva atrás, corríjalo y realícelo de nuevo.
orders-back = Volver a mis pedidos
orders-kept-advice = Ya no tiene la sesión iniciada, por lo que el pedido no se ha realizado. No se ha perdido nada de lo que ha escrito. Vuelva a iniciar sesión en una pestaña nueva y, a continuación, regrese a esta pestaña y realice el pedido.
