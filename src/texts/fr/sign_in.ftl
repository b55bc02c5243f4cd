# The French texts of the pages of signing in and signing out.

## The page on which a user begins to sign in

sign-in-title = Se connecter
sign-in-lead-microsoft = Connectez-vous et découvrez ce que Microsoft Graph ou une autre API sait de vous.
sign-in-lead = Connectez-vous et découvrez ce que cette application sait de vous.
sign-in-with-microsoft = Se connecter avec Microsoft
sign-in-button = Se connecter
sign-in-with-code = Se connecter avec un code sur un autre appareil
sign-in-account-work = Utilisez votre compte professionnel ou scolaire.
sign-in-account-customer = Utilisez votre compte ou créez-en un lors de la connexion.
sign-in-account-organization = Utilisez le compte de votre organisation.
sign-in-account-demo = Choisissez l’un des utilisateurs de démonstration du locataire de développement.
sign-in-another-account = Utiliser un autre compte
sign-in-where = Vous vous connectez auprès de { $element }. Votre mot de passe ne parvient jamais à cette application, et les jetons d’accès ne parviennent jamais à votre navigateur.

## The pages of signing out.

sign-out-signed-out-title = Déconnecté
sign-out-signed-out = Vous êtes déconnecté de cette application.
sign-out-at-dev-tenant = Le locataire de développement a également mis fin à votre session.
sign-out-at-microsoft = Vous êtes peut-être toujours connecté à Microsoft dans ce navigateur. Sur un appareil partagé, déconnectez-vous aussi de Microsoft ou fermez le navigateur.
sign-out-at-provider = Vous êtes peut-être toujours connecté à votre service de connexion dans ce navigateur. Sur un appareil partagé, déconnectez-vous aussi de ce service ou fermez le navigateur.
sign-out-sign-in-again = Se reconnecter

sign-out-still-signed-in-title = Toujours connecté
sign-out-still-signed-in = Vous êtes toujours connecté à cette application.
sign-out-not-completed = La déconnexion n’a pas abouti, ou vous vous êtes reconnecté.
sign-out-button = Se déconnecter

sign-out-progress-title = Déconnexion en cours
sign-out-next-provider = Vous êtes déconnecté de cette application. Votre service de connexion va maintenant vous déconnecter.
sign-out-continue = Continuer
sign-out-everywhere-here = Toutes vos sessions dans cette application ont pris fin. Vous êtes toujours connecté à votre service de connexion. Continuez pour vous y déconnecter aussi.
sign-out-everywhere-continue = Continuer et s’y déconnecter
sign-out-everywhere-problem = Vous êtes peut-être toujours connecté à d’autres applications
sign-out-everywhere-not-allowed = Votre service de connexion n’a pas permis à cette application de vous déconnecter des autres applications, car l’autorisation nécessaire lui manque. Demandez à votre administrateur de l’accorder ou de vous déconnecter.
sign-out-everywhere-over = Votre service de connexion avait déjà mis fin à votre session dans ce navigateur. Cette application n’a donc pas pu vous déconnecter des autres applications. Reconnectez-vous, puis recommencez la déconnexion.
sign-out-everywhere-failed = La demande adressée à votre service de connexion a échoué. Vous n’avez donc pas été déconnecté des autres applications. Reconnectez-vous, puis recommencez la déconnexion.

## The page that ends a redirect loop

sign-in-stopped-title = Connexion interrompue
sign-in-stopped-explanation = Vous êtes revenu du service de connexion trois fois en deux minutes et vous n’êtes toujours pas connecté. Cette application a interrompu la connexion, car une nouvelle tentative sans changement échouerait probablement aussi. Vérifiez les points suivants, puis recommencez.
sign-in-stopped-cookies = Autorisez les cookies pour ce site et ouvrez-le dans une seule fenêtre de navigateur.
sign-in-stopped-another-account = Utilisez un autre compte si celui-ci a été rejeté.
sign-in-stopped-clock = Vérifiez que la date et l’heure de cet appareil sont exactes.
sign-in-stopped-again = Si cela se reproduit, prévenez les administrateurs de cette application.
sign-in-stopped-start-again = Recommencer

## The page that offers to reset a password

reset-password-title = Réinitialiser le mot de passe
reset-password-question = Mot de passe oublié ?
reset-password-explanation = Choisissez un nouveau mot de passe auprès de votre service de connexion. Vous serez ensuite connecté.
reset-password-link = Réinitialiser le mot de passe

## The page that explains a failed sign-in.

sign-in-failed-title = Échec de la connexion
sign-in-failed-try-again = Réessayer
sign-in-failed-another-account = Utiliser un autre compte
sign-in-failed-approve = Approuver en tant qu’administrateur
sign-in-failed-details = Détails
sign-in-failed-copy = Copier les détails
sign-in-failed-detail-error = Erreur
sign-in-failed-detail-code = Code
sign-in-failed-detail-trace-id = ID de trace
sign-in-failed-detail-correlation-id = ID de corrélation
sign-in-failed-detail-time = Heure (UTC)
sign-in-failed-for-administrators = Pour les administrateurs
sign-in-failed-for-developers = Pour les développeurs

sign-in-failed-report = Vous n’y êtes pour rien. Envoyez les détails ci-dessous aux administrateurs de cette application.
sign-in-failed-try-again-soon = Réessayez dans un instant.

sign-in-failed-unknown = Cette connexion était déjà terminée, a pris trop de temps ou a été commencée dans un autre navigateur.
sign-in-failed-unknown-next = Cela arrive après « Retour », une actualisation ou une longue pause, et c’est sans gravité. Réessayez : en général, un clic suffit.
sign-in-failed-unknown-admin = Le compte et l’inscription de l’application sont corrects. Si cela arrive à de nombreux utilisateurs, leurs navigateurs bloquent peut-être les cookies de cette application.

sign-in-failed-malformed = La réponse du service de connexion est incomplète ou non valide.
sign-in-failed-malformed-next = L’adresse a peut-être été tronquée ou modifiée. Réessayez à partir de cette page.
sign-in-failed-nothing-to-change-admin = Le compte et l’inscription de l’application sont corrects. Vous n’avez rien à modifier.

sign-in-failed-code-expired = Cette connexion était déjà terminée ou a pris trop de temps.
sign-in-failed-code-expired-next = Pour votre sécurité, une connexion doit être terminée en quelques minutes, et une seule fois. Réessayez : en général, un clic suffit.

sign-in-failed-mixed-up = La réponse du service de connexion appartient à une autre connexion. Cette application l’a donc rejetée.
sign-in-failed-mixed-up-next = Fermez les autres onglets où une connexion à cette application est en cours, puis réessayez.
sign-in-failed-mixed-up-admin = Vous n’avez rien à modifier. Si cela se produit souvent, consultez le journal de connexion : un attaquant utilise peut-être des réponses volées.

sign-in-failed-device-code = Le code n’a pas été approuvé à temps.
sign-in-failed-device-code-next = Réessayez pour obtenir un nouveau code.
sign-in-failed-device-code-admin = Si le code a été approuvé à temps, une stratégie d’accès conditionnel bloque peut-être les connexions par code d’appareil.

sign-in-failed-ended = Votre session de connexion précédente a pris fin.
sign-in-failed-ended-next = Cela arrive après une longue pause ou un changement de mot de passe. Réessayez et connectez-vous comme d’habitude.
sign-in-failed-ended-admin = Une session de connexion prend fin lorsqu’elle n’est pas utilisée, lorsque le mot de passe est réinitialisé ou lorsque les sessions sont révoquées. L’utilisateur doit simplement se reconnecter.

sign-in-failed-declined = Les autorisations demandées par cette application ont été refusées.
sign-in-failed-declined-next = Sans elles, vous ne pouvez pas vous connecter. Si vous les avez refusées par erreur, réessayez et acceptez-les.
sign-in-failed-declined-admin = Pour éviter la page de consentement, accordez le consentement pour toute l’organisation : Applications d’entreprise, cette application, Autorisations.

step-up-declined-title = Demande refusée
step-up-declined = Vous avez refusé une demande de cette application.
step-up-declined-next = Vous restez connecté et rien n’a changé. Si vous l’avez refusée par erreur, réessayez et acceptez-la.
step-up-failed-title = Échec d’une étape supplémentaire
step-up-failed-note = Il s’agissait d’une étape supplémentaire pour une page ou une action. Vous restez connecté.

sign-in-failed-consent = Cette application a besoin d’une autorisation à laquelle vous n’avez pas encore consenti.
sign-in-failed-consent-next = Réessayez et acceptez l’autorisation. Si aucune page ne vous le propose, envoyez les détails ci-dessous à votre administrateur.
sign-in-failed-consent-admin = Si les utilisateurs ne sont pas autorisés à donner leur consentement, accordez le consentement pour l’organisation : Applications d’entreprise, cette application, Autorisations.

sign-in-failed-admin-consent = Dans votre organisation, un administrateur doit d’abord approuver cette application.
sign-in-failed-admin-consent-next = Envoyez les détails ci-dessous à votre administrateur. Une fois l’application approuvée, réessayez.
sign-in-failed-admin-consent-admin = Examinez les autorisations que l’application demande et accordez le consentement : Applications d’entreprise, cette application, Autorisations, « Accorder un consentement d’administrateur ».

sign-in-failed-account = Ce compte ne peut pas être utilisé ici.
sign-in-failed-account-next = Utilisez un autre compte ou demandez à votre administrateur d’accorder l’accès à celui-ci.
sign-in-failed-account-admin = Vérifiez que le compte est activé, qu’il appartient au locataire ou en est un invité, et qu’il est affecté à l’application si cela est exigé.

sign-in-failed-tenant = Votre organisation n’est pas autorisée à utiliser cette application.
sign-in-failed-tenant-next = Utilisez un compte d’une autre organisation ou demandez aux administrateurs de cette application d’autoriser la vôtre.
sign-in-failed-tenant-admin = Seuls les utilisateurs des organisations indiquées dans ALLOWED_TENANTS peuvent se connecter. Les administrateurs de cette application peuvent ajouter votre ID de locataire à ce paramètre.
sign-in-failed-tenant-id = L’ID de locataire du compte est { $tenant }. Il ne figure pas dans ALLOWED_TENANTS.
sign-in-failed-no-tenants = ALLOWED_TENANTS est défini, mais ce service de connexion n’a pas de locataires : laissez ce paramètre vide.

sign-in-failed-password = Vous avez demandé un nouveau mot de passe, mais cette application ne propose pas cette possibilité.
sign-in-failed-password-next = Demandez un nouveau mot de passe aux administrateurs de cette application. Si vous vous souvenez de l’ancien, réessayez.
sign-in-failed-password-admin = Définissez un nouveau mot de passe pour l’utilisateur ou activez la réinitialisation de mot de passe en libre-service dans le flux utilisateur de connexion.

sign-in-failed-more-proof = Votre organisation exige une preuve supplémentaire de votre identité.
sign-in-failed-more-proof-next = Réessayez et suivez les étapes de la page de connexion. Vous pouvez aussi utiliser un appareil ou un réseau approuvé par votre organisation.
sign-in-failed-more-proof-admin = Une stratégie d’accès conditionnel ou un paramètre du compte l’exige. Le journal de connexion indique le nom de la stratégie.

sign-in-failed-set-up = Cette application n’est pas correctement configurée pour la connexion.
sign-in-failed-set-up-admin = Comparez l’inscription d’application avec les paramètres de cette application : ID client, URI de redirection, types de comptes, API autorisées.

sign-in-failed-credential = Le service de connexion a rejeté les informations d’identification de cette application. Elles ont peut-être expiré.
sign-in-failed-credential-admin = Vérifiez sous « Certificats & secrets » de l’inscription d’application si le secret client ou le certificat a expiré. Si c’est le cas, créez-en un nouveau.

sign-in-failed-no-credential = Cette application n’a pas pu s’authentifier auprès du service de connexion pour le moment.
sign-in-failed-no-credential-admin = Le compte et le service de connexion ne sont pas en cause. L’identité managée de cette application n’a pas de jeton valide : prévenez les administrateurs de cette application.

sign-in-failed-store = Cette application ne peut pas enregistrer votre connexion pour le moment.
sign-in-failed-store-admin = Le compte et le service de connexion ne sont pas en cause. Prévenez les administrateurs de cette application.

sign-in-failed-unreachable = Le service de connexion est injoignable pour le moment.
sign-in-failed-unreachable-admin = Vérifiez si le service de connexion signale une panne. Si ce n’est pas le cas, le réseau de cette application bloque peut-être les demandes.

sign-in-failed-provider = Le service de connexion n’a pas pu terminer la connexion pour le moment.
sign-in-failed-provider-admin = Vérifiez si le service de connexion signale une panne, ou s’il limite ce locataire ou cette application en raison d’un trop grand nombre de demandes.

sign-in-failed-unusable = Le service de connexion a envoyé une réponse que cette application ne peut pas utiliser.
sign-in-failed-unusable-next = Vous n’y êtes pour rien. Réessayez. Si cela se reproduit, envoyez les détails ci-dessous aux administrateurs de cette application.
sign-in-failed-unusable-admin = Un proxy ou un pare-feu répond peut-être à la place du service de connexion, ou les paramètres de cette application contiennent une adresse incorrecte de ce service.

sign-in-failed-clock = L’horloge de cette application et celle du service de connexion présentent un écart trop important.
sign-in-failed-clock-next = Vous n’y êtes pour rien. Réessayez dans quelques minutes. Si cela se reproduit, prévenez les administrateurs de cette application.
sign-in-failed-clock-admin = Le compte et l’inscription de l’application sont corrects. Réglez l’horloge de la machine sur laquelle cette application s’exécute.

sign-in-failed-not-trusted = La réponse du service de connexion n’a pas pu être vérifiée. Cette application l’a donc rejetée.
sign-in-failed-not-trusted-next = Réessayez. Si cela se reproduit, envoyez les détails ci-dessous aux administrateurs de cette application.
sign-in-failed-not-trusted-admin = Aucun utilisateur n’a été connecté. Si les paramètres de cette application n’ont pas été modifiés, traitez cela comme un incident de sécurité.

sign-in-failed-refused = Le service de connexion a refusé de vous connecter.
sign-in-failed-refused-next = Réessayez. Si cela se reproduit, envoyez les détails ci-dessous à votre administrateur.
sign-in-failed-refused-admin = Le journal de connexion du locataire indique la raison. Recherchez-y les ID figurant dans les détails.

## The admin consent: an administrator approves the app for all users of the organization

admin-consent-title = Consentement administrateur
admin-consent-offered = Approuver cette application pour votre organisation
admin-consent-offered-explanation = Cette page est destinée aux administrateurs. Votre approbation est valable pour tous les utilisateurs de votre organisation. Microsoft n’exige alors plus le consentement de chacun d’eux.
admin-consent-permissions = L’application connecte les utilisateurs, lit leur nom et leur adresse e-mail, et appelle une API en leur nom avec { $scopes }.
admin-consent-no-permissions = L’application connecte les utilisateurs, lit leur nom et leur adresse e-mail, et appelle une API en leur nom sans autre autorisation.
admin-consent-continue = Continuer vers Microsoft

admin-consent-given = L’application est approuvée
admin-consent-given-explanation = Microsoft a confirmé votre approbation. Il peut s’écouler quelques minutes avant qu’elle ne prenne effet partout.
admin-consent-given-next = Tous les utilisateurs de votre organisation peuvent maintenant se connecter. Pour examiner ou retirer l’approbation, ouvrez « Applications d’entreprise » dans le centre d’administration Microsoft Entra.

admin-consent-reported-given = Microsoft indique que le consentement a été donné
admin-consent-reported-given-explanation = Un administrateur a approuvé cette application. Vous pouvez maintenant vous connecter. Il peut s’écouler quelques minutes avant que l’approbation ne prenne effet partout.
admin-consent-reported-refused = Microsoft n’indique aucun consentement
admin-consent-reported-refused-explanation = Rien n’a été modifié. L’approbation a été refusée, ou le compte n’a pas le droit d’approuver des applications.
admin-consent-reported-unverified = L’approbation n’a pas été lancée sur une page de cette application. Celle-ci ne peut donc pas la vérifier. Le centre d’administration Microsoft Entra répertorie les approbations sous « Applications d’entreprise ».
admin-consent-sign-in = Se connecter

admin-consent-refused = L’application n’est pas approuvée
admin-consent-refused-explanation = Rien n’a été modifié. L’approbation a été refusée, ou votre compte n’a pas le droit d’approuver des applications.
admin-consent-try-again = Réessayer
admin-consent-details = Détails
admin-consent-detail-error = Erreur
admin-consent-detail-code = Code
admin-consent-detail-trace-id = ID de trace
admin-consent-detail-correlation-id = ID de corrélation
admin-consent-detail-time = Heure (UTC)

admin-consent-unknown = Cette réponse n’est plus valide
admin-consent-unknown-explanation = L’approbation a pris trop de temps, a été lancée dans un autre navigateur, ou cette page a déjà été ouverte. Pour savoir si l’application est approuvée, ouvrez « Applications d’entreprise » dans le centre d’administration Microsoft Entra.
admin-consent-start-again = Recommencer
