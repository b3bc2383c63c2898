/** The French texts, for the keys of `securityTranslationRef`. */
export default {
  'module.title': 'Sécurité',
  'module.users': 'Utilisateurs',
  'module.noAccess.title': 'Vous n’avez pas accès au module Sécurité',
  'module.noAccess.text':
    'Il vous faut l’autorisation Allow To View Security Configuration ({{permission}}). La politique d’autorisation de ce portail détermine qui en dispose : adressez-vous à l’équipe qui gère le portail.',
  'module.permissionCheckFailed.title':
    'Vos autorisations n’ont pas pu être vérifiées',
  'module.permissionCheckFailed.text':
    'Le backend d’autorisation de ce portail n’a pas répondu, ou pas comme attendu. Il est réinterrogé à intervalles de quelques secondes.',
  'module.notFound.title': 'Cette page n’existe pas',
  'module.notFound.text':
    'L’adresse est peut-être mal saisie, ou provient d’un lien obsolète.',
  'module.backToUsers': 'Retour aux utilisateurs',
  'common.cancel': 'Annuler',
  'common.close': 'Fermer',
  'common.loading': 'Chargement…',
  'common.reload': 'Recharger',
  'common.retry': 'Réessayer',
  'common.never': 'Jamais',
  'common.byWhom': '{{time}} par {{who}}',
  'common.toCall': '{{time}}, pour appeler {{plugin}}',
  'common.hint': '…{{hint}}',
  'errors.unreachable':
    'Le backend du module Sécurité est injoignable, ou sa réponse est illisible.',
  'errors.unchanged':
    'Aucune réponse reçue, et rien n’a été modifié jusqu’ici. Réessayez.',
  'errors.unknown':
    'Aucune réponse reçue, et l’état actuel ne peut pas être lu : impossible de savoir si l’opération a eu lieu. Réessayez, c’est sans risque, ou rechargez la page.',
  'errors.conflict':
    'Quelqu’un d’autre a fait une modification entre-temps : rien n’a été enregistré. Rechargez pour voir l’état actuel.',
  'errors.sessionEnded':
    'Votre session a expiré. Reconnectez-vous dans un autre onglet, puis réessayez ici.',
  'usersPage.title': 'Utilisateurs',
  'usersPage.documentTitle': 'Utilisateurs · Sécurité',
  'usersPage.loadFailed': 'Les comptes n’ont pas pu être chargés.',
  'usersPage.firstPage': 'Première page',
  'usersPage.announcement_one': '{{count}} compte sur cette page',
  'usersPage.announcement_other': '{{count}} comptes sur cette page',
  'usersPage.noServiceAccounts.title': 'Aucun compte de service pour l’instant',
  'usersPage.noServiceAccounts.text':
    'Un compte de service permet à un script, un pipeline ou un agent d’appeler ce portail sans les identifiants d’une personne.',
  'usersPage.nothingMatches.title': 'Aucun compte ne correspond',
  'usersPage.nothingMatches.text':
    'Essayez une autre recherche, ou moins de filtres.',
  'usersPage.nothingMatches.clear': 'Effacer les filtres',
  'usersPage.nothingYet.title': 'Aucun compte ne correspond pour l’instant',
  'usersPage.nothingYet.text':
    'Seule une partie des comptes a été parcourue : ils sont nombreux. Plus de mots ou de filtres trouvent plus vite.',
  'usersPage.nothingYet.goOn': 'Poursuivre la recherche',
  'usersPage.toolbar.label': 'Actions',
  'usersPage.toolbar.edit': 'Modifier le compte de service',
  'usersPage.toolbar.showApiKey': 'Afficher la clé API',
  'usersPage.toolbar.create': 'Créer un compte de service',
  'usersPage.filters.label': 'Filtres',
  'usersPage.filters.search': 'Rechercher',
  'usersPage.filters.searchHelp': 'Nom, titre, propriétaire ou clé collée',
  'usersPage.filters.type': 'Type',
  'usersPage.filters.types.all': 'Tous',
  'usersPage.filters.types.service-account': 'Comptes de service',
  'usersPage.filters.types.user': 'Utilisateurs',
  'usersPage.filters.mine': 'Les miens',
  'usersPage.filters.owner': 'Propriétaire',
  'usersPage.filters.keyStatus': 'Clé API',
  'usersPage.filters.any': 'Indifférent',
  'usersPage.filters.states.none': 'Aucune',
  'usersPage.filters.states.active': 'Fonctionne',
  'usersPage.filters.states.expiring': 'Expire bientôt',
  'usersPage.filters.states.retiring': 'Remplacée, encore valide',
  'usersPage.filters.states.unused': 'Jamais ou plus utilisée',
  'usersPage.filters.states.not-working': 'Ne fonctionne pas',
  'usersPage.filters.states.disabled': 'Compte désactivé',
  'usersPage.filters.states.lost': 'Secret perdu',
  'usersPage.filters.states.expired': 'Expirée',
  'usersPage.filters.states.revoked': 'Révoquée',
  'usersPage.filters.order': 'Trier par',
  'usersPage.filters.orders.name': 'Nom',
  'usersPage.filters.orders.owner': 'Propriétaire',
  'usersPage.filters.orders.expiresAt': 'Expiration',
  'usersPage.filters.orders.lastUsedAt': 'Dernier usage',
  'usersPage.filters.orders.createdAt': 'Création',
  'usersPage.filters.more': 'Filtres',
  'usersPage.filters.moreSet': 'Filtres ({{number}})',
  'usersPage.figures.label': 'Les comptes de service en un coup d’œil',
  'usersPage.figures.active': 'Avec une clé valide',
  'usersPage.figures.expiring': 'Clé expirant sous {{days}} jours',
  'usersPage.figures.unused': 'Jamais utilisés, ou pas depuis {{days}} jours',
  'usersPage.figures.not-working': 'Sans clé valide',
  'usersPage.figures.ownerMissing': 'Sans propriétaire',
  'usersPage.figures.orMore': '{{number}}+',
  'usersPage.foundByKey.label': 'À qui appartient cette clé',
  'usersPage.foundByKey.title_one':
    'Une clé qui se termine par …{{hint}} appartient à ce compte',
  'usersPage.foundByKey.title_other':
    'Des clés qui se terminent par …{{hint}} appartiennent à ces {{count}} comptes',
  'usersPage.foundByKey.nobody':
    'Aucun compte n’a de clé qui se termine par …{{hint}}.',
  'usersPage.foundByKey.account': 'Compte',
  'usersPage.foundByKey.leaked':
    'Si cette clé a été vue par quelqu’un qui n’aurait pas dû la voir : révoquez-la maintenant, puis générez-en une nouvelle. Si rien ne doit s’arrêter entre-temps, renouvelez-la plutôt.',
  'usersPage.row.showApiKey': 'Afficher la clé API de {{name}}',
  'usersPage.row.menu': 'Plus d’actions pour {{name}}',
  'usersPage.row.enable': 'Activer',
  'usersPage.row.disable': 'Désactiver',
  'usersPage.search.key':
    'C’était une clé API. Elle n’a été envoyée nulle part.',
  'usersPage.search.pieceOfKey':
    'C’était une partie d’une clé API. Elle a été retirée, sans être envoyée nulle part. Recherchez les quatre derniers caractères de la clé.',
  'usersPage.search.keyStarted':
    'Une partie de clé API ne peut pas être recherchée. Collez la clé entière, ou ses quatre derniers caractères.',
  'usersPage.search.keyInAddress':
    'L’adresse contenait une clé API. Elle en a été retirée, mais figure peut-être dans des journaux et là d’où venait le lien : renouvelez la clé.',
  'usersPage.table.label': 'Utilisateurs et comptes de service',
  'usersPage.table.select': 'Sélectionner {{name}}',
  'usersPage.table.selectAll': 'Tout sélectionner sur cette page',
  'usersPage.table.name': 'Nom',
  'usersPage.table.owner': 'Propriétaire',
  'usersPage.table.keyStatus': 'Clé API',
  'usersPage.table.lastUsed': 'Dernier usage',
  'usersPage.table.actions': 'Actions',
  'usersPage.table.person': 'Se connecte ; n’a pas de clé API',
  'usersPage.table.expires': 'expire {{time}}',
  'usersPage.table.neverExpires': 'n’expire jamais',
  'usersPage.table.moreKeys': '{{more}} de plus',
  'usersPage.table.otherKeys':
    'ne fonctionne pas ; autres clés valides : {{more}}',
  'usersPage.pagination.label': 'Pages',
  'usersPage.pagination.reload': 'Recharger la liste',
  'usersPage.pagination.previous': 'Page précédente',
  'usersPage.pagination.next': 'Page suivante',
  'usersPage.pagination.rowsPerPage': 'Lignes par page',
  'policyBanner.label': 'Contrôle de la politique d’autorisation',
  'policyBanner.show': 'Que faire ?',
  'policyBanner.hide': 'Masquer',
  'policyBanner.title.nobody.keys':
    'La politique d’autorisation permet à des personnes sans droits d’obtenir des clés API.',
  'policyBanner.title.nobody.module':
    'La politique d’autorisation permet à des personnes sans droits d’utiliser ce module.',
  'policyBanner.title.guest.keys':
    'La politique d’autorisation permet à l’invité d’obtenir des clés API.',
  'policyBanner.title.guest.module':
    'La politique d’autorisation permet à l’invité d’utiliser ce module.',
  'policyBanner.who.nobody':
    'Une personne qui n’est dans aucun groupe et ne possède rien peut :',
  'policyBanner.who.guest': 'L’invité peut :',
  'policyBanner.rights.read': 'voir ce module',
  'policyBanner.rights.configure':
    'générer, afficher et renouveler des clés API',
  'policyBanner.rights.revoke': 'révoquer des clés API',
  'policyBanner.rights.create': 'créer des comptes de service',
  'policyBanner.rights.update': 'modifier des comptes de service',
  'policyBanner.rights.delete': 'supprimer des comptes de service',
  'policyBanner.rights.becomeService':
    'faire agir des comptes de service en tant que service',
  'policyBanner.decisions.allowed': '{{right}} ({{permission}})',
  'policyBanner.decisions.conditional':
    '{{right}}, pour certains comptes ({{permission}})',
  'policyBanner.decisions.undecided':
    '{{right}} ? Impossible à déterminer ({{permission}})',
  'policyBanner.toDo':
    'Remplacez-la par une politique d’autorisation qui définit qui a quels droits.',
  'policyBanner.off.title':
    'Les autorisations sont désactivées : toute personne qui se connecte peut modifier tous les comptes et manipuler toutes les clés.',
  'policyBanner.off.toDo':
    'Mettez permission.enabled à true dans la configuration du backend, avec une politique d’autorisation qui définit qui a quels droits.',
  'policyBanner.policies': 'Politiques à copier',
  'policyBanner.policiesInDocs':
    'Des politiques à copier se trouvent dans docs/permissions.md de ce plugin.',
  'policyBanner.settings': 'Paramètres dangereux activés : {{settings}}.',
  'staticTokens.title_one': '{{count}} jeton statique dans la configuration',
  'staticTokens.title_other':
    '{{count}} jetons statiques dans la configuration',
  'staticTokens.text':
    'Quiconque en possède un appelle le backend sans propriétaire, sans expiration et sans que la politique d’autorisation soit consultée. Un compte de service peut le remplacer.',
  'staticTokens.show': 'Afficher',
  'staticTokens.hide': 'Masquer',
  'staticTokens.unlimited': 'Sans limite',
  'staticTokens.actions': 'actions : {{actions}}',
  'staticTokens.noAccount': 'Aucun pour l’instant',
  'staticTokens.replace': 'Remplacer',
  'staticTokens.replaceOne': 'Remplacer {{token}}',
  'staticTokens.columns.subject': 'Sujet',
  'staticTokens.columns.type': 'Type',
  'staticTokens.columns.limits': 'Limité à',
  'staticTokens.columns.account': 'Compte de service',
  'staticTokens.columns.action': 'Action',
  'staticTokens.dialog.title': 'Remplacer un jeton statique',
  'staticTokens.dialog.setting': 'Paramètre',
  'staticTokens.dialog.issuer': 'Émetteur',
  'staticTokens.dialog.audience': 'Audience',
  'staticTokens.dialog.prefix': 'Préfixe du sujet',
  'staticTokens.dialog.differences': 'Ce qui changera',
  'staticTokens.dialog.account': 'Compte de service',
  'staticTokens.dialog.declare':
    'Créez-le ici, ou déclarez-le dans security.serviceAccounts en indiquant son propriétaire :',
  'staticTokens.dialog.copy': 'Copier l’entrée',
  'staticTokens.dialog.exists': 'Un compte de ce nom existe déjà :',
  'staticTokens.dialog.docs':
    'Le fichier docs/moving-in.md de ce plugin décrit la transition sans interruption.',
  'staticTokens.differences.no-fixed-subject':
    'Ces jetons viennent d’un fournisseur d’identité, et chaque appelant a son propre sujet. Créez un compte par appelant.',
  'staticTokens.differences.own-handler':
    'C’est du code de ce portail qui décide de ce que permet un tel jeton. Cela ne peut pas être déterminé d’ici.',
  'staticTokens.differences.not-possible':
    'Aucun compte de service ne peut en faire autant.',
  'staticTokens.differences.as-user':
    'Le compte agit en tant qu’utilisateur. La politique d’autorisation décide de chaque appel ; pour le jeton, elle n’est pas consultée. Les routes réservées aux services refusent le compte.',
  'staticTokens.differences.as-service':
    'Le compte agit en tant que service. Comme pour le jeton, la politique d’autorisation n’est pas consultée, et seules les restrictions le limitent. Pour en créer un, il faut l’autorisation security.service-principal.configure.',
  'staticTokens.differences.service-entry':
    'Pour cela, backend.auth.externalAccess doit avoir une entrée de type api-key.',
  'staticTokens.differences.plugins':
    'Les restrictions du jeton deviennent la liste des plugins que le compte peut appeler.',
  'staticTokens.differences.restrictions':
    'Les restrictions du jeton deviennent celles du compte.',
  'staticTokens.differences.actions':
    'Le jeton est limité à des actions, ce qu’un compte ne peut pas être. Limitez le compte par la politique d’autorisation.',
  'staticTokens.differences.refused-plugins':
    'Aucune clé API n’ouvre les plugins auth et security.',
  'staticTokens.differences.signed':
    'L’appelant signe lui-même ses jetons. Il enverra la clé API à la place.',
  'staticTokens.differences.shared-subject':
    'Plusieurs jetons ont ce sujet. Un seul compte suffit s’ils appartiennent au même appelant.',
  'staticTokens.differences.expiry':
    'Une clé API expire et doit être renouvelée avant. Le jeton n’expire jamais.',
  'account.type.user': 'Utilisateur',
  'account.type.serviceAccount': 'Compte de service',
  'account.owner': 'Propriétaire',
  'account.ownerMissing': 'Absent du catalogue',
  'account.ownerMissingSince':
    'Personne n’est responsable de ce compte : le catalogue ne connaît plus son propriétaire depuis le {{time}}. Modifiez les détails et choisissez un autre propriétaire.',
  'account.status': 'État',
  'account.enabled': 'Activé',
  'account.disabled': 'Désactivé',
  'account.enable': 'Activer',
  'account.disable': 'Désactiver',
  'account.created': 'Création',
  'account.managed': 'Géré par la configuration',
  'account.formerlyManaged':
    'Ce compte a été désactivé lorsque son entrée a quitté security.serviceAccounts dans la configuration. Il revient avec elle, sauf si quelqu’un le modifie ici auparavant.',
  'account.copyRef': 'Copier la référence d’entité',
  'account.copied': 'Copié',
  'account.notCopied': 'Le navigateur n’a pas autorisé la copie.',
  'entityCards.accounts.title': 'Comptes de service',
  'entityCards.accounts.none':
    'Aucun pour l’instant. Un compte de service permet à un script, un pipeline ou un agent d’appeler ce portail sans les identifiants d’une personne.',
  'entityCards.accounts.all': 'Voir les {{number}} comptes de service',
  'entityCards.account.text':
    'Une machine, pas une personne : un script, un pipeline ou un agent qui appelle ce portail avec une clé API.',
  'entityCards.account.gone':
    'Le module Sécurité n’a pas de compte de service {{name}} : il a été supprimé ou n’a jamais existé. Aucune de ses clés API ne fonctionne.',
  'entityCards.account.open': 'Ouvrir dans Sécurité',
  'principal.user': 'Un utilisateur, soumis à la politique d’autorisation',
  'principal.service': 'Un service, dans la limite de ses restrictions',
  'keyStatus.none': 'Aucune',
  'keyStatus.active': 'Active',
  'keyStatus.expiring': 'Expire bientôt',
  'keyStatus.expiresIn_one': 'Expire dans {{count}} jour',
  'keyStatus.expiresIn_other': 'Expire dans {{count}} jours',
  'keyStatus.retiring': 'Remplacée, encore valide',
  'keyStatus.disabled': 'Désactivée',
  'keyStatus.lost': 'Secret perdu',
  'keyStatus.expired': 'Expirée',
  'keyStatus.revoked': 'Révoquée',
  'reasons.nothingSelected': 'Sélectionnez d’abord un compte.',
  'reasons.severalSelected': 'Sélectionnez un seul compte.',
  'reasons.userAccount':
    'Il s’agit d’une personne. Seuls les comptes de service sont modifiables ici et ont une clé API.',
  'reasons.onlyUsersSelected':
    'Seuls les comptes de service peuvent être désactivés ou perdre une clé.',
  'reasons.alreadyDisabled': 'Le compte est déjà désactivé.',
  'reasons.noEdit':
    'Vous ne pouvez pas modifier ce compte : il vous faut l’autorisation {{permission}}.',
  'reasons.managedByConfig':
    'Ce compte est géré par security.serviceAccounts dans la configuration : modifiez-le là-bas. En cas d’urgence, révoquez ses clés.',
  'reasons.keyFromConfig':
    'La clé API de ce compte vient de security.serviceAccounts dans la configuration : changez-la là-bas. Ici, elle peut seulement être affichée et révoquée.',
  'reasons.noCreate':
    'Pour créer des comptes de service, il vous faut l’autorisation {{permission}}.',
  'reasons.noApiKey':
    "Il vous faut l’autorisation Allow To Configure User's API Key ({{permission}}) pour ce compte.",
  'reasons.noApiKeyNorRevoke':
    "Il vous faut l’autorisation Allow To Configure User's API Key ({{configure}}) pour ce compte, ou {{revoke}} pour révoquer ses clés.",
  'reasons.permissionsDisabled':
    'Rien ne peut être modifié tant que le framework d’autorisation est désactivé. Mettez permission.enabled à true dans la configuration du backend ou, si tout le monde peut tout faire, security.dangerouslyAllowWithoutPermissions.',
  'reasons.guest':
    'L’utilisateur invité ne peut pas manipuler de clés API. Connectez-vous avec votre propre compte, ou activez security.dangerouslyAllowGuest dans la configuration du backend.',
  'reasons.accountDisabled': 'Le compte est désactivé. Activez-le d’abord.',
  'reasons.nothingToRotate':
    'Il n’y a pas de clé API à renouveler. « Afficher la clé API » en génère une.',
  'reasons.nothingToRevoke': 'Il n’y a aucune clé API à révoquer.',
  'reasons.noServices':
    'Ce portail n’accepte pas de clé pour un service : il manque à son backend une entrée de type api-key dans backend.auth.externalAccess.',
  'reasons.noService':
    'Pour en faire un service, il vous faut l’autorisation {{permission}}.',
  'reasons.noReach':
    'Ce qu’une clé peut atteindre fait partie de la clé : pour changer le propriétaire, la façon dont il agit, les plugins ou les restrictions, il vous faut les autorisations {{update}} et {{configure}}.',
  'refusals.unmet':
    'Une condition de la politique n’est pas remplie : {{condition}}.',
  'refusals.undecided':
    'Décision impossible : une condition de la politique n’a pas pu être appliquée.',
  'refusals.and': 'et',
  'refusals.or': 'ou',
  'refusals.not': 'non',
  'fields.name': 'Nom',
  'fields.nameHelp':
    'Pour les scripts et les politiques. Non modifiable par la suite.',
  'fields.nameTaken': 'Ce nom est déjà pris.',
  'fields.nameInvalid':
    'Utilisez de 2 à 63 lettres minuscules, chiffres et tirets isolés, en commençant par une lettre.',
  'fields.title': 'Titre',
  'fields.titleHelp': 'Le nom d’usage du compte. Facultatif.',
  'fields.titleInvalid':
    'Utilisez au plus 100 caractères sur une ligne, tous visibles.',
  'fields.description': 'Description',
  'fields.descriptionHelp': 'À quoi sert le compte. Facultatif.',
  'fields.descriptionInvalid':
    'Utilisez au plus 500 caractères, tous visibles.',
  'fields.owner': 'Propriétaire',
  'fields.ownerHelp': 'Le groupe ou la personne responsable du compte.',
  'fields.ownerInvalid': 'Choisissez un groupe ou une personne dans la liste.',
  'fields.ownerMine': 'Mes groupes',
  'fields.ownerGroups': 'Groupes',
  'fields.ownerPeople': 'Personnes',
  'fields.ownerPlaceholder': 'Rechercher',
  'fields.ownerSearchFailed': 'La recherche dans le catalogue a échoué.',
  'fields.ownerNoOptions': 'Aucun groupe ni personne ne correspond.',
  'fields.ownerClear': 'Effacer',
  'fields.ownerOpen': 'Ouvrir',
  'fields.ownerClose': 'Fermer',
  'fields.principal': 'Agit en tant que',
  'fields.userHelp':
    'La politique d’autorisation est consultée à chaque appel, comme pour une personne.',
  'fields.serviceHelp':
    'Pour les routes qui attendent un service. La politique d’autorisation n’est pas consultée pour les services : seules les restrictions s’appliquent.',
  'fields.plugins': 'Plugins',
  'fields.pluginsHelp':
    'Les plugins que la clé peut appeler. Tous si le champ est vide.',
  'fields.pluginsInvalid':
    'Choisissez des plugins, ou saisissez leurs identifiants, par exemple catalog. Les plugins security et auth n’acceptent aucune clé.',
  'fields.neverSecurity':
    'Quel que soit le réglage, aucune clé ne peut gérer des comptes ou des clés.',
  'fields.restrictions': 'Restreint à',
  'fields.restrictionsHelp':
    'Les plugins que le service peut appeler. Chacun peut être limité à certaines de ses autorisations.',
  'fields.restrictionsInvalid':
    'Choisissez au moins un plugin. Les autorisations ont des noms comme catalog.entity.read. Les plugins security et auth n’acceptent aucune clé.',
  'fields.restrictionPermissions': 'Autorisations (toutes si vide)',
  'names.open': 'Ouvrir',
  'names.close': 'Fermer',
  'names.remove': 'Retirer {{name}}',
  'names.use': 'Utiliser « {{name}} »',
  'names.notInPortal': 'Absent de ce portail',
  'names.unknown': '{{name}} · Absent de ce portail',
  'names.loadFailed':
    'Les plugins de ce portail n’ont pas pu être chargés. Vous pouvez saisir des noms : appuyez sur Entrée après chacun.',
  'permissions.number_one': '{{count}} autorisation',
  'permissions.number_other': '{{count}} autorisations',
  'permissions.unavailable': 'Ses autorisations n’ont pas pu être lues',
  'permissions.none': 'Ne déclare aucune autorisation',
  'permissions.unavailableOfPlugin':
    'Ses autorisations n’ont pas pu être lues. Vous pouvez les saisir.',
  'permissions.all': 'Toutes les autorisations',
  'permissions.basic': 'Pour le plugin dans son ensemble',
  'permissions.ofResource': 'Pour chaque {{resourceType}}',
  'permissions.create': 'Créer',
  'permissions.read': 'Lire',
  'permissions.update': 'Modifier',
  'permissions.delete': 'Supprimer',
  'permissions.use': 'Utiliser',
  'createDialog.title': 'Créer un compte de service',
  'createDialog.intro':
    'Utilisez un compte par script, pipeline ou agent. Chacun peut ainsi être suivi et arrêté séparément.',
  'createDialog.create': 'Créer',
  'createDialog.createAndShow': 'Créer et afficher la clé API',
  'createDialog.created': 'Compte de service {{name}} créé',
  'editPage.title': 'Modifier le compte de service',
  'editPage.readTitle': 'Compte de service',
  'editPage.edit': 'Modifier',
  'editPage.editSection': 'Modifier : {{section}}',
  'editPage.save': 'Enregistrer',
  'editPage.saved': '{{name}} enregistré',
  'editPage.conflict':
    'Quelqu’un d’autre a modifié ce compte entre-temps. Vos modifications sont toujours là, mais n’ont pas été enregistrées. Recharger affiche l’état actuel du compte et abandonne vos modifications.',
  'editPage.loadFailed': 'Le compte n’a pas pu être chargé.',
  'editPage.access.lacking': 'Pour faire plus ici, il vous faut :',
  'editPage.access.update':
    '{{permission}} : titre, description, propriétaire, portée et activation.',
  'editPage.access.configure':
    '{{permission}} : clé API, propriétaire et portée.',
  'editPage.access.revoke': '{{permission}} : révocation de ses clés API.',
  'editPage.access.delete': '{{permission}} : suppression du compte.',
  'editPage.reach.title': 'Portée',
  'editPage.reach.allPlugins': 'Tous sauf security et auth',
  'editPage.details.title': 'Détails',
  'editPage.details.none': 'Vide',
  'editPage.details.updated': 'Dernière modification',
  'editPage.notFound.title': 'Ce compte n’existe pas',
  'editPage.notFound.text':
    '{{ref}} n’existe pas, ou vous ne pouvez pas le voir.',
  'editPage.gone.title': 'Ce compte n’existe plus',
  'editPage.gone.text':
    '{{ref}} a été supprimé entre-temps, ou vous ne pouvez plus le voir.',
  'editPage.user.text':
    'Il s’agit d’une personne. Les personnes se connectent et n’ont pas de clé API.',
  'editPage.user.catalog': 'Ouvrir dans le catalogue',
  'editPage.danger.title': 'Zone de danger',
  'editPage.danger.text':
    'La suppression du compte met fin immédiatement à ses clés API et efface leur historique.',
  'editPage.danger.delete': 'Supprimer',
  'access.title': 'Accès',
  'access.text':
    'Ce que répond la politique d’autorisation quand une clé de ce compte fait une demande. Les plugins peuvent refuser pour d’autres raisons, et connaître des autorisations qu’ils ne déclarent pas.',
  'access.check': 'Vérifier l’accès',
  'access.checkAgain': 'Vérifier à nouveau',
  'access.checking': 'Consultation de la politique d’autorisation…',
  'access.checkFailed': 'L’accès n’a pas pu être vérifié.',
  'access.shown': 'Autorisations affichées : {{shown}} sur {{total}}',
  'access.noPermissions':
    'Aucun plugin de ce portail ne déclare d’autorisations.',
  'access.decidedBy.restrictions':
    'En tant que service, le compte n’est pas soumis à la politique d’autorisation : elle n’est pas consultée. Seules les restrictions s’appliquent.',
  'access.decidedBy.nothing':
    'Le framework d’autorisation est désactivé : permission.enabled n’est pas true, les plugins permettent donc tout sans consulter la politique.',
  'access.left.policy': 'Ce que répond la politique',
  'access.left.restrictions': 'Ce que laissent les restrictions',
  'access.left.nothing': 'Ce qui est permis sans consultation',
  'access.ruledOut.title': 'Exclu, quoi que dise la politique',
  'access.ruledOut.text':
    'Une clé de ce compte ne peut pas effectuer ces appels. Les plugins qu’elle peut appeler peuvent toujours les effectuer pour elle.',
  'access.ruledOut.by.no-api-keys': 'N’accepte pas de clés API',
  'access.ruledOut.by.plugins': 'Ne fait pas partie des plugins du compte',
  'access.ruledOut.by.restrictions':
    'Ne fait pas partie des restrictions du compte',
  'access.silent.none': 'Sans autorisations déclarées',
  'access.silent.unavailable': 'Sans réponse exploitable',
  'access.columns.plugin': 'Plugin',
  'access.columns.lastCalled': 'Dernier appel',
  'access.columns.calls': 'Appels',
  'access.columns.firstCalled': 'Premier appel',
  'access.columns.permission': 'Autorisation',
  'access.columns.action': 'Action',
  'access.columns.resourceType': 'Type de ressource',
  'access.columns.policy': 'Politique',
  'access.columns.then': 'Après la modification',
  'access.noResourceType': 'Aucun',
  'access.decision.allowed': 'Autorisé',
  'access.decision.denied': 'Refusé',
  'access.decision.conditional': 'Sous conditions',
  'access.decision.undecided': 'Indéterminé',
  'access.decision.not-asked': 'Politique non consultée',
  'access.decision.ruled-out': 'Exclu',
  'access.undecided.failed':
    'La politique a échoué, ou sa réponse est inutilisable.',
  'access.undecided.timeout': 'La politique n’a pas répondu à temps.',
  'access.undecided.unknown-rule':
    'La politique cite une règle que le plugin n’a pas.',
  'access.anyOf': 'L’une au moins :',
  'access.allOf': 'Toutes :',
  'access.not': 'Sauf :',
  'access.param': '{{name}} : {{value}}',
  'access.filters.decision': 'Décision',
  'access.filters.plugin': 'Plugin',
  'access.filters.use': 'Utilisation',
  'access.filters.inUse': 'Appelé il y a moins de {{time}}',
  'access.filters.unused': 'Pas appelé depuis {{time}}',
  'access.filters.name': 'Autorisation',
  'access.filters.number': '{{name}} ({{number}})',
  'access.filters.clear': 'Effacer les filtres',
  'access.uses.title': 'Plugins appelés',
  'access.uses.text':
    'Comptés depuis le {{since}}, date de création du compte, toutes clés confondues. Ce qu’un plugin appelle pour le compte n’est pas compté.',
  'access.uses.young':
    'Le compte a moins de {{time}} : ce qui s’exécute rarement n’a peut-être pas encore eu lieu.',
  'access.uses.loadFailed': 'Les plugins appelés n’ont pas pu être chargés.',
  'access.uses.unused': 'Pas appelé depuis {{time}}',
  'access.uses.notYet': 'Pas encore appelé',
  'access.uses.notCallable': 'Ne peut plus être appelé',
  'access.uses.lastCalled': 'Dernier appel {{time}}',
  'access.limit.button': 'Limiter aux plugins utilisés',
  'access.limit.title': 'Limiter {{name}} aux plugins utilisés ?',
  'access.limit.stay': 'Toujours permis',
  'access.limit.refused': 'Désormais refusés',
  'access.limit.others':
    'Les plugins qu’il peut appeler peuvent toujours appeler les autres pour lui. Vous pourrez rajouter des plugins sous « Portée ».',
  'access.limit.othersAndNew':
    'Les plugins ajoutés plus tard à ce portail seront aussi refusés. Les plugins qu’il peut appeler peuvent toujours appeler les autres pour lui. Vous pourrez rajouter des plugins sous « Portée ».',
  'access.limit.confirm': 'Limiter',
  'access.limit.done': '{{name}} limité aux plugins utilisés',
  'access.limit.nothingUsed':
    'Aucun de ces plugins n’est utilisé : il n’y a donc rien à quoi limiter le compte, car une liste de plugins ne peut pas être vide. Si personne n’a besoin du compte, désactivez-le.',
  'access.preview.button': 'Prévisualiser l’accès',
  'access.preview.failed': 'L’accès n’a pas pu être prévisualisé.',
  'access.preview.summary':
    'Autorisations : gagnées {{gained}}, perdues {{lost}}, inchangées {{same}}.',
  'access.preview.askedAs':
    'Pour un autre propriétaire, la politique est consultée pour {{askedAs}}, un nom qu’aucun compte ne peut avoir. Là où elle tient compte du nom {{ref}}, sa réponse pourra différer une fois la modification enregistrée.',
  'access.preview.lists.gained': 'Gagnées',
  'access.preview.lists.lost': 'Perdues',
  'access.preview.lists.changed': 'Sous d’autres conditions',
  'access.preview.lists.unknown': 'Comparaison impossible',
  'access.preview.lists.byName':
    'Inchangées, sauf si la politique se fonde sur le nom',
  'access.preview.plugin.gained': 'La clé pourra appeler ce plugin',
  'access.preview.plugin.lost': 'La clé ne pourra plus appeler ce plugin',
  'access.preview.ruledOut': 'Exclu : {{by}}',
  'access.preview.dependsOnName':
    'La politique se fonde ici sur le nom du compte.',
  'discardDialog.title': 'Abandonner vos modifications ?',
  'discardDialog.text': 'Ce que vous avez saisi ici n’a pas été enregistré.',
  'discardDialog.confirm': 'Abandonner',
  'discardDialog.keep': 'Poursuivre l’édition',
  'disableDialog.title': 'Désactiver {{name}} ?',
  'disableDialog.text':
    'Les requêtes avec ses clés API seront désormais refusées. Sa clé la plus récente fonctionnera à nouveau dès que vous activerez le compte.',
  'disableDialog.retiring_one':
    'La clé remplacée qui fonctionne encore prend fin définitivement.',
  'disableDialog.retiring_other':
    'Les {{count}} clés remplacées qui fonctionnent encore prennent fin définitivement.',
  'disableDialog.confirm': 'Désactiver',
  'disableDialog.disabled': '{{name}} désactivé',
  'enableDialog.title': 'Activer {{name}} ?',
  'enableDialog.text':
    'Sa clé API la plus récente fonctionnera aussitôt à nouveau, sauf si elle a pris fin.',
  'enableDialog.confirm': 'Activer',
  'enableDialog.enabled': '{{name}} activé',
  'deleteDialog.title': 'Supprimer {{name}} ?',
  'deleteDialog.text':
    'Les requêtes avec ses clés API seront désormais refusées. Le compte et l’historique de ses clés disparaissent. Cette action est irréversible.',
  'deleteDialog.lastUsed': 'Dernière utilisation d’une clé : {{use}}.',
  'deleteDialog.neverUsed': 'Aucune clé n’a jamais été utilisée.',
  'deleteDialog.confirmName': 'Saisissez {{name}} pour confirmer',
  'deleteDialog.confirm': 'Supprimer',
  'deleteDialog.deleted': '{{name}} supprimé',
  'apiKeySection.title': 'Clé API',
  'apiKeySection.none': 'Ce compte n’a pas encore de clé API.',
  'apiKeySection.newest': 'Clé',
  'apiKeySection.expires': 'Expiration',
  'apiKeySection.ended': 'Fin',
  'apiKeySection.end': '{{time}} ({{relative}})',
  'apiKeySection.lastUsed': 'Dernier usage',
  'apiKeySection.lost':
    'Son secret a disparu du trousseau (keyring) : elle ne fonctionne pas et ne peut pas être affichée. Renouvelez-la.',
  'apiKeySection.show': 'Afficher la clé API',
  'apiKeySection.rotate': 'Renouveler',
  'apiKeySection.revoke': 'Révoquer',
  'apiKeySection.revokeAll': 'Tout révoquer',
  'apiKeySection.history.title': 'Historique des clés',
  'apiKeySection.history.hint': 'Suffixe',
  'apiKeySection.history.status': 'État',
  'apiKeySection.history.created': 'Création',
  'apiKeySection.history.end': 'Fin',
  'apiKeySection.history.lastUsed': 'Dernier usage',
  'apiKeySection.history.plugin': 'pour appeler {{plugin}}',
  'apiKeySection.history.shown': 'Affichée',
  'apiKeySection.history.times_one': 'Une fois',
  'apiKeySection.history.times_other': '{{count}} fois',
  'apiKeySection.history.lastShown':
    '{{times}}, en dernier {{time}} par {{who}}',
  'apiKeyDialog.title': 'Clé API de l’utilisateur',
  'apiKeyDialog.rotateTitle': 'Clé API de l’utilisateur : renouveler',
  'apiKeyDialog.field': 'Clé API',
  'apiKeyDialog.reveal': 'Révéler',
  'apiKeyDialog.hide': 'Masquer',
  'apiKeyDialog.copy': 'Copier',
  'apiKeyDialog.copied': 'Copiée',
  'apiKeyDialog.copyBlocked':
    'Le navigateur n’a pas autorisé la copie. La clé est sélectionnée : appuyez sur Ctrl+C, ou Cmd+C sur un Mac.',
  'apiKeyDialog.hiddenAgain':
    'La clé est à nouveau masquée au bout de 60 secondes.',
  'apiKeyDialog.generated': 'Une nouvelle clé API a été générée.',
  'apiKeyDialog.rotated':
    'La clé API a été renouvelée. L’ancienne clé ne fonctionne plus.',
  'apiKeyDialog.rotatedWithGrace':
    'La clé API a été renouvelée. L’ancienne clé, …{{hint}}, fonctionne jusqu’au {{time}}. « Modifier le compte de service » indique si elle est encore utilisée.',
  'apiKeyDialog.keepSecret':
    'Toute personne qui détient cette clé peut agir en tant que {{name}}. Conservez-la dans un gestionnaire de secrets.',
  'apiKeyDialog.recorded': 'Chaque affichage de la clé est consigné.',
  'apiKeyDialog.once':
    'Cette clé ne pourra plus être affichée. Copiez-la maintenant.',
  'apiKeyDialog.closing.text':
    'Vous n’avez pas copié la clé, et elle ne pourra plus être affichée.',
  'apiKeyDialog.closing.close': 'Fermer quand même',
  'apiKeyDialog.closing.keepOpen': 'Garder ouvert',
  'apiKeyDialog.generate.first':
    'Ce compte n’a pas encore de clé API. En générer une ?',
  'apiKeyDialog.generate.afterRevoked':
    'La clé …{{hint}} a été révoquée. En générer une nouvelle ?',
  'apiKeyDialog.generate.expires': 'Expiration',
  'apiKeyDialog.generate.confirm': 'Générer',
  'apiKeyDialog.rotate.expired':
    'La clé …{{hint}} a expiré. Une nouvelle la remplace.',
  'apiKeyDialog.rotate.lost':
    'La clé …{{hint}} ne fonctionne pas : son secret a disparu du trousseau (keyring). Une nouvelle la remplace.',
  'apiKeyDialog.rotate.lastUsed':
    'Dernière utilisation de la clé actuelle, …{{hint}} : {{use}}.',
  'apiKeyDialog.rotate.neverUsed':
    'La clé actuelle, …{{hint}}, n’a jamais été utilisée.',
  'apiKeyDialog.rotate.grace': 'La clé actuelle',
  'apiKeyDialog.rotate.graceNone': 'Prend fin immédiatement',
  'apiKeyDialog.rotate.graceFor': 'Prend fin dans {{duration}}',
  'apiKeyDialog.rotate.graceNoneHelp':
    'Les requêtes avec …{{hint}} sont refusées immédiatement.',
  'apiKeyDialog.rotate.graceNoneBreaks':
    'Tout ce qui utilise …{{hint}} échouera jusqu’à la mise en place de la nouvelle clé.',
  'apiKeyDialog.rotate.graceHelp':
    'Les deux clés fonctionnent jusqu’au {{time}}. Remplacez …{{hint}} partout d’ici là.',
  'apiKeyDialog.rotate.expires': 'Expiration de la nouvelle clé',
  'apiKeyDialog.rotate.endsRetiring':
    'Elle prendra fin si vous renouvelez à nouveau.',
  'apiKeyDialog.rotate.confirm': 'Renouveler',
  'apiKeyDialog.test.button': 'Tester cette clé',
  'apiKeyDialog.test.works': 'La clé fonctionne.',
  'apiKeyDialog.test.refused': 'Le portail n’accepte pas cette clé.',
  'apiKeyDialog.test.who': 'Identité',
  'apiKeyDialog.test.owns': 'Possède ce qui appartient à',
  'apiKeyDialog.test.reach': 'Peut appeler',
  'apiKeyDialog.test.allPlugins': 'Tous les plugins sauf security et auth',
  'apiKeyDialog.test.until': 'Expiration',
  'apiKeyDialog.unavailable.accountDisabled':
    'Le compte est désactivé : sa clé API ne fonctionne pas et n’est pas affichée.',
  'apiKeyDialog.unavailable.enable': 'Activer le compte',
  'apiKeyDialog.unavailable.expired':
    'La clé API a expiré. Renouvelez-la pour en obtenir une nouvelle.',
  'apiKeyDialog.unavailable.shownOnce':
    'Ce portail n’affiche une clé qu’une fois, à sa création. Renouvelez-la pour en obtenir une nouvelle.',
  'apiKeyDialog.unavailable.lost':
    'La clé API ne fonctionne pas et ne peut pas être affichée : son secret a disparu du trousseau (keyring). Renouvelez la clé, ou demandez à l’équipe qui gère le portail de remettre le secret dans security.keyring.',
  'apiKeyDialog.unavailable.undecryptable':
    'La clé API ne peut pas être déchiffrée. Renouvelez-la pour en obtenir une nouvelle, ou demandez à l’équipe qui gère le portail de vérifier security.keyring.',
  'apiKeyDialog.conflict':
    'Quelqu’un d’autre a renouvelé ou révoqué la clé : rien n’a été modifié. Rechargez pour voir la clé la plus récente.',
  'apiKeyDialog.changing.generate': 'Génération de la clé…',
  'apiKeyDialog.changing.rotate': 'Renouvellement de la clé…',
  'apiKeyDialog.changing.stay': 'Gardez cette fenêtre ouverte.',
  'apiKeyDialog.unanswered.generatedByMe':
    'La réponse n’est pas arrivée, mais vous venez de générer une clé : …{{hint}}.',
  'apiKeyDialog.unanswered.generated':
    'La réponse n’est pas arrivée. Une clé a été générée {{time}} par {{who}} : …{{hint}}.',
  'apiKeyDialog.unanswered.rotatedByMe':
    'La réponse n’est pas arrivée, mais vous venez de renouveler la clé. La nouvelle clé est …{{hint}}.',
  'apiKeyDialog.unanswered.rotated':
    'La réponse n’est pas arrivée. La clé a été renouvelée {{time}} par {{who}}. La nouvelle clé est …{{hint}}.',
  'apiKeyDialog.unanswered.oldWorks':
    'L’ancienne clé, …{{hint}}, fonctionne jusqu’au {{time}}.',
  'apiKeyDialog.unanswered.oldEnded':
    'Les requêtes avec l’ancienne clé, …{{hint}}, sont refusées.',
  'apiKeyDialog.unanswered.once':
    'Elle ne peut pas être affichée : ce portail n’affiche une clé qu’à sa création. Renouvelez à nouveau pour obtenir une clé.',
  'apiKeyDialog.unanswered.unchanged':
    'La réponse n’est pas arrivée. Rien n’a changé jusqu’ici.',
  'apiKeyDialog.unanswered.unknownGenerate':
    'La réponse n’est pas arrivée, et le compte ne peut pas être lu : impossible de savoir si une clé a été générée.',
  'apiKeyDialog.unanswered.unknownRotate':
    'La réponse n’est pas arrivée, et le compte ne peut pas être lu : impossible de savoir si la clé a été renouvelée.',
  'apiKeyDialog.unanswered.show': 'Afficher la clé',
  'apiKeyDialog.unanswered.checkAgain': 'Vérifier à nouveau',
  'apiKeyDialog.facts.hint': 'Se termine par',
  'apiKeyDialog.facts.created': 'Création',
  'apiKeyDialog.facts.expires': 'Expiration',
  'apiKeyDialog.facts.lastUsed': 'Dernier usage',
  'apiKeyDialog.facts.shown': 'Affichée',
  'apiKeyDialog.facts.shownNever': 'Jamais',
  'apiKeyDialog.facts.shownTimes_one':
    '{{count}} fois, par {{who}} le {{time}}',
  'apiKeyDialog.facts.shownTimes_other':
    '{{count}} fois, en dernier par {{who}} le {{time}}',
  'revokeDialog.title': 'Révoquer la clé API de {{name}} ?',
  'revokeDialog.text':
    'Les requêtes avec la clé …{{hint}} seront désormais refusées. Cette action est irréversible, mais vous pourrez générer une nouvelle clé.',
  'revokeDialog.retiring':
    'Les requêtes avec la clé remplacée …{{hint}} seront désormais refusées. Cette action est irréversible.',
  'revokeDialog.other':
    'Une autre clé de ce compte, …{{hint}}, fonctionne encore (fin : {{end}}). Pour révoquer les deux, utilisez « Tout révoquer ».',
  'revokeDialog.otherNeverEnds': 'à sa révocation',
  'revokeDialog.lastUsed': 'Dernière utilisation : {{use}}.',
  'revokeDialog.neverUsed': 'Elle n’a jamais été utilisée.',
  'revokeDialog.confirm': 'Révoquer',
  'revokeDialog.revoked': 'Clé API de {{name}} révoquée',
  'revokeDialog.revokedOthersWork':
    'Clé API …{{hint}} de {{name}} révoquée. Fonctionnent encore : {{hints}}',
  'bulkDialog.revoke.title_one': 'Révoquer les clés API de {{count}} compte ?',
  'bulkDialog.revoke.title_other':
    'Révoquer les clés API de {{count}} comptes ?',
  'bulkDialog.revoke.text':
    'Les requêtes avec n’importe laquelle de leurs clés seront désormais refusées. Cette action est irréversible, mais de nouvelles clés pourront être générées.',
  'bulkDialog.revoke.confirm_one': 'Révoquer les clés de {{count}} compte',
  'bulkDialog.revoke.confirm_other': 'Révoquer les clés de {{count}} comptes',
  'bulkDialog.disable.title_one': 'Désactiver {{count}} compte ?',
  'bulkDialog.disable.title_other': 'Désactiver {{count}} comptes ?',
  'bulkDialog.disable.text':
    'Les requêtes avec leurs clés API seront refusées tant que les comptes ne sont pas réactivés. Les clés remplacées prennent fin définitivement.',
  'bulkDialog.disable.confirm_one': 'Désactiver {{count}} compte',
  'bulkDialog.disable.confirm_other': 'Désactiver {{count}} comptes',
  'bulkDialog.lastUsed': 'dernière utilisation {{use}}',
  'bulkDialog.neverUsed': 'jamais utilisé',
  'bulkDialog.results.running': 'En cours…',
  'bulkDialog.results.done': 'Terminé',
  'bulkDialog.results.failed': 'Échec. Réessayez.',
  'bulkDialog.results.notPermitted': 'Échec : vous n’en avez plus le droit.',
  'bulkDialog.results.gone': 'Échec : ce compte n’existe plus.',
  'bulkDialog.results.conflict':
    'Échec : quelqu’un d’autre a modifié le compte entre-temps.',
  'revokeAllDialog.title': 'Révoquer toutes les clés API de {{name}} ?',
  'revokeAllDialog.text':
    'Les requêtes avec n’importe laquelle de ces clés seront désormais refusées. Cette action est irréversible, mais vous pourrez générer une nouvelle clé.',
  'revokeAllDialog.key': '…{{hint}}, dernière utilisation : {{use}}',
  'revokeAllDialog.confirm': 'Tout révoquer',
  'revokeAllDialog.revoked': 'Toutes les clés API de {{name}} révoquées',
  'retiringKey.works':
    'La clé remplacée …{{hint}} fonctionne jusqu’au {{time}}.',
  'retiringKey.used': 'Elle est encore utilisée, en dernier {{use}}.',
  'retiringKey.notUsed': 'Elle n’a pas été utilisée depuis son remplacement.',
  'retiringKey.end': 'Révoquer maintenant',
  'retiringKey.reload': 'Actualiser',
  'expiry.default': 'Après {{duration}} (par défaut)',
  'expiry.after': 'Après {{duration}}',
  'expiry.day': 'À une date de votre choix',
  'expiry.never': 'Jamais',
  'expiry.ends': 'Prend fin le {{time}}.',
  'expiry.limits': 'Durée maximale sur ce portail : {{longest}}.',
  'expiry.neverHelp': 'La clé fonctionne jusqu’à sa révocation.',
  'expiry.lastDay': 'Dernier jour',
  'expiry.lastDayHelp': 'Du {{first}} au {{last}}.',
  'expiry.dayInvalid': 'Choisissez une date du {{first}} au {{last}}.',
  'snippets.title': 'Utilisation',
  'snippets.variable':
    'Enregistrez la clé comme secret et transmettez-la dans la variable d’environnement {{variable}}.',
  'snippets.copy': 'Copier l’extrait',
  'snippets.curl': 'curl',
  'snippets.ciJob': 'Job CI',
  'snippets.ciJobHelp':
    'Une étape de GitHub Actions. Les autres systèmes de CI exécutent la même commande, avec la variable tirée de leurs propres secrets.',
  'snippets.mcpClient': 'Client MCP',
  'snippets.mcpClientHelp':
    'Pour les clients qui lisent .mcp.json. Le portail doit disposer de @backstage/plugin-mcp-actions-backend.',
};
