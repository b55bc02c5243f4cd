# The German texts of the orders.

orders-title = Meine Bestellungen
orders-none = Sie haben keine Bestellungen.
orders-place-title = Bestellung aufgeben
orders-item = Artikel
orders-quantity = Menge
orders-place = Bestellen
orders-rejected-title = Die Bestellung wurde nicht aufgegeben
orders-rejected-advice = Die API hat sie abgelehnt. Gehen Sie zurück, korrigieren Sie die Bestellung, und geben Sie sie erneut auf.
orders-back = Zurück zu meinen Bestellungen
orders-kept-advice = Sie sind nicht mehr angemeldet. Deshalb wurde die Bestellung nicht aufgegeben. Ihre Eingaben bleiben erhalten. Melden Sie sich in einer neuen Registerkarte erneut an, kehren Sie dann zu dieser Registerkarte zurück, und bestellen Sie.
