# The Japanese texts of signing in and signing out, and of the page that explains a failed sign-in.

## The page on which a user begins to sign in. The heading is the name of the app.

sign-in-title = サインイン
sign-in-lead-microsoft = サインインすると、Microsoft Graph などの API にあるご自身の情報を確認できます。
sign-in-lead = サインインすると、このアプリにあるご自身の情報を確認できます。
sign-in-with-microsoft = Microsoft でサインイン
sign-in-button = サインイン
sign-in-with-code = 別のデバイスでコードを使用してサインイン
sign-in-account-work = 職場または学校アカウントを使用してください。
sign-in-account-customer = お持ちのアカウントを使用するか、サインイン時にアカウントを作成してください。
sign-in-account-organization = 組織のアカウントを使用してください。
sign-in-account-demo = 開発用テナントのデモ ユーザーを 1 人選択してください。
sign-in-another-account = 別のアカウントを使用する
sign-in-where = サインイン先は { $element } です。パスワードがこのアプリに渡ることはなく、アクセス トークンがブラウザーに渡ることもありません。

## The pages of signing out.

sign-out-signed-out-title = サインアウトしました
sign-out-signed-out = このアプリからサインアウトしました。
sign-out-at-dev-tenant = 開発用テナントでのサインイン状態も終了しました。
sign-out-at-microsoft = このブラウザーでは、まだ Microsoft にサインインしている可能性があります。共有デバイスの場合は、そちらからもサインアウトするか、ブラウザーを閉じてください。
sign-out-at-provider = このブラウザーでは、まだサインイン サービスにサインインしている可能性があります。共有デバイスの場合は、そちらからもサインアウトするか、ブラウザーを閉じてください。
sign-out-sign-in-again = もう一度サインイン

sign-out-still-signed-in-title = まだサインインしています
sign-out-still-signed-in = このアプリにまだサインインしています。
sign-out-not-completed = サインアウトが完了していないか、その後もう一度サインインしています。
sign-out-button = サインアウト

sign-out-progress-title = サインアウトしています
sign-out-next-provider = このアプリからサインアウトしました。次に、サインイン サービスからサインアウトします。
sign-out-continue = 続行
sign-out-everywhere-here = このアプリでのセッションはすべて終了しました。サインイン サービスには、まだサインインしています。続行して、そちらからもサインアウトしてください。
sign-out-everywhere-continue = 続行してサインイン サービスからもサインアウト
sign-out-everywhere-problem = ほかのアプリにまだサインインしている可能性があります
sign-out-everywhere-not-allowed = このアプリに必要なアクセス許可がないため、ほかのアプリからのサインアウトはサインイン サービスによって許可されませんでした。アクセス許可を付与するか、サインアウトを実行するよう、組織の管理者に依頼してください。
sign-out-everywhere-over = このブラウザーでのサインイン サービスへのサインイン状態が既に終了していたため、このアプリは、ほかのアプリからのサインアウトを実行できませんでした。もう一度サインインしてから、サインアウトをやり直してください。
sign-out-everywhere-failed = サインイン サービスへの要求が失敗したため、ほかのアプリからはサインアウトしていません。もう一度サインインしてから、サインアウトをやり直してください。

## The page that ends a redirect loop

sign-in-stopped-title = サインインを中止しました
sign-in-stopped-explanation = 2 分以内に 3 回、サインイン サービスから戻りましたが、サインインはまだ完了していません。何も変更せずに再試行しても、おそらく失敗するため、このアプリはここで中止しました。次の点を確認してから、最初からやり直してください。
sign-in-stopped-cookies = このサイトの Cookie を許可し、1 つのブラウザー ウィンドウだけで開いてください。
sign-in-stopped-another-account = このアカウントが拒否された場合は、別のアカウントを使用してください。
sign-in-stopped-clock = このデバイスの日付と時刻が正しいことを確認してください。
sign-in-stopped-again = 再び発生した場合は、このアプリの管理者に連絡してください。
sign-in-stopped-start-again = 最初からやり直す

## The page that offers to reset a password

reset-password-title = パスワードのリセット
reset-password-question = パスワードを忘れた場合
reset-password-explanation = サインイン サービスで新しいパスワードを設定してください。設定後、サインインした状態になります。
reset-password-link = パスワードをリセット

## The page that explains a failed sign-in.

sign-in-failed-title = サインインに失敗しました
sign-in-failed-try-again = 再試行
sign-in-failed-another-account = 別のアカウントを使用する
sign-in-failed-approve = 管理者として承認
sign-in-failed-details = 詳細
sign-in-failed-copy = 詳細をコピー
sign-in-failed-detail-error = エラー
sign-in-failed-detail-code = コード
sign-in-failed-detail-trace-id = トレース ID
sign-in-failed-detail-correlation-id = 相関 ID
sign-in-failed-detail-time = 時刻 (UTC)
sign-in-failed-for-administrators = 管理者向け
sign-in-failed-for-developers = 開発者向け

sign-in-failed-report = 操作に誤りはありません。下の詳細を、このアプリの管理者に送信してください。
sign-in-failed-try-again-soon = しばらくしてから、もう一度お試しください。

sign-in-failed-unknown = このサインインは、既に完了しているか、時間がかかりすぎたか、別のブラウザーで開始されています。
sign-in-failed-unknown-next = これは、[戻る] の使用、再読み込み、または長い中断の後に発生するもので、問題はありません。もう一度お試しください。通常は 1 回のクリックで完了します。
sign-in-failed-unknown-admin = アカウントとアプリの登録に問題はありません。多くのユーザーで発生する場合は、ユーザーのブラウザーがこのアプリの Cookie をブロックしている可能性があります。

sign-in-failed-malformed = サインイン サービスの応答が不完全か、無効です。
sign-in-failed-malformed-next = アドレスが途中で切れているか、変更された可能性があります。このページからもう一度お試しください。
sign-in-failed-nothing-to-change-admin = アカウントとアプリの登録に問題はありません。何も変更する必要はありません。

sign-in-failed-code-expired = このサインインは、既に完了しているか、時間がかかりすぎています。
sign-in-failed-code-expired-next = 安全のため、サインインは数分以内に、1 回だけ完了する必要があります。もう一度お試しください。通常は 1 回のクリックで完了します。

sign-in-failed-mixed-up = サインイン サービスの応答が別のサインインのものだったため、このアプリは応答を拒否しました。
sign-in-failed-mixed-up-next = このアプリへのサインインを行っているほかのタブを閉じて、もう一度お試しください。
sign-in-failed-mixed-up-admin = 何も変更する必要はありません。頻繁に発生する場合は、サインイン ログを確認してください。攻撃者が、盗んだ応答を使用している可能性があります。

sign-in-failed-device-code = コードが時間内に承認されませんでした。
sign-in-failed-device-code-next = 新しいコードを取得するには、もう一度お試しください。
sign-in-failed-device-code-admin = コードが時間内に承認されていた場合は、条件付きアクセス ポリシーがデバイス コードによるサインインをブロックしている可能性があります。

sign-in-failed-ended = 以前のサインイン状態は終了しました。
sign-in-failed-ended-next = これは、長い中断の後や、パスワードが新しくなった後に発生します。再試行して、通常どおりサインインしてください。
sign-in-failed-ended-admin = サインイン状態は、使用されなかった場合、パスワードがリセットされた場合、またはセッションが取り消された場合に終了します。ユーザーは、もう一度サインインするだけで済みます。

sign-in-failed-declined = このアプリが要求したアクセス許可が拒否されました。
sign-in-failed-declined-next = これらのアクセス許可がないと、サインインできません。誤って拒否した場合は、再試行して承諾してください。
sign-in-failed-declined-admin = 同意のページが表示されないようにするには、組織全体に対して同意を付与してください: [エンタープライズ アプリケーション]、このアプリ、[アクセス許可]

step-up-declined-title = 要求が拒否されました
step-up-declined = このアプリの要求を拒否しました。
step-up-declined-next = サインインの状態は維持され、何も変更されていません。誤って拒否した場合は、再試行して承諾してください。
step-up-failed-title = 追加の手順に失敗しました
step-up-failed-note = これは、ページまたは操作に必要な追加の手順でした。サインインの状態は維持されます。

sign-in-failed-consent = このアプリには、まだ同意していないアクセス許可が必要です。
sign-in-failed-consent-next = 再試行して、アクセス許可を承諾してください。そのページが表示されない場合は、下の詳細を組織の管理者に送信してください。
sign-in-failed-consent-admin = ユーザーによる同意が許可されていない場合は、組織に対して同意を付与してください: [エンタープライズ アプリケーション]、このアプリ、[アクセス許可]

sign-in-failed-admin-consent = 所属する組織では、最初に管理者がこのアプリを承認する必要があります。
sign-in-failed-admin-consent-next = 下の詳細を組織の管理者に送信してください。承認されたら、もう一度お試しください。
sign-in-failed-admin-consent-admin = アプリが要求しているアクセス許可を確認し、同意を付与してください: [エンタープライズ アプリケーション]、このアプリ、[アクセス許可]、[管理者の同意を与えます]

sign-in-failed-account = このアカウントはここでは使用できません。
sign-in-failed-account-next = 別のアカウントを使用するか、このアカウントにアクセス権を付与するよう、組織の管理者に依頼してください。
sign-in-failed-account-admin = アカウントが有効であること、テナントに属しているかテナントのゲストであること、必要な場合はアプリに割り当てられていることを確認してください。

sign-in-failed-tenant = 所属する組織には、このアプリの使用が許可されていません。
sign-in-failed-tenant-next = 別の組織のアカウントを使用するか、所属する組織を許可するよう、このアプリの管理者に依頼してください。
sign-in-failed-tenant-admin = サインインできるのは、ALLOWED_TENANTS にある組織のユーザーだけです。このアプリの管理者は、この設定にテナント ID を追加できます。
sign-in-failed-tenant-id = アカウントのテナント ID は { $tenant } です。ALLOWED_TENANTS に、この ID は含まれていません。
sign-in-failed-no-tenants = ALLOWED_TENANTS が設定されていますが、このサインイン サービスにはテナントがありません。この設定は空のままにしてください。

sign-in-failed-password = 新しいパスワードが要求されましたが、このアプリはその機能を提供していません。
sign-in-failed-password-next = このアプリの管理者に、新しいパスワードを依頼してください。古いパスワードを思い出した場合は、もう一度お試しください。
sign-in-failed-password-admin = ユーザーに新しいパスワードを設定するか、サインインのユーザー フローでセルフサービス パスワード リセットを有効にしてください。

sign-in-failed-more-proof = 所属する組織では、追加の本人確認が必要です。
sign-in-failed-more-proof-next = 再試行して、サインイン ページの手順に従ってください。または、組織が信頼するデバイスかネットワークを使用してください。
sign-in-failed-more-proof-admin = 条件付きアクセス ポリシーまたはアカウントの設定で必要とされています。ポリシーの名前は、サインイン ログで確認できます。

sign-in-failed-set-up = このアプリは、サインインのためのセットアップが正しくありません。
sign-in-failed-set-up-admin = アプリの登録とこのアプリの設定を比較してください: クライアント ID、リダイレクト URI、アカウントの種類、API のアクセス許可

sign-in-failed-credential = サインイン サービスがこのアプリの資格情報を拒否しました。有効期限が切れている可能性があります。
sign-in-failed-credential-admin = アプリの登録の [証明書とシークレット] で、クライアント シークレットまたは証明書の有効期限が切れていないかどうかを確認してください。切れている場合は、新しく作成してください。

sign-in-failed-no-credential = 現在、このアプリはサインイン サービスで認証を行うことができません。
sign-in-failed-no-credential-admin = アカウントとサインイン サービスは原因ではありません。このアプリのマネージド ID に有効なトークンがありません。このアプリの管理者に連絡してください。

sign-in-failed-store = 現在、このアプリはサインインを保存できません。
sign-in-failed-store-admin = アカウントとサインイン サービスは原因ではありません。このアプリの管理者に連絡してください。

sign-in-failed-unreachable = 現在、サインイン サービスに接続できません。
sign-in-failed-unreachable-admin = サインイン サービスが障害を報告しているかどうかを確認してください。報告がない場合は、このアプリのネットワークが要求をブロックしている可能性があります。

sign-in-failed-provider = 現在、サインイン サービスはサインインを完了できません。
sign-in-failed-provider-admin = サインイン サービスが障害を報告しているかどうか、または、要求が多すぎるためにこのテナントやこのアプリを制限しているかどうかを確認してください。

sign-in-failed-unusable = サインイン サービスから、このアプリで使用できない応答が返されました。
sign-in-failed-unusable-next = 操作に誤りはありません。もう一度お試しください。再び発生した場合は、下の詳細を、このアプリの管理者に送信してください。
sign-in-failed-unusable-admin = サインイン サービスの代わりにプロキシまたはファイアウォールが応答しているか、このアプリの設定にあるサインイン サービスのアドレスが間違っている可能性があります。

sign-in-failed-clock = このアプリの時計とサインイン サービスの時計のずれが大きすぎます。
sign-in-failed-clock-next = 操作に誤りはありません。数分後にもう一度お試しください。再び発生した場合は、このアプリの管理者に連絡してください。
sign-in-failed-clock-admin = アカウントとアプリの登録に問題はありません。このアプリを実行しているコンピューターの時計を修正してください。

sign-in-failed-not-trusted = サインイン サービスの応答を検証できなかったため、このアプリは応答を拒否しました。
sign-in-failed-not-trusted-next = もう一度お試しください。再び発生した場合は、下の詳細を、このアプリの管理者に送信してください。
sign-in-failed-not-trusted-admin = サインインしたユーザーはいません。このアプリの設定が変更されていない場合は、セキュリティ インシデントとして扱ってください。

sign-in-failed-refused = サインイン サービスがサインインを拒否しました。
sign-in-failed-refused-next = もう一度お試しください。再び発生した場合は、下の詳細を組織の管理者に送信してください。
sign-in-failed-refused-admin = 理由は、テナントのサインイン ログで確認できます。詳細にある ID で検索してください。

## The admin consent: an administrator approves the app for all users of the organization

admin-consent-title = 管理者の同意
admin-consent-offered = 組織でこのアプリを承認する
admin-consent-offered-explanation = このページは管理者向けです。承認は、組織のすべてのユーザーに有効です。承認後、Microsoft が各ユーザーに同意を求めることはなくなります。
admin-consent-permissions = このアプリは、ユーザーのサインインを行い、ユーザーの名前とメール アドレスを読み取り、{ $scopes } を使用してユーザーの代わりに API を呼び出します。
admin-consent-no-permissions = このアプリは、ユーザーのサインインを行い、ユーザーの名前とメール アドレスを読み取り、それ以外のアクセス許可なしでユーザーの代わりに API を呼び出します。
admin-consent-continue = Microsoft に進む

admin-consent-given = アプリは承認されました
admin-consent-given-explanation = 承認は Microsoft によって確認されました。すべての場所で有効になるまでに、数分かかることがあります。
admin-consent-given-next = 組織のすべてのユーザーがサインインできるようになりました。承認を確認または取り消すには、Microsoft Entra 管理センターで [エンタープライズ アプリケーション] を開いてください。

admin-consent-reported-given = Microsoft から、同意が付与されたという報告がありました
admin-consent-reported-given-explanation = 管理者がこのアプリを承認しました。サインインできるようになりました。承認がすべての場所で有効になるまでに、数分かかることがあります。
admin-consent-reported-refused = Microsoft から、同意がなかったという報告がありました
admin-consent-reported-refused-explanation = 何も変更されていません。承認が拒否されたか、アカウントにアプリを承認する権限がありません。
admin-consent-reported-unverified = 承認がこのアプリのページから開始されていないため、アプリでは確認できません。承認の一覧は、Microsoft Entra 管理センターの [エンタープライズ アプリケーション] に表示されます。
admin-consent-sign-in = サインイン

admin-consent-refused = アプリは承認されていません
admin-consent-refused-explanation = 何も変更されていません。承認が拒否されたか、お使いのアカウントにアプリを承認する権限がありません。
admin-consent-try-again = 再試行
admin-consent-details = 詳細
admin-consent-detail-error = エラー
admin-consent-detail-code = コード
admin-consent-detail-trace-id = トレース ID
admin-consent-detail-correlation-id = 相関 ID
admin-consent-detail-time = 時刻 (UTC)

admin-consent-unknown = この応答は無効になりました
admin-consent-unknown-explanation = 承認に時間がかかりすぎたか、別のブラウザーで開始されたか、このページが既に開かれています。アプリが承認されているかどうかは、Microsoft Entra 管理センターの [エンタープライズ アプリケーション] で確認してください。
admin-consent-start-again = 最初からやり直す
