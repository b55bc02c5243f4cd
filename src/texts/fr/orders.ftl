# The French texts of the orders.

orders-title = Mes commandes
orders-none = Vous n’avez aucune commande.
orders-place-title = Passer une commande
orders-item = Article
orders-quantity = Quantité
orders-place = Commander
orders-rejected-title = La commande n’a pas été passée
orders-rejected-advice = L’API l’a refusée. Revenez en arrière, corrigez-la et passez-la de nouveau.
orders-back = Retour à mes commandes
