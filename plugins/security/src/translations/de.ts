/** The German texts, for the keys of `securityTranslationRef`. */
export default {
  'module.title': 'Sicherheit',
  'module.users': 'Benutzer',
  'module.noAccess.title': 'Sie dürfen das Modul „Sicherheit“ nicht sehen',
  'module.noAccess.text':
    'Sie benötigen die Berechtigung Allow To View Security Configuration ({{permission}}). Wer sie hat, entscheidet die Berechtigungsrichtlinie dieses Portals: Fragen Sie das Team, das das Portal betreibt.',
  'module.permissionCheckFailed.title':
    'Ihre Berechtigungen konnten nicht geprüft werden',
  'module.permissionCheckFailed.text':
    'Das Berechtigungs-Backend dieses Portals hat nicht oder nicht wie erwartet geantwortet. Es wird alle paar Sekunden erneut gefragt.',
  'module.notFound.title': 'Diese Seite gibt es nicht',
  'module.notFound.text':
    'Vielleicht ist die Adresse falsch geschrieben oder stammt aus einem veralteten Link.',
  'module.backToUsers': 'Zurück zu den Benutzern',
  'common.cancel': 'Abbrechen',
  'common.close': 'Schließen',
  'common.loading': 'Wird geladen…',
  'common.reload': 'Neu laden',
  'common.retry': 'Erneut versuchen',
  'common.never': 'Nie',
  'common.byWhom': '{{time}} von {{who}}',
  'common.toCall': '{{time}}, um {{plugin}} aufzurufen',
  'common.hint': '…{{hint}}',
  'errors.unreachable':
    'Das Backend des Moduls „Sicherheit“ war nicht erreichbar, oder seine Antwort war nicht lesbar.',
  'errors.unchanged':
    'Es kam keine Antwort, und bisher wurde nichts geändert. Versuchen Sie es erneut.',
  'errors.unknown':
    'Es kam keine Antwort, und der jetzige Stand lässt sich auch nicht lesen: Es ist nicht bekannt, ob die Änderung erfolgt ist. Versuchen Sie es erneut, das schadet nicht, oder laden Sie die Seite neu.',
  'errors.conflict':
    'Jemand anders hat dies inzwischen geändert, deshalb wurde nichts gespeichert. Laden Sie neu, um den jetzigen Stand zu sehen.',
  'errors.sessionEnded':
    'Ihre Sitzung ist beendet. Melden Sie sich in einem anderen Tab neu an und versuchen Sie es hier noch einmal.',
  'usersPage.title': 'Benutzer',
  'usersPage.documentTitle': 'Benutzer · Sicherheit',
  'usersPage.loadFailed': 'Die Konten konnten nicht geladen werden.',
  'usersPage.firstPage': 'Erste Seite',
  'usersPage.announcement_one': '{{count}} Konto auf dieser Seite',
  'usersPage.announcement_other': '{{count}} Konten auf dieser Seite',
  'usersPage.noServiceAccounts.title': 'Noch keine Dienstkonten',
  'usersPage.noServiceAccounts.text':
    'Mit einem Dienstkonto rufen Skripte, Pipelines oder Agenten dieses Portal auf, ohne die Anmeldung einer Person zu benutzen.',
  'usersPage.nothingMatches.title': 'Kein passendes Konto',
  'usersPage.nothingMatches.text':
    'Suchen Sie anders oder mit weniger Filtern.',
  'usersPage.nothingMatches.clear': 'Filter zurücksetzen',
  'usersPage.nothingYet.title': 'Bisher kein passendes Konto',
  'usersPage.nothingYet.text':
    'Erst ein Teil der Konten wurde durchsucht: Es sind viele. Mit mehr Wörtern oder Filtern finden Sie schneller.',
  'usersPage.nothingYet.goOn': 'Weitersuchen',
  'usersPage.toolbar.label': 'Aktionen',
  'usersPage.toolbar.edit': 'Dienstkonto bearbeiten',
  'usersPage.toolbar.showApiKey': 'API-Schlüssel anzeigen',
  'usersPage.toolbar.create': 'Dienstkonto anlegen',
  'usersPage.filters.label': 'Filter',
  'usersPage.filters.search': 'Suche',
  'usersPage.filters.searchHelp': 'Name, Titel, Eigentümer oder ein Schlüssel',
  'usersPage.filters.type': 'Typ',
  'usersPage.filters.types.all': 'Alle',
  'usersPage.filters.types.service-account': 'Dienstkonten',
  'usersPage.filters.types.user': 'Benutzer',
  'usersPage.filters.mine': 'Meine',
  'usersPage.filters.owner': 'Eigentümer',
  'usersPage.filters.keyStatus': 'API-Schlüssel',
  'usersPage.filters.any': 'Alle',
  'usersPage.filters.states.none': 'Keiner',
  'usersPage.filters.states.active': 'Funktioniert',
  'usersPage.filters.states.expiring': 'Läuft bald ab',
  'usersPage.filters.states.retiring': 'Ersetzt, funktioniert noch',
  'usersPage.filters.states.unused': 'Lange nicht oder nie verwendet',
  'usersPage.filters.states.not-working': 'Funktioniert nicht',
  'usersPage.filters.states.disabled': 'Konto deaktiviert',
  'usersPage.filters.states.lost': 'Secret verloren',
  'usersPage.filters.states.expired': 'Abgelaufen',
  'usersPage.filters.states.revoked': 'Widerrufen',
  'usersPage.filters.order': 'Sortieren nach',
  'usersPage.filters.orders.name': 'Name',
  'usersPage.filters.orders.owner': 'Eigentümer',
  'usersPage.filters.orders.expiresAt': 'Ablauf',
  'usersPage.filters.orders.lastUsedAt': 'Zuletzt verwendet',
  'usersPage.filters.orders.createdAt': 'Angelegt',
  'usersPage.filters.more': 'Filter',
  'usersPage.filters.moreSet': 'Filter ({{number}})',
  'usersPage.figures.label': 'Dienstkonten auf einen Blick',
  'usersPage.figures.active': 'Mit gültigem Schlüssel',
  'usersPage.figures.expiring': 'Laufen innerhalb von {{days}} Tagen ab',
  'usersPage.figures.unused': 'Nie oder seit {{days}} Tagen nicht verwendet',
  'usersPage.figures.not-working': 'Ohne gültigen Schlüssel',
  'usersPage.figures.ownerMissing': 'Ohne Eigentümer',
  'usersPage.figures.orMore': '{{number}}+',
  'usersPage.foundByKey.label': 'Wem dieser Schlüssel gehört',
  'usersPage.foundByKey.title_one':
    'Ein Schlüssel, der auf …{{hint}} endet, gehört zu diesem Konto',
  'usersPage.foundByKey.title_other':
    'Schlüssel, die auf …{{hint}} enden, gehören zu diesen {{count}} Konten',
  'usersPage.foundByKey.nobody':
    'Kein Konto hat einen Schlüssel, der auf …{{hint}} endet.',
  'usersPage.foundByKey.account': 'Konto',
  'usersPage.foundByKey.leaked':
    'Falls jemand den Schlüssel gesehen hat, der ihn nicht haben sollte: Widerrufen Sie ihn jetzt und erzeugen Sie dann einen neuen. Rotieren Sie ihn stattdessen, wenn in der Zwischenzeit nichts ausfallen darf.',
  'usersPage.row.showApiKey': 'API-Schlüssel von {{name}} anzeigen',
  'usersPage.row.menu': 'Mehr zu {{name}}',
  'usersPage.row.enable': 'Aktivieren',
  'usersPage.row.disable': 'Deaktivieren',
  'usersPage.search.key':
    'Das war ein API-Schlüssel. Er wurde nirgendwohin gesendet.',
  'usersPage.search.pieceOfKey':
    'Das war ein Teil eines API-Schlüssels. Er wurde entfernt und nirgendwohin gesendet. Suchen Sie nach den letzten vier Zeichen des Schlüssels.',
  'usersPage.search.keyStarted':
    'Nach Teilen eines API-Schlüssels wird nicht gesucht. Fügen Sie ihn ganz ein oder nur seine letzten vier Zeichen.',
  'usersPage.search.keyInAddress':
    'Die Adresse enthielt einen API-Schlüssel. Er wurde daraus entfernt, kann aber in Protokollen stehen und dort, woher der Link kam: Rotieren Sie den Schlüssel.',
  'usersPage.table.label': 'Benutzer und Dienstkonten',
  'usersPage.table.select': '{{name}} auswählen',
  'usersPage.table.selectAll': 'Alle auf dieser Seite auswählen',
  'usersPage.table.name': 'Name',
  'usersPage.table.owner': 'Eigentümer',
  'usersPage.table.keyStatus': 'API-Schlüssel',
  'usersPage.table.lastUsed': 'Zuletzt verwendet',
  'usersPage.table.actions': 'Aktionen',
  'usersPage.table.person': 'Meldet sich an; hat keinen API-Schlüssel',
  'usersPage.table.expires': 'läuft {{time}} ab',
  'usersPage.table.neverExpires': 'läuft nie ab',
  'usersPage.table.moreKeys': '{{more}} weitere',
  'usersPage.table.otherKeys': 'funktioniert nicht, aber {{more}} weitere',
  'usersPage.pagination.label': 'Seiten',
  'usersPage.pagination.reload': 'Liste neu laden',
  'usersPage.pagination.previous': 'Vorherige Seite',
  'usersPage.pagination.next': 'Nächste Seite',
  'usersPage.pagination.rowsPerPage': 'Zeilen pro Seite',
  'policyBanner.label': 'Prüfung der Berechtigungsrichtlinie',
  'policyBanner.show': 'Was zu tun ist',
  'policyBanner.hide': 'Ausblenden',
  'policyBanner.title.nobody.keys':
    'Die Berechtigungsrichtlinie lässt Personen ohne Rechte an API-Schlüssel.',
  'policyBanner.title.nobody.module':
    'Die Berechtigungsrichtlinie lässt Personen ohne Rechte dieses Modul benutzen.',
  'policyBanner.title.guest.keys':
    'Die Berechtigungsrichtlinie lässt den Gast an API-Schlüssel.',
  'policyBanner.title.guest.module':
    'Die Berechtigungsrichtlinie lässt den Gast dieses Modul benutzen.',
  'policyBanner.who.nobody':
    'Wer in keiner Gruppe ist und nichts besitzt, darf:',
  'policyBanner.who.guest': 'Der Gast darf:',
  'policyBanner.rights.read': 'dieses Modul sehen',
  'policyBanner.rights.configure':
    'API-Schlüssel erzeugen, anzeigen und rotieren',
  'policyBanner.rights.revoke': 'API-Schlüssel widerrufen',
  'policyBanner.rights.create': 'Dienstkonten anlegen',
  'policyBanner.rights.update': 'Dienstkonten bearbeiten',
  'policyBanner.rights.delete': 'Dienstkonten löschen',
  'policyBanner.rights.becomeService': 'Dienstkonten als Dienst handeln lassen',
  'policyBanner.decisions.allowed': '{{right}} ({{permission}})',
  'policyBanner.decisions.conditional':
    '{{right}}, bei manchen Konten ({{permission}})',
  'policyBanner.decisions.undecided':
    '{{right}}? Das konnte nicht entschieden werden ({{permission}})',
  'policyBanner.toDo':
    'Ersetzen Sie sie durch eine Berechtigungsrichtlinie, die festlegt, wer was darf.',
  'policyBanner.off.title':
    'Berechtigungen sind ausgeschaltet: Wer sich anmeldet, darf jedes Konto ändern und mit jedem Schlüssel umgehen.',
  'policyBanner.off.toDo':
    'Setzen Sie permission.enabled in der Konfiguration des Backends auf true und verwenden Sie eine Berechtigungsrichtlinie, die festlegt, wer was darf.',
  'policyBanner.policies': 'Richtlinien zum Kopieren',
  'policyBanner.policiesInDocs':
    'Richtlinien zum Kopieren stehen in docs/permissions.md dieses Plugins.',
  'policyBanner.settings':
    'Gefährliche Einstellungen, die eingeschaltet sind: {{settings}}.',
  'staticTokens.title_one': '{{count}} statisches Token in der Konfiguration',
  'staticTokens.title_other': '{{count}} statische Tokens in der Konfiguration',
  'staticTokens.text':
    'Wer eines hat, ruft das Backend ohne Eigentümer und ohne Ablauf auf, und ohne dass die Berechtigungsrichtlinie gefragt wird. Ein Dienstkonto kann an seine Stelle treten.',
  'staticTokens.show': 'Anzeigen',
  'staticTokens.hide': 'Ausblenden',
  'staticTokens.unlimited': 'Nicht eingeschränkt',
  'staticTokens.actions': 'Aktionen: {{actions}}',
  'staticTokens.noAccount': 'Noch keines',
  'staticTokens.replace': 'Ersetzen',
  'staticTokens.replaceOne': '{{token}} ersetzen',
  'staticTokens.columns.subject': 'Subjekt',
  'staticTokens.columns.type': 'Typ',
  'staticTokens.columns.limits': 'Eingeschränkt auf',
  'staticTokens.columns.account': 'Dienstkonto',
  'staticTokens.columns.action': 'Aktion',
  'staticTokens.dialog.title': 'Ein statisches Token ersetzen',
  'staticTokens.dialog.setting': 'Einstellung',
  'staticTokens.dialog.issuer': 'Aussteller',
  'staticTokens.dialog.audience': 'Zielgruppe',
  'staticTokens.dialog.prefix': 'Präfix des Subjekts',
  'staticTokens.dialog.differences': 'Was anders sein wird',
  'staticTokens.dialog.account': 'Dienstkonto',
  'staticTokens.dialog.declare':
    'Legen Sie es hier an, oder tragen Sie es mit seinem Eigentümer in security.serviceAccounts ein:',
  'staticTokens.dialog.copy': 'Den Eintrag kopieren',
  'staticTokens.dialog.exists': 'Ein Konto mit diesem Namen gibt es schon:',
  'staticTokens.dialog.docs':
    'Wie Sie ohne Ausfall umsteigen, steht in docs/moving-in.md dieses Plugins.',
  'staticTokens.differences.no-fixed-subject':
    'Solche Tokens kommen von einem Identitätsanbieter, und jeder Aufrufer hat ein eigenes Subjekt. Legen Sie für jeden Aufrufer ein Konto an.',
  'staticTokens.differences.own-handler':
    'Code dieses Portals entscheidet, was ein solches Token darf. Von hier aus lässt sich das nicht sagen.',
  'staticTokens.differences.not-possible':
    'Kein Dienstkonto kann dasselbe leisten.',
  'staticTokens.differences.as-user':
    'Das Konto handelt als Benutzer. Die Berechtigungsrichtlinie entscheidet über jeden Aufruf; beim Token wird sie nicht gefragt. Routen, die nur für Dienste sind, weisen das Konto ab.',
  'staticTokens.differences.as-service':
    'Das Konto handelt als Dienst. Wie beim Token wird die Berechtigungsrichtlinie nicht gefragt, und nur die Einschränkungen binden es. Zum Anlegen benötigen Sie die Berechtigung security.service-principal.configure.',
  'staticTokens.differences.service-entry':
    'Dafür braucht backend.auth.externalAccess einen Eintrag vom Typ api-key.',
  'staticTokens.differences.plugins':
    'Aus den Einschränkungen des Tokens wird die Liste der Plugins, die das Konto aufrufen darf.',
  'staticTokens.differences.restrictions':
    'Das Konto übernimmt die Einschränkungen des Tokens.',
  'staticTokens.differences.actions':
    'Das Token ist auf Aktionen eingeschränkt, ein Konto kann das nicht sein. Schränken Sie das Konto mit der Berechtigungsrichtlinie ein.',
  'staticTokens.differences.refused-plugins':
    'Kein API-Schlüssel öffnet die Plugins auth und security.',
  'staticTokens.differences.signed':
    'Der Aufrufer signiert seine Tokens selbst. Künftig sendet er stattdessen den API-Schlüssel.',
  'staticTokens.differences.shared-subject':
    'Mehrere Tokens haben dieses Subjekt. Gehören sie demselben Aufrufer, genügt ein Konto.',
  'staticTokens.differences.expiry':
    'Ein API-Schlüssel läuft ab und muss vorher rotiert werden. Das Token läuft nie ab.',
  'account.type.user': 'Benutzer',
  'account.type.serviceAccount': 'Dienstkonto',
  'account.owner': 'Eigentümer',
  'account.ownerMissing': 'Nicht im Katalog',
  'account.ownerMissingSince':
    'Niemand ist für dieses Konto verantwortlich: Der Katalog kennt seinen Eigentümer seit {{time}} nicht mehr. Bearbeiten Sie die Angaben und wählen Sie einen anderen Eigentümer.',
  'account.status': 'Status',
  'account.enabled': 'Aktiviert',
  'account.disabled': 'Deaktiviert',
  'account.enable': 'Aktivieren',
  'account.disable': 'Deaktivieren',
  'account.created': 'Angelegt',
  'account.managed': 'Per Konfiguration verwaltet',
  'account.formerlyManaged':
    'Dieses Konto wurde deaktiviert, als sein Eintrag aus security.serviceAccounts der Konfiguration verschwand. Mit dem Eintrag kommt es zurück, sofern es hier vorher niemand ändert.',
  'account.copyRef': 'Entitätsreferenz kopieren',
  'account.copied': 'Kopiert',
  'account.notCopied': 'Der Browser hat das Kopieren nicht erlaubt.',
  'entityCards.accounts.title': 'Dienstkonten',
  'entityCards.accounts.none':
    'Noch keine. Mit einem Dienstkonto rufen Skripte, Pipelines oder Agenten dieses Portal auf, ohne die Anmeldung einer Person zu benutzen.',
  'entityCards.accounts.all': 'Alle {{number}} Dienstkonten',
  'entityCards.account.text':
    'Eine Maschine, keine Person: ein Skript, eine Pipeline oder ein Agent, der dieses Portal mit einem API-Schlüssel aufruft.',
  'entityCards.account.gone':
    'Unter „Sicherheit“ gibt es kein Dienstkonto {{name}}: Es wurde gelöscht oder hat nie bestanden. Es hat keinen API-Schlüssel, der funktioniert.',
  'entityCards.account.open': 'Unter „Sicherheit“ öffnen',
  'principal.user': 'Benutzer, unter der Berechtigungsrichtlinie',
  'principal.service': 'Dienst, innerhalb seiner Einschränkungen',
  'keyStatus.none': 'Keiner',
  'keyStatus.active': 'Aktiv',
  'keyStatus.expiring': 'Läuft ab',
  'keyStatus.expiresIn_one': 'Läuft in {{count}} Tag ab',
  'keyStatus.expiresIn_other': 'Läuft in {{count}} Tagen ab',
  'keyStatus.retiring': 'Ersetzt, funktioniert noch',
  'keyStatus.disabled': 'Deaktiviert',
  'keyStatus.lost': 'Secret verloren',
  'keyStatus.expired': 'Abgelaufen',
  'keyStatus.revoked': 'Widerrufen',
  'reasons.nothingSelected': 'Wählen Sie zuerst ein Konto aus.',
  'reasons.severalSelected': 'Wählen Sie nur ein Konto aus.',
  'reasons.userAccount':
    'Das ist eine Person. Nur Dienstkonten werden hier bearbeitet und haben einen API-Schlüssel.',
  'reasons.onlyUsersSelected':
    'Nur Dienstkonten können deaktiviert werden oder einen Schlüssel verlieren.',
  'reasons.alreadyDisabled': 'Das Konto ist schon deaktiviert.',
  'reasons.noEdit':
    'Sie dürfen dieses Konto nicht bearbeiten: Sie benötigen die Berechtigung {{permission}}.',
  'reasons.managedByConfig':
    'Dieses Konto wird von security.serviceAccounts der Konfiguration verwaltet: Ändern Sie es dort. Im Notfall widerrufen Sie seine Schlüssel.',
  'reasons.keyFromConfig':
    'Der API-Schlüssel dieses Kontos kommt aus security.serviceAccounts der Konfiguration: Ändern Sie ihn dort. Hier wird er nur angezeigt und widerrufen.',
  'reasons.noCreate':
    'Um Dienstkonten anzulegen, benötigen Sie die Berechtigung {{permission}}.',
  'reasons.noApiKey':
    "Sie benötigen für dieses Konto die Berechtigung Allow To Configure User's API Key ({{permission}}).",
  'reasons.noApiKeyNorRevoke':
    "Sie benötigen für dieses Konto die Berechtigung Allow To Configure User's API Key ({{configure}}), oder {{revoke}}, um seine Schlüssel zu beenden.",
  'reasons.permissionsDisabled':
    'Solange das Berechtigungssystem ausgeschaltet ist, kann nichts geändert werden. Setzen Sie permission.enabled in der Konfiguration des Backends auf true oder, wo alle alles dürfen, security.dangerouslyAllowWithoutPermissions.',
  'reasons.guest':
    'Der Gastbenutzer darf nicht mit API-Schlüsseln umgehen. Melden Sie sich mit einem eigenen Konto an, oder setzen Sie security.dangerouslyAllowGuest in der Konfiguration des Backends.',
  'reasons.accountDisabled':
    'Das Konto ist deaktiviert. Aktivieren Sie es zuerst.',
  'reasons.nothingToRotate':
    'Es gibt keinen aktuellen API-Schlüssel, der rotiert werden könnte. „API-Schlüssel anzeigen“ erzeugt einen.',
  'reasons.nothingToRevoke':
    'Es gibt keinen API-Schlüssel, der widerrufen werden könnte.',
  'reasons.noServices':
    'Dieses Portal nimmt keinen Schlüssel für einen Dienst an: In seinem Backend fehlt ein Eintrag vom Typ api-key in backend.auth.externalAccess.',
  'reasons.noService':
    'Um daraus einen Dienst zu machen, benötigen Sie die Berechtigung {{permission}}.',
  'reasons.noReach':
    'Was ein Schlüssel erreichen darf, gehört zum Schlüssel: Um den Eigentümer, „Handelt als“, die Plugins oder die Einschränkungen zu ändern, benötigen Sie die Berechtigungen {{update}} und {{configure}}.',
  'refusals.unmet':
    'Eine Bedingung der Richtlinie ist nicht erfüllt: {{condition}}.',
  'refusals.undecided':
    'Das konnte nicht entschieden werden: Eine Bedingung der Richtlinie ließ sich nicht anwenden.',
  'refusals.and': 'und',
  'refusals.or': 'oder',
  'refusals.not': 'nicht',
  'fields.name': 'Name',
  'fields.nameHelp':
    'Für Skripte und Richtlinien. Er lässt sich später nicht ändern.',
  'fields.nameTaken': 'Dieser Name ist vergeben.',
  'fields.nameInvalid':
    'Verwenden Sie 2 bis 63 Kleinbuchstaben, Ziffern und einzelne Bindestriche, beginnend mit einem Buchstaben.',
  'fields.title': 'Titel',
  'fields.titleHelp': 'Wie Menschen das Konto nennen. Optional.',
  'fields.titleInvalid':
    'Verwenden Sie höchstens 100 Zeichen in einer Zeile, darunter keine unsichtbaren.',
  'fields.description': 'Beschreibung',
  'fields.descriptionHelp': 'Wofür das Konto da ist. Optional.',
  'fields.descriptionInvalid':
    'Verwenden Sie höchstens 500 Zeichen, darunter keine unsichtbaren.',
  'fields.owner': 'Eigentümer',
  'fields.ownerHelp':
    'Die Gruppe oder Person, die für das Konto verantwortlich ist.',
  'fields.ownerInvalid': 'Wählen Sie eine Gruppe oder Person aus der Liste.',
  'fields.ownerMine': 'Meine Gruppen',
  'fields.ownerGroups': 'Gruppen',
  'fields.ownerPeople': 'Personen',
  'fields.ownerPlaceholder': 'Suchen',
  'fields.ownerSearchFailed': 'Der Katalog konnte nicht durchsucht werden.',
  'fields.ownerNoOptions': 'Keine passende Gruppe oder Person.',
  'fields.ownerClear': 'Leeren',
  'fields.ownerOpen': 'Öffnen',
  'fields.ownerClose': 'Schließen',
  'fields.principal': 'Handelt als',
  'fields.userHelp':
    'Bei jedem Aufruf wird die Berechtigungsrichtlinie gefragt, wie bei einer Person.',
  'fields.serviceHelp':
    'Für Routen, die einen Dienst erwarten. Bei Diensten wird die Berechtigungsrichtlinie nicht gefragt: Nur die Einschränkungen binden ihn.',
  'fields.plugins': 'Plugins',
  'fields.pluginsHelp':
    'Die Plugins, die der Schlüssel aufrufen darf. Alle, wenn leer.',
  'fields.pluginsInvalid':
    'Wählen Sie Plugins aus oder geben Sie ihre IDs ein, etwa catalog. Die Plugins security und auth nehmen keinen Schlüssel an.',
  'fields.neverSecurity':
    'Kein Schlüssel kann Konten oder Schlüssel verwalten, was auch immer hier eingestellt ist.',
  'fields.restrictions': 'Eingeschränkt auf',
  'fields.restrictionsHelp':
    'Die Plugins, die der Dienst aufrufen darf. Jedes lässt sich auf einzelne seiner Berechtigungen begrenzen.',
  'fields.restrictionsInvalid':
    'Wählen Sie mindestens ein Plugin. Berechtigungen heißen wie catalog.entity.read. Die Plugins security und auth nehmen keinen Schlüssel an.',
  'fields.restrictionPermissions': 'Berechtigungen (alle, wenn leer)',
  'names.open': 'Öffnen',
  'names.close': 'Schließen',
  'names.remove': '{{name}} entfernen',
  'names.use': '„{{name}}“ verwenden',
  'names.notInPortal': 'Nicht in diesem Portal',
  'names.unknown': '{{name}} · Nicht in diesem Portal',
  'names.loadFailed':
    'Die Plugins dieses Portals konnten nicht geladen werden. Sie können Namen trotzdem eingeben: Drücken Sie nach jedem die Eingabetaste.',
  'permissions.number_one': '{{count}} Berechtigung',
  'permissions.number_other': '{{count}} Berechtigungen',
  'permissions.unavailable':
    'Seine Berechtigungen konnten nicht gelesen werden',
  'permissions.none': 'Meldet keine Berechtigungen an',
  'permissions.unavailableOfPlugin':
    'Seine Berechtigungen konnten nicht gelesen werden. Sie können sie trotzdem eingeben.',
  'permissions.all': 'Alle Berechtigungen',
  'permissions.basic': 'Für das Plugin als Ganzes',
  'permissions.ofResource': 'Für jede Ressource vom Typ {{resourceType}}',
  'permissions.create': 'Anlegen',
  'permissions.read': 'Lesen',
  'permissions.update': 'Ändern',
  'permissions.delete': 'Löschen',
  'permissions.use': 'Benutzen',
  'createDialog.title': 'Dienstkonto anlegen',
  'createDialog.intro':
    'Verwenden Sie für jedes Skript, jede Pipeline und jeden Agenten ein eigenes Konto. So lässt sich jedes einzeln beobachten und anhalten.',
  'createDialog.create': 'Anlegen',
  'createDialog.createAndShow': 'Anlegen und API-Schlüssel anzeigen',
  'createDialog.created': 'Dienstkonto {{name}} angelegt',
  'editPage.title': 'Dienstkonto bearbeiten',
  'editPage.readTitle': 'Dienstkonto',
  'editPage.edit': 'Bearbeiten',
  'editPage.editSection': '{{section}} bearbeiten',
  'editPage.save': 'Speichern',
  'editPage.saved': '{{name}} gespeichert',
  'editPage.conflict':
    'Jemand anders hat dieses Konto inzwischen geändert. Ihre Änderungen stehen noch hier, wurden aber nicht gespeichert. „Neu laden“ zeigt das Konto, wie es jetzt ist, und verwirft Ihre Änderungen.',
  'editPage.loadFailed': 'Das Konto konnte nicht geladen werden.',
  'editPage.access.lacking': 'Um hier mehr zu tun, benötigen Sie:',
  'editPage.access.update':
    '{{permission}}: Titel, Beschreibung, Eigentümer, Reichweite und ob es aktiviert ist.',
  'editPage.access.configure':
    '{{permission}}: API-Schlüssel, Eigentümer und Reichweite.',
  'editPage.access.revoke': '{{permission}}: seine API-Schlüssel beenden.',
  'editPage.access.delete': '{{permission}}: das Konto löschen.',
  'editPage.reach.title': 'Reichweite',
  'editPage.reach.allPlugins': 'Alle außer security und auth',
  'editPage.details.title': 'Angaben',
  'editPage.details.none': 'Keine',
  'editPage.details.updated': 'Zuletzt geändert',
  'editPage.notFound.title': 'Dieses Konto gibt es nicht',
  'editPage.notFound.text':
    '{{ref}} existiert nicht, oder Sie dürfen es nicht sehen.',
  'editPage.gone.title': 'Dieses Konto gibt es nicht mehr',
  'editPage.gone.text':
    '{{ref}} wurde inzwischen gelöscht, oder Sie dürfen es nicht mehr sehen.',
  'editPage.user.text':
    'Das ist eine Person. Personen melden sich an und haben keinen API-Schlüssel.',
  'editPage.user.catalog': 'Im Katalog öffnen',
  'editPage.danger.title': 'Gefahrenbereich',
  'editPage.danger.text':
    'Wenn Sie das Konto löschen, enden seine API-Schlüssel sofort, und ihr Verlauf wird gelöscht.',
  'editPage.danger.delete': 'Löschen',
  'access.title': 'Zugriff',
  'access.text':
    'Was die Berechtigungsrichtlinie antwortet, wenn ein Schlüssel dieses Kontos fragt. Plugins können aus anderen Gründen ablehnen und Berechtigungen kennen, die sie nicht anmelden.',
  'access.check': 'Zugriff prüfen',
  'access.checkAgain': 'Erneut prüfen',
  'access.checking': 'Die Berechtigungsrichtlinie wird gefragt…',
  'access.checkFailed': 'Der Zugriff konnte nicht geprüft werden.',
  'access.shown': '{{shown}} von {{total}} Berechtigungen angezeigt',
  'access.noPermissions':
    'Von keinem Plugin dieses Portals sind Berechtigungen bekannt.',
  'access.decidedBy.restrictions':
    'Als Dienst steht das Konto nicht unter der Berechtigungsrichtlinie: Sie wird nicht gefragt. Nur die Einschränkungen binden es.',
  'access.decidedBy.nothing':
    'Das Berechtigungssystem ist ausgeschaltet: permission.enabled ist nicht true, daher erlauben Plugins alles, ohne die Richtlinie zu fragen.',
  'access.left.policy': 'Was die Richtlinie antwortet',
  'access.left.restrictions': 'Was die Einschränkungen übrig lassen',
  'access.left.nothing': 'Was ungefragt erlaubt ist',
  'access.ruledOut.title': 'Ausgeschlossen, was auch die Richtlinie sagt',
  'access.ruledOut.text':
    'Ein Schlüssel dieses Kontos kann diese Plugins nicht aufrufen. Plugins, die es aufrufen darf, können sie weiterhin für das Konto aufrufen.',
  'access.ruledOut.by.no-api-keys': 'Nimmt keine API-Schlüssel an',
  'access.ruledOut.by.plugins': 'Nicht unter den Plugins des Kontos',
  'access.ruledOut.by.restrictions': 'Nicht in den Einschränkungen des Kontos',
  'access.silent.none': 'Melden keine Berechtigungen an',
  'access.silent.unavailable': 'Antworteten nicht oder nicht wie erwartet',
  'access.columns.plugin': 'Plugin',
  'access.columns.lastCalled': 'Zuletzt aufgerufen',
  'access.columns.calls': 'Aufrufe',
  'access.columns.firstCalled': 'Zuerst aufgerufen',
  'access.columns.permission': 'Berechtigung',
  'access.columns.action': 'Aktion',
  'access.columns.resourceType': 'Ressourcentyp',
  'access.columns.policy': 'Richtlinie',
  'access.columns.then': 'Nach der Änderung',
  'access.noResourceType': 'Keiner',
  'access.decision.allowed': 'Erlaubt',
  'access.decision.denied': 'Verweigert',
  'access.decision.conditional': 'Unter Bedingungen',
  'access.decision.undecided': 'Nicht zu entscheiden',
  'access.decision.not-asked': 'Richtlinie nicht gefragt',
  'access.decision.ruled-out': 'Ausgeschlossen',
  'access.undecided.failed':
    'Die Richtlinie schlug fehl, oder ihre Antwort ist nicht verwendbar.',
  'access.undecided.timeout':
    'Die Richtlinie hat nicht rechtzeitig geantwortet.',
  'access.undecided.unknown-rule':
    'Die Richtlinie nennt eine Regel, die das Plugin nicht hat.',
  'access.anyOf': 'Eines davon:',
  'access.allOf': 'Alles davon:',
  'access.not': 'Nicht:',
  'access.param': '{{name}}: {{value}}',
  'access.filters.decision': 'Entscheidung',
  'access.filters.plugin': 'Plugin',
  'access.filters.use': 'Nutzung',
  'access.filters.inUse': 'Aufgerufen (letzte {{time}})',
  'access.filters.unused': '{{time}} lang nicht aufgerufen',
  'access.filters.name': 'Berechtigung',
  'access.filters.number': '{{name}} ({{number}})',
  'access.filters.clear': 'Filter zurücksetzen',
  'access.uses.title': 'Plugins, die es aufruft',
  'access.uses.text':
    'Gezählt ab {{since}}, als das Konto angelegt wurde, mit allen seinen Schlüsseln. Was ein Plugin für das Konto aufruft, zählt nicht.',
  'access.uses.young':
    'Das Konto ist jünger als {{time}}: Was selten läuft, lief vielleicht noch nicht.',
  'access.uses.loadFailed':
    'Welche Plugins es aufruft, konnte nicht geladen werden.',
  'access.uses.unused': '{{time}} lang nicht aufgerufen',
  'access.uses.notYet': 'Noch nicht aufgerufen',
  'access.uses.notCallable': 'Darf nicht mehr aufgerufen werden',
  'access.uses.lastCalled': 'Zuletzt aufgerufen {{time}}',
  'access.limit.button': 'Auf die benutzten Plugins begrenzen',
  'access.limit.title': '{{name}} auf die benutzten Plugins begrenzen?',
  'access.limit.stay': 'Weiterhin erlaubt',
  'access.limit.refused': 'Ab sofort abgelehnt',
  'access.limit.others':
    'Plugins, die es aufrufen darf, können die anderen weiterhin für das Konto aufrufen. Unter „Reichweite“ können Sie Plugins wieder hinzufügen.',
  'access.limit.othersAndNew':
    'Auch Plugins, die dieses Portal später bekommt, werden abgelehnt. Plugins, die es aufrufen darf, können die anderen weiterhin für das Konto aufrufen. Unter „Reichweite“ können Sie Plugins wieder hinzufügen.',
  'access.limit.confirm': 'Begrenzen',
  'access.limit.done': '{{name}} auf die benutzten Plugins begrenzt',
  'access.limit.nothingUsed':
    'Keines davon wird benutzt, also gibt es nichts, worauf das Konto begrenzt werden könnte: Eine Liste von Plugins kann nicht leer sein. Wenn niemand das Konto braucht, deaktivieren Sie es.',
  'access.preview.button': 'Vorschau des Zugriffs',
  'access.preview.failed': 'Die Vorschau des Zugriffs ist fehlgeschlagen.',
  'access.preview.summary':
    'Berechtigungen: {{gained}} kommen hinzu, {{lost}} fallen weg, {{same}} bleiben gleich.',
  'access.preview.askedAs':
    'Für einen anderen Eigentümer wird die Richtlinie nach {{askedAs}} gefragt, einem Namen, den kein Konto haben kann. Wo sie auf den Namen {{ref}} achtet, antwortet sie nach dem Speichern vielleicht anders.',
  'access.preview.lists.gained': 'Kommen hinzu',
  'access.preview.lists.lost': 'Fallen weg',
  'access.preview.lists.changed': 'Unter anderen Bedingungen',
  'access.preview.lists.unknown': 'Nicht zu vergleichen',
  'access.preview.lists.byName':
    'Unverändert, falls die Richtlinie nicht auf den Namen achtet',
  'access.preview.plugin.gained': 'Der Schlüssel darf dieses Plugin aufrufen',
  'access.preview.plugin.lost':
    'Der Schlüssel darf dieses Plugin nicht mehr aufrufen',
  'access.preview.ruledOut': 'Ausgeschlossen: {{by}}',
  'access.preview.dependsOnName':
    'Die Richtlinie achtet hier auf den Namen des Kontos.',
  'discardDialog.title': 'Änderungen verwerfen?',
  'discardDialog.text': 'Ihre Eingaben wurden noch nicht gespeichert.',
  'discardDialog.confirm': 'Verwerfen',
  'discardDialog.keep': 'Weiter bearbeiten',
  'disableDialog.title': '{{name}} deaktivieren?',
  'disableDialog.text':
    'Anfragen mit seinen API-Schlüsseln werden ab sofort abgelehnt. Sein neuester Schlüssel funktioniert wieder, sobald Sie das Konto aktivieren.',
  'disableDialog.retiring_one':
    'Der ersetzte Schlüssel, der noch funktioniert, endet endgültig.',
  'disableDialog.retiring_other':
    'Die {{count}} ersetzten Schlüssel, die noch funktionieren, enden endgültig.',
  'disableDialog.confirm': 'Deaktivieren',
  'disableDialog.disabled': '{{name}} deaktiviert',
  'enableDialog.title': '{{name}} aktivieren?',
  'enableDialog.text':
    'Sein neuester API-Schlüssel funktioniert sofort wieder, wenn er nicht geendet hat.',
  'enableDialog.confirm': 'Aktivieren',
  'enableDialog.enabled': '{{name}} aktiviert',
  'deleteDialog.title': '{{name}} löschen?',
  'deleteDialog.text':
    'Anfragen mit seinen API-Schlüsseln werden ab sofort abgelehnt. Das Konto und der Verlauf seiner Schlüssel werden gelöscht. Das lässt sich nicht rückgängig machen.',
  'deleteDialog.lastUsed': 'Letzte Verwendung eines Schlüssels: {{use}}.',
  'deleteDialog.neverUsed': 'Kein Schlüssel wurde je verwendet.',
  'deleteDialog.confirmName': 'Geben Sie zur Bestätigung {{name}} ein',
  'deleteDialog.confirm': 'Löschen',
  'deleteDialog.deleted': '{{name}} gelöscht',
  'apiKeySection.title': 'API-Schlüssel',
  'apiKeySection.none': 'Dieses Konto hat noch keinen API-Schlüssel.',
  'apiKeySection.newest': 'Schlüssel',
  'apiKeySection.expires': 'Läuft ab',
  'apiKeySection.ended': 'Beendet',
  'apiKeySection.end': '{{time}} ({{relative}})',
  'apiKeySection.lastUsed': 'Zuletzt verwendet',
  'apiKeySection.lost':
    'Sein Secret im Schlüsselbund fehlt: Er funktioniert nicht und kann nicht angezeigt werden. Rotieren Sie ihn.',
  'apiKeySection.show': 'API-Schlüssel anzeigen',
  'apiKeySection.rotate': 'Rotieren',
  'apiKeySection.revoke': 'Widerrufen',
  'apiKeySection.revokeAll': 'Alle widerrufen',
  'apiKeySection.history.title': 'Verlauf der Schlüssel',
  'apiKeySection.history.hint': 'Endung',
  'apiKeySection.history.status': 'Status',
  'apiKeySection.history.created': 'Erzeugt',
  'apiKeySection.history.end': 'Ende',
  'apiKeySection.history.lastUsed': 'Zuletzt verwendet',
  'apiKeySection.history.plugin': 'um {{plugin}} aufzurufen',
  'apiKeySection.history.shown': 'Angezeigt',
  'apiKeySection.history.times_one': 'Einmal',
  'apiKeySection.history.times_other': '{{count}}-mal',
  'apiKeySection.history.lastShown': '{{times}}, zuletzt {{time}} von {{who}}',
  'apiKeyDialog.title': 'API-Schlüssel des Kontos',
  'apiKeyDialog.rotateTitle': 'API-Schlüssel des Kontos rotieren',
  'apiKeyDialog.field': 'API-Schlüssel',
  'apiKeyDialog.reveal': 'Einblenden',
  'apiKeyDialog.hide': 'Ausblenden',
  'apiKeyDialog.copy': 'Kopieren',
  'apiKeyDialog.copied': 'Kopiert',
  'apiKeyDialog.copyBlocked':
    'Der Browser hat das Kopieren nicht erlaubt. Der Schlüssel ist markiert: Drücken Sie Strg+C oder, auf einem Mac, Cmd+C.',
  'apiKeyDialog.hiddenAgain':
    'Der Schlüssel wird nach 60 Sekunden wieder ausgeblendet.',
  'apiKeyDialog.generated': 'Ein neuer API-Schlüssel wurde erzeugt.',
  'apiKeyDialog.rotated':
    'Der API-Schlüssel wurde rotiert. Der alte Schlüssel funktioniert nicht mehr.',
  'apiKeyDialog.rotatedWithGrace':
    'Der API-Schlüssel wurde rotiert. Der alte Schlüssel, …{{hint}}, funktioniert bis {{time}}. „Dienstkonto bearbeiten“ zeigt, ob er noch verwendet wird.',
  'apiKeyDialog.keepSecret':
    'Wer diesen Schlüssel hat, kann als {{name}} handeln. Bewahren Sie ihn in einem Secret-Manager auf.',
  'apiKeyDialog.recorded': 'Jedes Anzeigen des Schlüssels wird aufgezeichnet.',
  'apiKeyDialog.once':
    'Dieser Schlüssel kann nicht noch einmal angezeigt werden. Kopieren Sie ihn jetzt.',
  'apiKeyDialog.closing.text':
    'Sie haben den Schlüssel nicht kopiert, und er kann nicht noch einmal angezeigt werden.',
  'apiKeyDialog.closing.close': 'Trotzdem schließen',
  'apiKeyDialog.closing.keepOpen': 'Offen lassen',
  'apiKeyDialog.generate.first':
    'Dieses Konto hat noch keinen API-Schlüssel. Möchten Sie einen erzeugen?',
  'apiKeyDialog.generate.afterRevoked':
    'Der Schlüssel …{{hint}} wurde widerrufen. Möchten Sie einen neuen erzeugen?',
  'apiKeyDialog.generate.expires': 'Gültigkeit',
  'apiKeyDialog.generate.confirm': 'Erzeugen',
  'apiKeyDialog.rotate.expired':
    'Der Schlüssel …{{hint}} ist abgelaufen. Ein neuer tritt an seine Stelle.',
  'apiKeyDialog.rotate.lost':
    'Der Schlüssel …{{hint}} funktioniert nicht: Sein Secret im Schlüsselbund fehlt. Ein neuer tritt an seine Stelle.',
  'apiKeyDialog.rotate.lastUsed':
    'Letzte Verwendung des aktuellen Schlüssels, …{{hint}}: {{use}}.',
  'apiKeyDialog.rotate.neverUsed':
    'Der aktuelle Schlüssel, …{{hint}}, wurde noch nie verwendet.',
  'apiKeyDialog.rotate.grace': 'Der aktuelle Schlüssel',
  'apiKeyDialog.rotate.graceNone': 'Endet sofort',
  'apiKeyDialog.rotate.graceFor': 'Funktioniert noch {{duration}}',
  'apiKeyDialog.rotate.graceNoneHelp':
    'Anfragen mit …{{hint}} werden sofort abgelehnt.',
  'apiKeyDialog.rotate.graceNoneBreaks':
    'Was …{{hint}} verwendet, schlägt fehl, bis es den neuen Schlüssel hat.',
  'apiKeyDialog.rotate.graceHelp':
    'Beide Schlüssel funktionieren bis {{time}}. Ersetzen Sie …{{hint}} bis dahin überall.',
  'apiKeyDialog.rotate.expires': 'Gültigkeit des neuen Schlüssels',
  'apiKeyDialog.rotate.endsRetiring': 'Er endet, wenn Sie erneut rotieren.',
  'apiKeyDialog.rotate.confirm': 'Rotieren',
  'apiKeyDialog.test.button': 'Schlüssel testen',
  'apiKeyDialog.test.works': 'Der Schlüssel funktioniert.',
  'apiKeyDialog.test.refused': 'Das Portal nimmt diesen Schlüssel nicht an.',
  'apiKeyDialog.test.who': 'Wer',
  'apiKeyDialog.test.owns': 'Besitzt alles von',
  'apiKeyDialog.test.reach': 'Darf aufrufen',
  'apiKeyDialog.test.allPlugins': 'Jedes Plugin außer security und auth',
  'apiKeyDialog.test.until': 'Gültig bis',
  'apiKeyDialog.unavailable.accountDisabled':
    'Das Konto ist deaktiviert, daher funktioniert sein API-Schlüssel nicht und wird nicht angezeigt.',
  'apiKeyDialog.unavailable.enable': 'Konto aktivieren',
  'apiKeyDialog.unavailable.expired':
    'Der API-Schlüssel ist abgelaufen. Rotieren Sie ihn, um einen neuen zu bekommen.',
  'apiKeyDialog.unavailable.shownOnce':
    'Dieses Portal zeigt einen Schlüssel nur einmal, wenn er erzeugt wird. Rotieren Sie ihn, um einen neuen zu bekommen.',
  'apiKeyDialog.unavailable.lost':
    'Der API-Schlüssel funktioniert nicht und kann nicht angezeigt werden: Sein Secret im Schlüsselbund fehlt. Rotieren Sie den Schlüssel, oder bitten Sie das Team, das das Portal betreibt, das Secret wieder in security.keyring einzutragen.',
  'apiKeyDialog.unavailable.undecryptable':
    'Der API-Schlüssel lässt sich nicht entschlüsseln. Rotieren Sie ihn, um einen neuen zu bekommen, oder bitten Sie das Team, das das Portal betreibt, security.keyring zu prüfen.',
  'apiKeyDialog.conflict':
    'Jemand anders hat den Schlüssel rotiert oder widerrufen, deshalb wurde nichts geändert. Laden Sie neu, um den neuesten Schlüssel zu sehen.',
  'apiKeyDialog.changing.generate': 'Der Schlüssel wird erzeugt…',
  'apiKeyDialog.changing.rotate': 'Der Schlüssel wird rotiert…',
  'apiKeyDialog.changing.stay': 'Lassen Sie dieses Fenster offen.',
  'apiKeyDialog.unanswered.generatedByMe':
    'Die Antwort kam nicht an, aber gerade eben wurde von Ihnen ein Schlüssel erzeugt: …{{hint}}.',
  'apiKeyDialog.unanswered.generated':
    'Die Antwort kam nicht an. Ein Schlüssel wurde {{time}} von {{who}} erzeugt: …{{hint}}.',
  'apiKeyDialog.unanswered.rotatedByMe':
    'Die Antwort kam nicht an, aber der Schlüssel wurde gerade eben von Ihnen rotiert. Der neue Schlüssel ist …{{hint}}.',
  'apiKeyDialog.unanswered.rotated':
    'Die Antwort kam nicht an. Der Schlüssel wurde {{time}} von {{who}} rotiert. Der neue Schlüssel ist …{{hint}}.',
  'apiKeyDialog.unanswered.oldWorks':
    'Der alte Schlüssel, …{{hint}}, funktioniert bis {{time}}.',
  'apiKeyDialog.unanswered.oldEnded':
    'Anfragen mit dem alten Schlüssel, …{{hint}}, werden abgelehnt.',
  'apiKeyDialog.unanswered.once':
    'Er kann nicht angezeigt werden: Dieses Portal zeigt einen Schlüssel nur, wenn er erzeugt wird. Rotieren Sie erneut, um einen Schlüssel zu bekommen.',
  'apiKeyDialog.unanswered.unchanged':
    'Die Antwort kam nicht an. Bisher hat sich nichts geändert.',
  'apiKeyDialog.unanswered.unknownGenerate':
    'Die Antwort kam nicht an, und das Konto lässt sich auch nicht lesen: Es ist nicht bekannt, ob ein Schlüssel erzeugt wurde.',
  'apiKeyDialog.unanswered.unknownRotate':
    'Die Antwort kam nicht an, und das Konto lässt sich auch nicht lesen: Es ist nicht bekannt, ob der Schlüssel rotiert wurde.',
  'apiKeyDialog.unanswered.show': 'Anzeigen',
  'apiKeyDialog.unanswered.checkAgain': 'Erneut prüfen',
  'apiKeyDialog.facts.hint': 'Endung',
  'apiKeyDialog.facts.created': 'Erzeugt',
  'apiKeyDialog.facts.expires': 'Gültig bis',
  'apiKeyDialog.facts.lastUsed': 'Zuletzt verwendet',
  'apiKeyDialog.facts.shown': 'Angezeigt',
  'apiKeyDialog.facts.shownNever': 'Nie',
  'apiKeyDialog.facts.shownTimes_one': '{{count}}-mal, von {{who}} am {{time}}',
  'apiKeyDialog.facts.shownTimes_other':
    '{{count}}-mal, zuletzt von {{who}} am {{time}}',
  'revokeDialog.title': 'API-Schlüssel von {{name}} widerrufen?',
  'revokeDialog.text':
    'Anfragen mit dem Schlüssel …{{hint}} werden ab sofort abgelehnt. Das lässt sich nicht rückgängig machen, aber Sie können einen neuen Schlüssel erzeugen.',
  'revokeDialog.retiring':
    'Anfragen mit dem ersetzten Schlüssel …{{hint}} werden ab sofort abgelehnt. Das lässt sich nicht rückgängig machen.',
  'revokeDialog.other':
    'Ein weiterer Schlüssel dieses Kontos, …{{hint}}, funktioniert bis {{end}}. Um beide zu beenden, verwenden Sie „Alle widerrufen“.',
  'revokeDialog.otherNeverEnds': 'zum Widerruf',
  'revokeDialog.lastUsed': 'Letzte Verwendung: {{use}}.',
  'revokeDialog.neverUsed': 'Er wurde noch nie verwendet.',
  'revokeDialog.confirm': 'Widerrufen',
  'revokeDialog.revoked': 'API-Schlüssel von {{name}} widerrufen',
  'revokeDialog.revokedOthersWork':
    'API-Schlüssel …{{hint}} von {{name}} widerrufen. Noch in Funktion: {{hints}}',
  'bulkDialog.revoke.title_one':
    'Die API-Schlüssel von {{count}} Konto widerrufen?',
  'bulkDialog.revoke.title_other':
    'Die API-Schlüssel von {{count}} Konten widerrufen?',
  'bulkDialog.revoke.text':
    'Anfragen mit einem ihrer Schlüssel werden ab sofort abgelehnt. Das lässt sich nicht rückgängig machen, aber es können neue Schlüssel erzeugt werden.',
  'bulkDialog.revoke.confirm_one': 'Schlüssel von {{count}} Konto widerrufen',
  'bulkDialog.revoke.confirm_other':
    'Schlüssel von {{count}} Konten widerrufen',
  'bulkDialog.disable.title_one': '{{count}} Konto deaktivieren?',
  'bulkDialog.disable.title_other': '{{count}} Konten deaktivieren?',
  'bulkDialog.disable.text':
    'Anfragen mit ihren API-Schlüsseln werden abgelehnt, bis die Konten wieder aktiviert werden. Ersetzte Schlüssel enden endgültig.',
  'bulkDialog.disable.confirm_one': '{{count}} Konto deaktivieren',
  'bulkDialog.disable.confirm_other': '{{count}} Konten deaktivieren',
  'bulkDialog.lastUsed': 'zuletzt verwendet: {{use}}',
  'bulkDialog.neverUsed': 'nie verwendet',
  'bulkDialog.results.running': 'Läuft…',
  'bulkDialog.results.done': 'Erledigt',
  'bulkDialog.results.failed': 'Fehlgeschlagen. Versuchen Sie es erneut.',
  'bulkDialog.results.notPermitted':
    'Fehlgeschlagen: Das dürfen Sie nicht mehr.',
  'bulkDialog.results.gone': 'Fehlgeschlagen: Dieses Konto gibt es nicht mehr.',
  'bulkDialog.results.conflict':
    'Fehlgeschlagen: Jemand anders hat das Konto inzwischen geändert.',
  'revokeAllDialog.title': 'Alle API-Schlüssel von {{name}} widerrufen?',
  'revokeAllDialog.text':
    'Anfragen mit diesen Schlüsseln werden ab sofort abgelehnt. Das lässt sich nicht rückgängig machen, aber Sie können einen neuen Schlüssel erzeugen.',
  'revokeAllDialog.key': '…{{hint}}, zuletzt verwendet: {{use}}',
  'revokeAllDialog.confirm': 'Alle widerrufen',
  'revokeAllDialog.revoked': 'Alle API-Schlüssel von {{name}} widerrufen',
  'retiringKey.works':
    'Der ersetzte Schlüssel …{{hint}} funktioniert bis {{time}}.',
  'retiringKey.used': 'Er wird noch verwendet, zuletzt {{use}}.',
  'retiringKey.notUsed': 'Er wurde nicht verwendet, seit er ersetzt wurde.',
  'retiringKey.end': 'Jetzt beenden',
  'retiringKey.reload': 'Aktualisieren',
  'expiry.default': '{{duration}} (Standard)',
  'expiry.after': '{{duration}}',
  'expiry.day': 'Bis zu einem Tag Ihrer Wahl',
  'expiry.never': 'Unbegrenzt',
  'expiry.ends': 'Endet am {{time}}.',
  'expiry.limits': 'Dieses Portal erlaubt höchstens {{longest}}.',
  'expiry.neverHelp': 'Der Schlüssel funktioniert, bis ihn jemand beendet.',
  'expiry.lastDay': 'Letzter Tag',
  'expiry.lastDayHelp': 'Vom {{first}} bis zum {{last}}.',
  'expiry.dayInvalid': 'Wählen Sie einen Tag vom {{first}} bis zum {{last}}.',
  'snippets.title': 'Verwendung',
  'snippets.variable':
    'Speichern Sie den Schlüssel als Secret und übergeben Sie ihn in der Umgebungsvariablen {{variable}}.',
  'snippets.copy': 'Codebeispiel kopieren',
  'snippets.curl': 'curl',
  'snippets.ciJob': 'CI-Job',
  'snippets.ciJobHelp':
    'Ein Schritt von GitHub Actions. Andere CI-Systeme führen denselben Befehl aus, mit der Variablen aus ihren eigenen Secrets.',
  'snippets.mcpClient': 'MCP-Client',
  'snippets.mcpClientHelp':
    'Für Clients, die .mcp.json lesen. Das Portal benötigt @backstage/plugin-mcp-actions-backend.',
};
