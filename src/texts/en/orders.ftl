# Texts of the page of the example API: orders.

orders-title = My orders
orders-none = You have no orders.
orders-place-title = Place an order
orders-item = Item
orders-quantity = Quantity
orders-place = Place order
orders-rejected-title = The order was not placed
orders-rejected-advice = The API rejected it. Go back, correct it, and place it again.
orders-back = Back to my orders
# The session had ended when the user placed the order. The form follows, with its values.
orders-kept-advice = You are no longer signed in, so the order was not placed. Nothing that you typed is lost. Sign in again in a new tab, then return to this tab and place the order.
