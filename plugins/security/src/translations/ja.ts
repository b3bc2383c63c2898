/** The Japanese texts, for the keys of `securityTranslationRef`. */
export default {
  'module.title': 'セキュリティ',
  'module.users': 'ユーザー',
  'module.noAccess.title': 'セキュリティモジュールを表示する権限がありません',
  'module.noAccess.text':
    '権限「Allow To View Security Configuration」（{{permission}}）が必要です。この権限の付与はポータルの権限ポリシーで決まります。ポータルの運用チームにお問い合わせください。',
  'module.permissionCheckFailed.title': '権限を確認できませんでした',
  'module.permissionCheckFailed.text':
    'ポータルの権限バックエンドから応答がないか、応答が想定と異なります。数秒ごとに再試行します。',
  'module.notFound.title': 'ページが見つかりません',
  'module.notFound.text':
    'アドレスが間違っているか、リンクが古い可能性があります。',
  'module.backToUsers': 'ユーザー一覧に戻る',
  'common.cancel': 'キャンセル',
  'common.close': '閉じる',
  'common.loading': '読み込み中…',
  'common.reload': '再読み込み',
  'common.retry': '再試行',
  'common.never': 'なし',
  'common.byWhom': '{{time}}（{{who}}）',
  'common.toCall': '{{time}}（{{plugin}} の呼び出し）',
  'common.hint': '…{{hint}}',
  'errors.unreachable':
    'セキュリティモジュールのバックエンドに接続できないか、応答を読み取れませんでした。',
  'errors.unchanged':
    '応答がありませんでした。現時点では何も変更されていません。もう一度お試しください。',
  'errors.unknown':
    '応答がなく、現在の状態も読み取れないため、操作が実行されたかどうかわかりません。もう一度実行しても問題ありません。または、ページを再読み込みしてください。',
  'errors.conflict':
    'ほかのユーザーが先に変更したため、何も保存されませんでした。再読み込みして現在の内容を確認してください。',
  'errors.sessionEnded':
    'セッションが終了しました。別のタブで再度サインインしてから、ここでもう一度お試しください。',
  'usersPage.title': 'ユーザー',
  'usersPage.documentTitle': 'ユーザー · セキュリティ',
  'usersPage.loadFailed': 'アカウントを読み込めませんでした。',
  'usersPage.firstPage': '最初のページ',
  'usersPage.announcement_one': 'このページのアカウント: {{count}}件',
  'usersPage.announcement_other': 'このページのアカウント: {{count}}件',
  'usersPage.noServiceAccounts.title': 'サービスアカウントはまだありません',
  'usersPage.noServiceAccounts.text':
    'サービスアカウントを使うと、スクリプト、パイプライン、エージェントが、個人のログイン情報なしでこのポータルを呼び出せます。',
  'usersPage.nothingMatches.title': '一致するアカウントがありません',
  'usersPage.nothingMatches.text':
    '検索条件を変えるか、フィルターを減らしてください。',
  'usersPage.nothingMatches.clear': 'フィルターをクリア',
  'usersPage.nothingYet.title': 'まだ一致するアカウントが見つかりません',
  'usersPage.nothingYet.text':
    'アカウントが多いため、一部だけを検索しました。語句やフィルターを増やすと早く見つかります。',
  'usersPage.nothingYet.goOn': '検索を続ける',
  'usersPage.toolbar.label': '操作',
  'usersPage.toolbar.edit': 'サービスアカウントを編集',
  'usersPage.toolbar.showApiKey': 'APIキーを表示',
  'usersPage.toolbar.create': 'サービスアカウントを作成',
  'usersPage.filters.label': 'フィルター',
  'usersPage.filters.search': '検索',
  'usersPage.filters.searchHelp': '名前、表示名、所有者、キー',
  'usersPage.filters.type': '種類',
  'usersPage.filters.types.all': 'すべて',
  'usersPage.filters.types.service-account': 'サービスアカウント',
  'usersPage.filters.types.user': 'ユーザー',
  'usersPage.filters.mine': '自分が所有',
  'usersPage.filters.owner': '所有者',
  'usersPage.filters.keyStatus': 'APIキー',
  'usersPage.filters.any': '指定なし',
  'usersPage.filters.states.none': 'なし',
  'usersPage.filters.states.active': '使用可能',
  'usersPage.filters.states.expiring': 'まもなく期限切れ',
  'usersPage.filters.states.retiring': '旧キー（使用可能）',
  'usersPage.filters.states.unused': '長期間未使用・使用歴なし',
  'usersPage.filters.states.not-working': '使用不可',
  'usersPage.filters.states.disabled': 'アカウント無効',
  'usersPage.filters.states.lost': 'シークレット消失',
  'usersPage.filters.states.expired': '期限切れ',
  'usersPage.filters.states.revoked': '失効',
  'usersPage.filters.order': '並べ替え',
  'usersPage.filters.orders.name': '名前',
  'usersPage.filters.orders.owner': '所有者',
  'usersPage.filters.orders.expiresAt': '有効期限',
  'usersPage.filters.orders.lastUsedAt': '最終使用',
  'usersPage.filters.orders.createdAt': '作成日時',
  'usersPage.filters.more': 'フィルター',
  'usersPage.filters.moreSet': 'フィルター（{{number}}）',
  'usersPage.figures.label': 'サービスアカウントの概況',
  'usersPage.figures.active': '使用可能なキーあり',
  'usersPage.figures.expiring': '{{days}}日以内に期限切れ',
  'usersPage.figures.unused': '{{days}}日以上未使用、または使用歴なし',
  'usersPage.figures.not-working': '使用可能なキーなし',
  'usersPage.figures.ownerMissing': '所有者なし',
  'usersPage.figures.orMore': '{{number}}+',
  'usersPage.foundByKey.label': 'このキーを持つアカウント',
  'usersPage.foundByKey.title_one':
    '末尾が「…{{hint}}」のキーは、次のアカウントのものです',
  'usersPage.foundByKey.title_other':
    '末尾が「…{{hint}}」のキーは、次の{{count}}件のアカウントのものです',
  'usersPage.foundByKey.nobody':
    '末尾が「…{{hint}}」のキーを持つアカウントはありません。',
  'usersPage.foundByKey.account': 'アカウント',
  'usersPage.foundByKey.leaked':
    '見られてはならない相手にキーを見られた場合は、今すぐ失効させてから新しいキーを生成してください。その間に何も止められない場合は、代わりにローテーションしてください。',
  'usersPage.row.showApiKey': '{{name}} のAPIキーを表示',
  'usersPage.row.menu': '{{name}} のその他の操作',
  'usersPage.row.enable': '有効にする',
  'usersPage.row.disable': '無効にする',
  'usersPage.search.key':
    '入力されたのはAPIキーでした。どこにも送信されていません。',
  'usersPage.search.pieceOfKey':
    '入力されたのはAPIキーの一部でした。削除済みで、どこにも送信されていません。検索にはキーの末尾4文字を使用してください。',
  'usersPage.search.keyStarted':
    'APIキーの一部では検索できません。キー全体、または末尾4文字を貼り付けてください。',
  'usersPage.search.keyInAddress':
    'アドレスにAPIキーが含まれていました。取り除きましたが、ログやリンク元に残っている可能性があります。キーをローテーションしてください。',
  'usersPage.table.label': 'ユーザーとサービスアカウント',
  'usersPage.table.select': '{{name}} を選択',
  'usersPage.table.selectAll': 'このページのすべてを選択',
  'usersPage.table.name': '名前',
  'usersPage.table.owner': '所有者',
  'usersPage.table.keyStatus': 'APIキー',
  'usersPage.table.lastUsed': '最終使用',
  'usersPage.table.actions': '操作',
  'usersPage.table.person': 'サインインするユーザー（APIキーなし）',
  'usersPage.table.expires': '{{time}}に期限切れ',
  'usersPage.table.neverExpires': '無期限',
  'usersPage.table.moreKeys': 'ほか{{more}}件',
  'usersPage.table.otherKeys': '使用不可（ほか{{more}}件は使用可能）',
  'usersPage.pagination.label': 'ページ',
  'usersPage.pagination.reload': '一覧を再読み込み',
  'usersPage.pagination.previous': '前のページ',
  'usersPage.pagination.next': '次のページ',
  'usersPage.pagination.rowsPerPage': '1ページの行数',
  'policyBanner.label': '権限ポリシーの点検',
  'policyBanner.show': '対処方法',
  'policyBanner.hide': '隠す',
  'policyBanner.title.nobody.keys':
    '権限ポリシーにより、権限のない人がAPIキーを入手できる状態です。',
  'policyBanner.title.nobody.module':
    '権限ポリシーにより、権限のない人がこのモジュールを使用できる状態です。',
  'policyBanner.title.guest.keys':
    '権限ポリシーにより、ゲストがAPIキーを入手できる状態です。',
  'policyBanner.title.guest.module':
    '権限ポリシーにより、ゲストがこのモジュールを使用できる状態です。',
  'policyBanner.who.nobody':
    'どのグループにも属さず、何も所有していない人ができること:',
  'policyBanner.who.guest': 'ゲストができること:',
  'policyBanner.rights.read': 'このモジュールの表示',
  'policyBanner.rights.configure': 'APIキーの生成、表示、ローテーション',
  'policyBanner.rights.revoke': 'APIキーの失効',
  'policyBanner.rights.create': 'サービスアカウントの作成',
  'policyBanner.rights.update': 'サービスアカウントの編集',
  'policyBanner.rights.delete': 'サービスアカウントの削除',
  'policyBanner.rights.becomeService':
    'サービスアカウントをサービスとして動作させること',
  'policyBanner.decisions.allowed': '{{right}}（{{permission}}）',
  'policyBanner.decisions.conditional':
    '{{right}}（一部のアカウントのみ、{{permission}}）',
  'policyBanner.decisions.undecided':
    '{{right}}: 判定できませんでした（{{permission}}）',
  'policyBanner.toDo':
    '誰に許可するかを定めた権限ポリシーに置き換えてください。',
  'policyBanner.off.title':
    '権限が無効です。サインインした人は誰でも、すべてのアカウントを変更し、すべてのキーを操作できます。',
  'policyBanner.off.toDo':
    'バックエンドの設定で permission.enabled を true にし、誰に許可するかを定めた権限ポリシーを用意してください。',
  'policyBanner.policies': 'コピーして使えるポリシー',
  'policyBanner.policiesInDocs':
    'コピーして使えるポリシーは、このプラグインの docs/permissions.md にあります。',
  'policyBanner.settings': '有効になっている危険な設定: {{settings}}',
  'staticTokens.title_one': '設定に静的トークンが{{count}}件あります',
  'staticTokens.title_other': '設定に静的トークンが{{count}}件あります',
  'staticTokens.text':
    'トークンを持つ人は誰でも、所有者も有効期限もなく、権限ポリシーの判断も受けずにバックエンドを呼び出せます。サービスアカウントで置き換えられます。',
  'staticTokens.show': '表示',
  'staticTokens.hide': '非表示',
  'staticTokens.unlimited': '制限なし',
  'staticTokens.actions': 'アクション: {{actions}}',
  'staticTokens.noAccount': 'まだありません',
  'staticTokens.replace': '置き換える',
  'staticTokens.replaceOne': '{{token}}を置き換える',
  'staticTokens.columns.subject': 'サブジェクト',
  'staticTokens.columns.type': '種類',
  'staticTokens.columns.limits': '制限',
  'staticTokens.columns.account': 'サービスアカウント',
  'staticTokens.columns.action': '操作',
  'staticTokens.dialog.title': '静的トークンを置き換える',
  'staticTokens.dialog.setting': '設定',
  'staticTokens.dialog.issuer': '発行者',
  'staticTokens.dialog.audience': 'オーディエンス',
  'staticTokens.dialog.prefix': 'サブジェクトの接頭辞',
  'staticTokens.dialog.differences': '変わること',
  'staticTokens.dialog.account': 'サービスアカウント',
  'staticTokens.dialog.declare':
    'ここで作成するか、所有者を記入して security.serviceAccounts に宣言してください:',
  'staticTokens.dialog.copy': '項目をコピー',
  'staticTokens.dialog.exists': 'この名前のアカウントがあります:',
  'staticTokens.dialog.docs':
    '停止させずに移行する手順は、このプラグインの docs/moving-in.md にあります。',
  'staticTokens.differences.no-fixed-subject':
    'このトークンはIDプロバイダーが発行し、サブジェクトは呼び出し元ごとに異なります。呼び出し元ごとにアカウントを作成してください。',
  'staticTokens.differences.own-handler':
    'このトークンで何ができるかは、このポータル独自のコードが決めます。ここからは分かりません。',
  'staticTokens.differences.not-possible':
    '同じことができるサービスアカウントはありません。',
  'staticTokens.differences.as-user':
    'アカウントはユーザーとして動作します。呼び出しのたびに権限ポリシーが判断します。トークンの場合、ポリシーは参照されません。サービス専用のルートはアカウントを拒否します。',
  'staticTokens.differences.as-service':
    'アカウントはサービスとして動作します。トークンと同じく権限ポリシーは参照されず、制限だけが適用されます。作成には権限 security.service-principal.configure が必要です。',
  'staticTokens.differences.service-entry':
    'それには、backend.auth.externalAccess に種類 api-key の項目が必要です。',
  'staticTokens.differences.plugins':
    'トークンの制限は、アカウントが呼び出せるプラグインの一覧になります。',
  'staticTokens.differences.restrictions':
    'トークンの制限は、そのままアカウントの制限になります。',
  'staticTokens.differences.actions':
    'トークンはアクションで制限されていますが、アカウントにその制限はありません。権限ポリシーでアカウントを制限してください。',
  'staticTokens.differences.refused-plugins':
    'プラグイン auth と security はどのAPIキーでも呼び出せません。',
  'staticTokens.differences.signed':
    '呼び出し元はトークンに自分で署名しています。今後は代わりにAPIキーを送ります。',
  'staticTokens.differences.shared-subject':
    'このサブジェクトのトークンは複数あります。呼び出し元が同じなら、アカウントは1つで足ります。',
  'staticTokens.differences.expiry':
    'APIキーには有効期限があり、その前にローテーションが必要です。トークンに期限はありません。',
  'account.type.user': 'ユーザー',
  'account.type.serviceAccount': 'サービスアカウント',
  'account.owner': '所有者',
  'account.ownerMissing': 'カタログにありません',
  'account.ownerMissingSince':
    '{{time}}以降、所有者がカタログに存在せず、このアカウントの責任者がいません。詳細を編集して、別の所有者を選択してください。',
  'account.status': '状態',
  'account.enabled': '有効',
  'account.disabled': '無効',
  'account.enable': '有効にする',
  'account.disable': '無効にする',
  'account.created': '作成',
  'account.managed': '設定ファイルで管理',
  'account.formerlyManaged':
    '設定の security.serviceAccounts からこのアカウントの項目がなくなったため、無効になりました。ここで誰かが変更しない限り、項目が戻ると再び有効になります。',
  'account.copyRef': 'エンティティ参照をコピー',
  'account.copied': 'コピーしました',
  'account.notCopied': 'ブラウザーでコピーが許可されませんでした。',
  'entityCards.accounts.title': 'サービスアカウント',
  'entityCards.accounts.none':
    'まだありません。サービスアカウントを使うと、スクリプト、パイプライン、エージェントが、個人のログイン情報なしでこのポータルを呼び出せます。',
  'entityCards.accounts.all': 'サービスアカウント{{number}}件をすべて表示',
  'entityCards.account.text':
    '人ではなくマシンのアカウントです。スクリプト、パイプライン、エージェントがAPIキーでこのポータルを呼び出すために使います。',
  'entityCards.account.gone':
    'セキュリティモジュールにサービスアカウント {{name}} はありません。削除されたか、もともと存在しません。使えるAPIキーはありません。',
  'entityCards.account.open': 'セキュリティで開く',
  'principal.user': 'ユーザー（権限ポリシーに従う）',
  'principal.service': 'サービス（制限の範囲内）',
  'keyStatus.none': 'なし',
  'keyStatus.active': '有効',
  'keyStatus.expiring': 'まもなく期限切れ',
  'keyStatus.expiresIn_one': 'あと{{count}}日で期限切れ',
  'keyStatus.expiresIn_other': 'あと{{count}}日で期限切れ',
  'keyStatus.retiring': '旧キー（使用可能）',
  'keyStatus.disabled': '無効',
  'keyStatus.lost': 'シークレット消失',
  'keyStatus.expired': '期限切れ',
  'keyStatus.revoked': '失効',
  'reasons.nothingSelected': 'まずアカウントを選択してください。',
  'reasons.severalSelected': 'アカウントを1つだけ選択してください。',
  'reasons.userAccount':
    'これはユーザー（人）のアカウントです。ここで編集でき、APIキーを持てるのはサービスアカウントだけです。',
  'reasons.onlyUsersSelected':
    '無効化やキーの失効ができるのは、サービスアカウントだけです。',
  'reasons.alreadyDisabled': 'このアカウントはすでに無効です。',
  'reasons.noEdit':
    'このアカウントを編集できません。権限「{{permission}}」が必要です。',
  'reasons.managedByConfig':
    'このアカウントは設定の security.serviceAccounts で管理されています。変更はそこで行ってください。緊急時はキーを失効させてください。',
  'reasons.keyFromConfig':
    'このアカウントのAPIキーは設定の security.serviceAccounts で指定されています。変更はそこで行ってください。ここでは表示と失効だけができます。',
  'reasons.noCreate':
    'サービスアカウントを作成するには、権限「{{permission}}」が必要です。',
  'reasons.noApiKey':
    "このアカウントに対する権限「Allow To Configure User's API Key」（{{permission}}）が必要です。",
  'reasons.noApiKeyNorRevoke':
    "このアカウントに対する権限「Allow To Configure User's API Key」（{{configure}}）、またはキーを失効させるための「{{revoke}}」が必要です。",
  'reasons.permissionsDisabled':
    '権限フレームワークが無効の間は、何も変更できません。バックエンドの設定で permission.enabled を true にしてください。誰にでもすべてを許可する場合は、security.dangerouslyAllowWithoutPermissions を設定してください。',
  'reasons.guest':
    'ゲストユーザーはAPIキーを操作できません。自分のアカウントでサインインするか、バックエンドの設定で security.dangerouslyAllowGuest を有効にしてください。',
  'reasons.accountDisabled':
    'このアカウントは無効です。先に有効にしてください。',
  'reasons.nothingToRotate':
    'ローテーションするAPIキーがありません。「APIキーを表示」で生成できます。',
  'reasons.nothingToRevoke': '失効させるAPIキーがありません。',
  'reasons.noServices':
    'このポータルはサービス用のキーを受け付けません。バックエンドの backend.auth.externalAccess に、種類が api-key のエントリがありません。',
  'reasons.noService': 'サービスにするには、権限「{{permission}}」が必要です。',
  'reasons.noReach':
    'キーの呼び出し範囲はキーの一部です。所有者、動作主体、プラグイン、制限を変更するには、権限「{{update}}」と「{{configure}}」が必要です。',
  'refusals.unmet': 'ポリシーの条件が満たされていません: {{condition}}',
  'refusals.undecided':
    'ポリシーの条件を適用できなかったため、判定できませんでした。',
  'refusals.and': 'かつ',
  'refusals.or': 'または',
  'refusals.not': 'NOT',
  'fields.name': '名前',
  'fields.nameHelp': 'スクリプトやポリシーで使用します。後から変更できません。',
  'fields.nameTaken': 'この名前はすでに使用されています。',
  'fields.nameInvalid':
    '英小文字、数字、ハイフン（連続不可）を使い、英字で始まる2～63文字で入力してください。',
  'fields.title': '表示名',
  'fields.titleHelp': '画面に表示される呼び名（省略可）。',
  'fields.titleInvalid':
    '100文字以内の1行で入力してください。不可視文字は使用できません。',
  'fields.description': '説明',
  'fields.descriptionHelp': 'アカウントの用途（省略可）。',
  'fields.descriptionInvalid':
    '500文字以内で入力してください。不可視文字は使用できません。',
  'fields.owner': '所有者',
  'fields.ownerHelp': 'このアカウントに責任を持つグループまたはユーザー。',
  'fields.ownerInvalid': 'リストからグループまたはユーザーを選択してください。',
  'fields.ownerMine': '自分のグループ',
  'fields.ownerGroups': 'グループ',
  'fields.ownerPeople': 'ユーザー',
  'fields.ownerPlaceholder': '検索',
  'fields.ownerSearchFailed': 'カタログを検索できませんでした。',
  'fields.ownerNoOptions': '一致するグループやユーザーがありません。',
  'fields.ownerClear': 'クリア',
  'fields.ownerOpen': '開く',
  'fields.ownerClose': '閉じる',
  'fields.principal': '動作主体',
  'fields.userHelp':
    '人が操作する場合と同じく、呼び出しのたびに権限ポリシーで判定されます。',
  'fields.serviceHelp':
    'サービスを想定したルート用です。サービスは権限ポリシーでは判定されず、制限だけが適用されます。',
  'fields.plugins': 'プラグイン',
  'fields.pluginsHelp': 'キーで呼び出せるプラグイン。空の場合はすべて。',
  'fields.pluginsInvalid':
    'プラグインを選択するか、catalog のようなIDを入力してください。security と auth ではキーを使用できません。',
  'fields.neverSecurity':
    'ここでの設定にかかわらず、キーでアカウントやキーを管理することはできません。',
  'fields.restrictions': '制限',
  'fields.restrictionsHelp':
    'サービスが呼び出せるプラグイン。プラグインごとに、一部の権限だけに限定できます。',
  'fields.restrictionsInvalid':
    'プラグインを1つ以上選択してください。権限は catalog.entity.read のような名前です。security と auth ではキーを使用できません。',
  'fields.restrictionPermissions': '権限（空の場合はすべて）',
  'names.open': '開く',
  'names.close': '閉じる',
  'names.remove': '{{name}} を削除',
  'names.use': '「{{name}}」を使用',
  'names.notInPortal': 'このポータルにありません',
  'names.unknown': '{{name}} · このポータルにありません',
  'names.loadFailed':
    'このポータルのプラグインを読み込めませんでした。名前を入力することはできます。1つ入力するごとにEnterキーを押してください。',
  'permissions.number_one': '{{count}}件の権限',
  'permissions.number_other': '{{count}}件の権限',
  'permissions.unavailable': '権限を読み取れませんでした',
  'permissions.none': '権限の登録なし',
  'permissions.unavailableOfPlugin':
    '権限を読み取れませんでした。入力することはできます。',
  'permissions.all': 'すべての権限',
  'permissions.basic': 'プラグイン全体',
  'permissions.ofResource': '{{resourceType}} ごと',
  'permissions.create': '作成',
  'permissions.read': '読み取り',
  'permissions.update': '更新',
  'permissions.delete': '削除',
  'permissions.use': '使用',
  'createDialog.title': 'サービスアカウントを作成',
  'createDialog.intro':
    'スクリプト、パイプライン、エージェントごとに1つのアカウントを使用してください。個別に確認し、停止できます。',
  'createDialog.create': '作成',
  'createDialog.createAndShow': '作成してAPIキーを表示',
  'createDialog.created': 'サービスアカウント {{name}} を作成しました',
  'editPage.title': 'サービスアカウントを編集',
  'editPage.readTitle': 'サービスアカウント',
  'editPage.edit': '編集',
  'editPage.editSection': '{{section}}を編集',
  'editPage.save': '保存',
  'editPage.saved': '{{name}} を保存しました',
  'editPage.conflict':
    'ほかのユーザーが先にこのアカウントを変更しました。入力した変更は残っていますが、保存されていません。再読み込みするとアカウントの現在の内容が表示され、変更は破棄されます。',
  'editPage.loadFailed': 'アカウントを読み込めませんでした。',
  'editPage.access.lacking': 'ここでほかの操作をするには、次の権限が必要です:',
  'editPage.access.update':
    '{{permission}}: 表示名、説明、所有者、呼び出し範囲、有効/無効。',
  'editPage.access.configure':
    '{{permission}}: APIキー、所有者、呼び出し範囲。',
  'editPage.access.revoke': '{{permission}}: APIキーの失効。',
  'editPage.access.delete': '{{permission}}: アカウントの削除。',
  'editPage.reach.title': '呼び出し範囲',
  'editPage.reach.allPlugins': 'security と auth 以外のすべて',
  'editPage.details.title': '詳細',
  'editPage.details.none': 'なし',
  'editPage.details.updated': '最終変更',
  'editPage.notFound.title': 'アカウントが見つかりません',
  'editPage.notFound.text':
    '{{ref}} は存在しないか、表示する権限がありません。',
  'editPage.gone.title': 'このアカウントはなくなりました',
  'editPage.gone.text':
    '{{ref}} は削除されたか、表示する権限がなくなりました。',
  'editPage.user.text':
    'これはユーザー（人）のアカウントです。ユーザーはサインインして利用し、APIキーを持ちません。',
  'editPage.user.catalog': 'カタログで開く',
  'editPage.danger.title': '危険な操作',
  'editPage.danger.text':
    'アカウントを削除すると、APIキーはすぐに使えなくなり、キーの履歴も削除されます。',
  'editPage.danger.delete': '削除',
  'access.title': 'アクセス権',
  'access.text':
    'このアカウントのキーによる要求に対する、権限ポリシーの回答です。プラグインは、ほかの理由で拒否したり、登録していない権限を使ったりする場合があります。',
  'access.check': 'アクセス権を確認',
  'access.checkAgain': '再確認',
  'access.checking': '権限ポリシーに問い合わせ中…',
  'access.checkFailed': 'アクセス権を確認できませんでした。',
  'access.shown': '{{total}}件中{{shown}}件の権限を表示',
  'access.noPermissions':
    '権限を登録しているプラグインが、このポータルには見つかりません。',
  'access.decidedBy.restrictions':
    'このアカウントはサービスとして動作するため、権限ポリシーでは判定されず、制限だけが適用されます。',
  'access.decidedBy.nothing':
    '権限フレームワークが無効です。permission.enabled が true ではないため、プラグインはポリシーに問い合わせずにすべてを許可します。',
  'access.left.policy': 'ポリシーの回答',
  'access.left.restrictions': '制限の範囲で可能なこと',
  'access.left.nothing': '問い合わせなしで許可されること',
  'access.ruledOut.title': 'ポリシーにかかわらず対象外',
  'access.ruledOut.text':
    'このアカウントのキーでは、これらを呼び出せません。ただし、呼び出せるプラグインが代わりに呼び出すことはあります。',
  'access.ruledOut.by.no-api-keys': 'APIキー使用不可',
  'access.ruledOut.by.plugins': 'アカウントのプラグインに含まれていません',
  'access.ruledOut.by.restrictions': 'アカウントの制限に含まれていません',
  'access.silent.none': '権限の登録なし',
  'access.silent.unavailable': '応答なし、または想定外の応答',
  'access.columns.plugin': 'プラグイン',
  'access.columns.lastCalled': '最終呼び出し',
  'access.columns.calls': '回数',
  'access.columns.firstCalled': '最初の呼び出し',
  'access.columns.permission': '権限',
  'access.columns.action': '操作',
  'access.columns.resourceType': 'リソースの種類',
  'access.columns.policy': 'ポリシー',
  'access.columns.then': '変更後',
  'access.noResourceType': 'なし',
  'access.decision.allowed': '許可',
  'access.decision.denied': '拒否',
  'access.decision.conditional': '条件付き',
  'access.decision.undecided': '判定不能',
  'access.decision.not-asked': 'ポリシー判定なし',
  'access.decision.ruled-out': '対象外',
  'access.undecided.failed':
    'ポリシーでエラーが発生したか、回答を使用できません。',
  'access.undecided.timeout': 'ポリシーが時間内に回答しませんでした。',
  'access.undecided.unknown-rule':
    'ポリシーが、プラグインにないルールを指定しています。',
  'access.anyOf': '次のいずれか:',
  'access.allOf': '次のすべて:',
  'access.not': '次に該当しない:',
  'access.param': '{{name}}: {{value}}',
  'access.filters.decision': '判定',
  'access.filters.plugin': 'プラグイン',
  'access.filters.use': '使用状況',
  'access.filters.inUse': '{{time}}以内に呼び出しあり',
  'access.filters.unused': '{{time}}以上呼び出しなし',
  'access.filters.name': '権限',
  'access.filters.number': '{{name}}（{{number}}）',
  'access.filters.clear': 'フィルターをクリア',
  'access.uses.title': '呼び出しているプラグイン',
  'access.uses.text':
    'アカウントを作成した{{since}}以降の、すべてのキーによる回数です。プラグインがアカウントに代わって行う呼び出しは含みません。',
  'access.uses.young':
    'アカウントの作成から{{time}}が経過していないため、まれに実行される処理はまだ実行されていない可能性があります。',
  'access.uses.loadFailed': '呼び出しているプラグインを読み込めませんでした。',
  'access.uses.unused': '{{time}}以上呼び出しなし',
  'access.uses.notYet': 'まだ呼び出しなし',
  'access.uses.notCallable': '現在は呼び出せません',
  'access.uses.lastCalled': '最終呼び出し: {{time}}',
  'access.limit.button': '使用実績のあるプラグインに限定',
  'access.limit.title':
    '{{name}} の呼び出し先を、使用実績のあるプラグインに限定しますか？',
  'access.limit.stay': '引き続き可能',
  'access.limit.refused': '今後は拒否',
  'access.limit.others':
    '呼び出せるプラグインが、代わりにほかのプラグインを呼び出すことはあります。プラグインは「呼び出し範囲」でまた追加できます。',
  'access.limit.othersAndNew':
    '今後ポータルに追加されるプラグインも拒否されます。呼び出せるプラグインが、代わりにほかのプラグインを呼び出すことはあります。プラグインは「呼び出し範囲」でまた追加できます。',
  'access.limit.confirm': '限定する',
  'access.limit.done':
    '{{name}} の呼び出し先を、使用実績のあるプラグインに限定しました',
  'access.limit.nothingUsed':
    'どのプラグインも使用されていないため、限定する対象がありません（プラグインのリストは空にできません）。誰もこのアカウントを必要としていない場合は、無効にしてください。',
  'access.preview.button': 'アクセス権をプレビュー',
  'access.preview.failed': 'アクセス権をプレビューできませんでした。',
  'access.preview.summary':
    '権限の変化: 追加{{gained}}件、喪失{{lost}}件、変更なし{{same}}件。',
  'access.preview.askedAs':
    '別の所有者については、どのアカウントにも使えない名前 {{askedAs}} でポリシーに問い合わせます。ポリシーが名前 {{ref}} で判定する場合、保存後の回答は異なる可能性があります。',
  'access.preview.lists.gained': '追加される権限',
  'access.preview.lists.lost': '失われる権限',
  'access.preview.lists.changed': '条件が変わる権限',
  'access.preview.lists.unknown': '比較できない権限',
  'access.preview.lists.byName':
    '変わらない権限（ポリシーが名前で判定する場合を除く）',
  'access.preview.plugin.gained':
    'キーでこのプラグインを呼び出せるようになります',
  'access.preview.plugin.lost': 'キーでこのプラグインを呼び出せなくなります',
  'access.preview.ruledOut': '対象外: {{by}}',
  'access.preview.dependsOnName':
    'ここでは、ポリシーがアカウントの名前で判定しています。',
  'discardDialog.title': '変更を破棄しますか？',
  'discardDialog.text': 'ここに入力した内容は保存されていません。',
  'discardDialog.confirm': '破棄',
  'discardDialog.keep': '編集を続ける',
  'disableDialog.title': '{{name}} を無効にしますか？',
  'disableDialog.text':
    '今後、このアカウントのAPIキーによるリクエストは拒否されます。アカウントを有効にすると、最新のキーは再び使えるようになります。',
  'disableDialog.retiring_one': 'まだ使える旧キーは、二度と使えなくなります。',
  'disableDialog.retiring_other':
    'まだ使える旧キー（{{count}}件）は、二度と使えなくなります。',
  'disableDialog.confirm': '無効にする',
  'disableDialog.disabled': '{{name}} を無効にしました',
  'enableDialog.title': '{{name}} を有効にしますか？',
  'enableDialog.text':
    '最新のAPIキーは、期限切れまたは失効していなければ、すぐに再び使えるようになります。',
  'enableDialog.confirm': '有効にする',
  'enableDialog.enabled': '{{name}} を有効にしました',
  'deleteDialog.title': '{{name}} を削除しますか？',
  'deleteDialog.text':
    '今後、このアカウントのAPIキーによるリクエストは拒否されます。アカウントとキーの履歴は失われます。この操作は元に戻せません。',
  'deleteDialog.lastUsed': 'キーの最終使用: {{use}}',
  'deleteDialog.neverUsed': 'キーは一度も使用されていません。',
  'deleteDialog.confirmName': '確認のため {{name}} と入力してください',
  'deleteDialog.confirm': '削除',
  'deleteDialog.deleted': '{{name}} を削除しました',
  'apiKeySection.title': 'APIキー',
  'apiKeySection.none': 'このアカウントにはまだAPIキーがありません。',
  'apiKeySection.newest': 'キー',
  'apiKeySection.expires': '有効期限',
  'apiKeySection.ended': '終了',
  'apiKeySection.end': '{{time}}（{{relative}}）',
  'apiKeySection.lastUsed': '最終使用',
  'apiKeySection.lost':
    'キーリングのシークレットが失われたため、使用も表示もできません。ローテーションしてください。',
  'apiKeySection.show': 'APIキーを表示',
  'apiKeySection.rotate': 'ローテーション',
  'apiKeySection.revoke': '失効させる',
  'apiKeySection.revokeAll': 'すべて失効させる',
  'apiKeySection.history.title': 'キーの履歴',
  'apiKeySection.history.hint': '末尾',
  'apiKeySection.history.status': '状態',
  'apiKeySection.history.created': '作成',
  'apiKeySection.history.end': '終了',
  'apiKeySection.history.lastUsed': '最終使用',
  'apiKeySection.history.plugin': '{{plugin}} の呼び出し',
  'apiKeySection.history.shown': '表示',
  'apiKeySection.history.times_one': '1回',
  'apiKeySection.history.times_other': '{{count}}回',
  'apiKeySection.history.lastShown': '{{times}}、最後は{{time}}（{{who}}）',
  'apiKeyDialog.title': 'ユーザーのAPIキー',
  'apiKeyDialog.rotateTitle': 'ユーザーのAPIキー: ローテーション',
  'apiKeyDialog.field': 'APIキー',
  'apiKeyDialog.reveal': '表示',
  'apiKeyDialog.hide': '隠す',
  'apiKeyDialog.copy': 'コピー',
  'apiKeyDialog.copied': 'コピーしました',
  'apiKeyDialog.copyBlocked':
    'ブラウザーでコピーが許可されませんでした。キーは選択されています。Ctrl+C（MacではCmd+C）を押してください。',
  'apiKeyDialog.hiddenAgain': 'キーは60秒後に再び隠されます。',
  'apiKeyDialog.generated': '新しいAPIキーを生成しました。',
  'apiKeyDialog.rotated':
    'APIキーをローテーションしました。旧キーはもう使えません。',
  'apiKeyDialog.rotatedWithGrace':
    'APIキーをローテーションしました。旧キー「…{{hint}}」は{{time}}まで使えます。まだ使用されているかどうかは「サービスアカウントを編集」で確認できます。',
  'apiKeyDialog.keepSecret':
    'このキーを持つ人は誰でも {{name}} として操作できます。シークレット管理ツールに保管してください。',
  'apiKeyDialog.recorded': 'キーの表示は毎回記録されます。',
  'apiKeyDialog.once':
    'このキーは二度と表示できません。今すぐコピーしてください。',
  'apiKeyDialog.closing.text':
    'キーをコピーしていません。このキーは二度と表示できません。',
  'apiKeyDialog.closing.close': 'このまま閉じる',
  'apiKeyDialog.closing.keepOpen': '閉じない',
  'apiKeyDialog.generate.first':
    'このアカウントにはまだAPIキーがありません。生成しますか？',
  'apiKeyDialog.generate.afterRevoked':
    'キー「…{{hint}}」は失効しました。新しいキーを生成しますか？',
  'apiKeyDialog.generate.expires': '有効期限',
  'apiKeyDialog.generate.confirm': '生成',
  'apiKeyDialog.rotate.expired':
    'キー「…{{hint}}」は期限切れです。新しいキーに置き換わります。',
  'apiKeyDialog.rotate.lost':
    'キーリングのシークレットが失われたため、キー「…{{hint}}」は使えません。新しいキーに置き換わります。',
  'apiKeyDialog.rotate.lastUsed': '現在のキー「…{{hint}}」の最終使用: {{use}}',
  'apiKeyDialog.rotate.neverUsed':
    '現在のキー「…{{hint}}」は一度も使用されていません。',
  'apiKeyDialog.rotate.grace': '現在のキー',
  'apiKeyDialog.rotate.graceNone': 'すぐに終了',
  'apiKeyDialog.rotate.graceFor': '{{duration}}後に終了',
  'apiKeyDialog.rotate.graceNoneHelp':
    '「…{{hint}}」によるリクエストはすぐに拒否されます。',
  'apiKeyDialog.rotate.graceNoneBreaks':
    '「…{{hint}}」を使用しているものは、新しいキーに切り替えるまで失敗します。',
  'apiKeyDialog.rotate.graceHelp':
    '{{time}}まで両方のキーを使えます。それまでに「…{{hint}}」をすべて置き換えてください。',
  'apiKeyDialog.rotate.expires': '新しいキーの有効期限',
  'apiKeyDialog.rotate.endsRetiring':
    '再度ローテーションすると、このキーは終了します。',
  'apiKeyDialog.rotate.confirm': 'ローテーション',
  'apiKeyDialog.test.button': 'このキーをテスト',
  'apiKeyDialog.test.works': 'キーは使用できます。',
  'apiKeyDialog.test.refused': 'このキーはポータルで受け付けられません。',
  'apiKeyDialog.test.who': 'アカウント',
  'apiKeyDialog.test.owns': '所有権の範囲',
  'apiKeyDialog.test.reach': '呼び出し先',
  'apiKeyDialog.test.allPlugins': 'security と auth 以外のすべてのプラグイン',
  'apiKeyDialog.test.until': '有効期限',
  'apiKeyDialog.unavailable.accountDisabled':
    'アカウントが無効のため、APIキーは使用できず、表示もされません。',
  'apiKeyDialog.unavailable.enable': 'アカウントを有効にする',
  'apiKeyDialog.unavailable.expired':
    'APIキーは期限切れです。新しいキーを取得するにはローテーションしてください。',
  'apiKeyDialog.unavailable.shownOnce':
    'このポータルでは、キーは作成時に一度だけ表示されます。新しいキーを取得するにはローテーションしてください。',
  'apiKeyDialog.unavailable.lost':
    'キーリングのシークレットが失われたため、APIキーは使用も表示もできません。キーをローテーションするか、security.keyring にシークレットを戻すようポータルの運用チームに依頼してください。',
  'apiKeyDialog.unavailable.undecryptable':
    'APIキーを復号できません。ローテーションして新しいキーを取得するか、security.keyring を確認するようポータルの運用チームに依頼してください。',
  'apiKeyDialog.conflict':
    'ほかのユーザーが先にキーをローテーションしたか失効させたため、何も変更されませんでした。再読み込みして最新のキーを確認してください。',
  'apiKeyDialog.changing.generate': 'キーを生成しています…',
  'apiKeyDialog.changing.rotate': 'キーをローテーションしています…',
  'apiKeyDialog.changing.stay': 'このウィンドウを閉じないでください。',
  'apiKeyDialog.unanswered.generatedByMe':
    '応答は届きませんでしたが、たった今のご自身の操作でキー「…{{hint}}」が生成されました。',
  'apiKeyDialog.unanswered.generated':
    '応答は届きませんでした。キー「…{{hint}}」は{{time}}に{{who}}が生成しました。',
  'apiKeyDialog.unanswered.rotatedByMe':
    '応答は届きませんでしたが、たった今のご自身の操作でキーがローテーションされました。新しいキーは「…{{hint}}」です。',
  'apiKeyDialog.unanswered.rotated':
    '応答は届きませんでした。キーは{{time}}に{{who}}がローテーションしました。新しいキーは「…{{hint}}」です。',
  'apiKeyDialog.unanswered.oldWorks':
    '旧キー「…{{hint}}」は{{time}}まで使えます。',
  'apiKeyDialog.unanswered.oldEnded':
    '旧キー「…{{hint}}」によるリクエストは拒否されます。',
  'apiKeyDialog.unanswered.once':
    'このポータルではキーは作成時にしか表示されないため、表示できません。キーを取得するには、もう一度ローテーションしてください。',
  'apiKeyDialog.unanswered.unchanged':
    '応答は届きませんでした。現時点では何も変更されていません。',
  'apiKeyDialog.unanswered.unknownGenerate':
    '応答が届かず、アカウントも読み取れないため、キーが生成されたかどうかわかりません。',
  'apiKeyDialog.unanswered.unknownRotate':
    '応答が届かず、アカウントも読み取れないため、キーがローテーションされたかどうかわかりません。',
  'apiKeyDialog.unanswered.show': '表示する',
  'apiKeyDialog.unanswered.checkAgain': '再確認',
  'apiKeyDialog.facts.hint': '末尾',
  'apiKeyDialog.facts.created': '作成',
  'apiKeyDialog.facts.expires': '有効期限',
  'apiKeyDialog.facts.lastUsed': '最終使用',
  'apiKeyDialog.facts.shown': '表示',
  'apiKeyDialog.facts.shownNever': 'なし',
  'apiKeyDialog.facts.shownTimes_one': '{{count}}回、最後は{{time}}（{{who}}）',
  'apiKeyDialog.facts.shownTimes_other':
    '{{count}}回、最後は{{time}}（{{who}}）',
  'revokeDialog.title': '{{name}} のAPIキーを失効させますか？',
  'revokeDialog.text':
    '今後、キー「…{{hint}}」によるリクエストは拒否されます。この操作は元に戻せませんが、新しいキーを生成できます。',
  'revokeDialog.retiring':
    '今後、旧キー「…{{hint}}」によるリクエストは拒否されます。この操作は元に戻せません。',
  'revokeDialog.other':
    'このアカウントの別のキー「…{{hint}}」は引き続き使えます（期限: {{end}}）。両方を失効させるには「すべて失効させる」を使用してください。',
  'revokeDialog.otherNeverEnds': 'なし',
  'revokeDialog.lastUsed': '最終使用: {{use}}',
  'revokeDialog.neverUsed': '一度も使用されていません。',
  'revokeDialog.confirm': '失効させる',
  'revokeDialog.revoked': '{{name}} のAPIキーを失効させました',
  'revokeDialog.revokedOthersWork':
    '{{name}} のAPIキー「…{{hint}}」を失効させました。引き続き使えるキー: {{hints}}',
  'bulkDialog.revoke.title_one':
    '{{count}}件のアカウントのAPIキーを失効させますか？',
  'bulkDialog.revoke.title_other':
    '{{count}}件のアカウントのAPIキーを失効させますか？',
  'bulkDialog.revoke.text':
    '今後、これらのアカウントのどのキーによるリクエストも拒否されます。この操作は元に戻せませんが、新しいキーを生成できます。',
  'bulkDialog.revoke.confirm_one': '{{count}}アカウントのキーを失効させる',
  'bulkDialog.revoke.confirm_other': '{{count}}アカウントのキーを失効させる',
  'bulkDialog.disable.title_one': '{{count}}件のアカウントを無効にしますか？',
  'bulkDialog.disable.title_other': '{{count}}件のアカウントを無効にしますか？',
  'bulkDialog.disable.text':
    'アカウントを再び有効にするまで、これらのAPIキーによるリクエストは拒否されます。旧キーは二度と使えなくなります。',
  'bulkDialog.disable.confirm_one': '{{count}}アカウントを無効にする',
  'bulkDialog.disable.confirm_other': '{{count}}アカウントを無効にする',
  'bulkDialog.lastUsed': '最終使用: {{use}}',
  'bulkDialog.neverUsed': '使用歴なし',
  'bulkDialog.results.running': '処理中…',
  'bulkDialog.results.done': '完了',
  'bulkDialog.results.failed': '失敗しました。もう一度お試しください。',
  'bulkDialog.results.notPermitted':
    '失敗しました。この操作の権限がなくなりました。',
  'bulkDialog.results.gone': '失敗しました。アカウントはもう存在しません。',
  'bulkDialog.results.conflict':
    '失敗しました。ほかのユーザーが先にアカウントを変更しました。',
  'revokeAllDialog.title': '{{name}} のすべてのAPIキーを失効させますか？',
  'revokeAllDialog.text':
    '今後、次のどのキーによるリクエストも拒否されます。この操作は元に戻せませんが、新しいキーを生成できます。',
  'revokeAllDialog.key': '…{{hint}}、最終使用: {{use}}',
  'revokeAllDialog.confirm': 'すべて失効させる',
  'revokeAllDialog.revoked': '{{name}} のすべてのAPIキーを失効させました',
  'retiringKey.works': '旧キー「…{{hint}}」は{{time}}まで使えます。',
  'retiringKey.used': 'まだ使用されています。最終使用: {{use}}',
  'retiringKey.notUsed': '新しいキーへの切り替え後は使用されていません。',
  'retiringKey.end': '今すぐ失効させる',
  'retiringKey.reload': '更新',
  'expiry.default': '{{duration}}後（デフォルト）',
  'expiry.after': '{{duration}}後',
  'expiry.day': '日付を指定',
  'expiry.never': '無期限',
  'expiry.ends': '{{time}}に終了します。',
  'expiry.limits': 'このポータルで設定できる最長期間は{{longest}}です。',
  'expiry.neverHelp': '失効させるまで使えます。',
  'expiry.lastDay': '最終日',
  'expiry.lastDayHelp': '{{first}}から{{last}}まで。',
  'expiry.dayInvalid': '{{first}}から{{last}}までの日付を選択してください。',
  'snippets.title': '使い方',
  'snippets.variable':
    'キーをシークレットとして保存し、環境変数 {{variable}} で渡してください。',
  'snippets.copy': 'スニペットをコピー',
  'snippets.curl': 'curl',
  'snippets.ciJob': 'CIジョブ',
  'snippets.ciJobHelp':
    'GitHub Actionsのステップです。ほかのCIシステムでも、それぞれのシークレットから変数を設定して同じコマンドを実行します。',
  'snippets.mcpClient': 'MCPクライアント',
  'snippets.mcpClientHelp':
    '.mcp.json を読み込むクライアント用です。ポータルに @backstage/plugin-mcp-actions-backend が必要です。',
};
