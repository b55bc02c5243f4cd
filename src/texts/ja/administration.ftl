# The Japanese texts of the page for administrators of the app.

administration-title = 管理
administration-link = 管理

## Sessions

administration-sessions = ユーザー別のセッション
administration-sessions-lead = { $users ->
    [0] 組織内に、セッションのあるユーザーはいません。
   *[other] 組織内の { $users } 人のユーザーにセッションがあります。
}
administration-references = ストアには名前がないため、ユーザーはログの参照 ID で表示されます。
administration-left-out = { $count ->
   *[other] セッションがより古い { $count } 人のユーザーは表示されていません。ユーザーの検索には ID を使用してください。
}
administration-user = ユーザー { $reference }
administration-you = ご自身です。
administration-browser = ブラウザー
administration-started = 開始
administration-last-used = 最終使用
administration-end-user = このユーザーのセッションをすべて終了
administration-ended = { $count ->
    [0] ユーザーにセッションがなかったため、終了したセッションはありません。
   *[other] { $count } 件のセッションを終了しました。
}

## Search

administration-find = ユーザーの検索
administration-object-id = オブジェクト ID
administration-subject = サブジェクト (sub)
administration-find-button = 検索
administration-not-found = このユーザーにセッションはありません。
administration-show-all = すべてのユーザーを表示

## State

administration-state = このプロセスの状態
administration-store = セッション ストア
administration-store-responds = 応答あり
administration-store-fails = 応答なし
administration-metadata = プロバイダーのメタデータ
administration-metadata-fetched = 取得済み
administration-metadata-missing = 起動後は未取得
administration-live-sessions = ストア内の有効なセッション (1 分ごとに集計)
administration-live-sessions-unknown = 集計できません
administration-credential = 資格情報
administration-credential-expires = { $kind }: 有効期限 { $date }
administration-credential-certificate = クライアント証明書
administration-credential-assertion = クライアント アサーション
administration-credential-secret = クライアント シークレット
administration-credential-none = 有効期限がわかる資格情報はありません

## Sign-ins

administration-sign-ins = { $since } 以降のサインイン
administration-sign-ins-note = これは、このプロセスで行われたサインインです。ほかのレプリカでは、それぞれ別に集計されます。
administration-succeeded = 成功
administration-failed = 失敗
administration-class = 失敗の分類
administration-count = 件数
administration-no-failures = 失敗したサインインはありません。
