# The French texts of the orders.

orders-title = Mes commandes
orders-none = Vous n’avez aucune commande.
orders-place-title = Passer une commande
orders-item = Article
orders-quantity = Quantité
orders-place = Commander
orders-rejected-title = La commande n’a pas été passée
orders-rejected-advice = L’API l’a rejetée. Revenez en arrière, corrigez-la et passez-la de nouveau.
orders-back = Retour à mes commandes
orders-kept-advice = Vous n’êtes plus connecté. La commande n’a donc pas été passée. Votre saisie est conservée. Reconnectez-vous dans un nouvel onglet, puis revenez à cet onglet et passez la commande.
