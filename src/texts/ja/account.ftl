# The Japanese texts of the pages of a user's own data.

account-back = 戻る
account-no-subject = (件名なし)
account-unknown-sender = (差出人不明)

## The page of the mail

account-mail-title = 最新のメール
account-mail-empty = メールボックスにメッセージはありません。
account-mail-permission = このページは、ご自身または組織の管理者が付与したアクセス許可 { $scope } を使用します。読み取るのは、各メッセージの差出人、日時、件名、リンク、既読かどうかだけです。

## The page of the calendar

account-calendar-title = 予定表
account-calendar-empty = 今後 7 日間に予定はありません。
account-calendar-lead = 今後 7 日間の予定を、最大 50 件表示します。時刻はすべて { $zone } のタイム ゾーンです。
account-calendar-permission = このページは、ご自身または組織の管理者が付与したアクセス許可 { $scope } を使用します。読み取るのは、各予定の日時、場所、件名、会議のリンクだけです。
account-calendar-cancelled = (キャンセル済み)
account-calendar-join = オンラインで参加
account-calendar-all-day = 終日
account-calendar-all-day-until = 終日 ({ $element } まで)

## The page of the profile

account-profile-title = マイ プロファイル
account-profile-session = このセッション
account-profile-started = 開始
account-profile-idle-end = 終了 (操作がない場合)
account-profile-absolute-end = 終了 (最長)
account-profile-sessions = 自分のセッション

## The claims of the ID token. "Claim" and "ID token" are terms of OpenID Connect.

account-claims-title = ID トークンのクレーム
account-claims-lead = ユーザーに関するデータを保存するアプリは、名前やアドレスではなく、キーとして使用可能なクレームでユーザーを識別する必要があります。
account-claims-table = クレームの表
account-claims-claim = クレーム
account-claims-value = 値
account-claims-meaning = 意味
account-claims-key = キーとして使用可能
account-claims-key-no = いいえ
account-claims-key-with = はい ({ $claim } と組み合わせた場合)
account-claims-hidden = (非表示)
account-claims-unknown = このアプリでは不明なクレームです。
account-claim-acct = アカウントの種類。0 はメンバー、1 はゲストです。
account-claim-acr = 認証のレベル。
account-claim-acrs = ユーザーが満たした認証コンテキスト。
account-claim-aio = プロバイダーが内部で使用する値。
account-claim-amr = ユーザーが認証した方法。
account-claim-at-hash = アクセス トークンのハッシュ。トークンの差し替えを防ぎます。
account-claim-aud = トークンの発行先である、このアプリのクライアント ID。
account-claim-auth-time = ユーザーが認証した日時。
account-claim-azp = トークンの発行先のクライアント。
account-claim-c-hash = コードのハッシュ。コードの差し替えを防ぎます。
account-claim-email = メール アドレス。変更されることも、別のユーザーに割り当てられることもあります。
account-claim-exp = トークンの有効期限が切れる日時。
account-claim-family-name = 姓。
account-claim-given-name = 名。
account-claim-groups = ユーザーのグループ。
account-claim-hasgroups = ユーザーが属するグループは、トークンに含まれているグループよりも多くあります。
account-claim-iat = トークンが発行された日時。
account-claim-idp = ユーザーを認証した ID プロバイダー。
account-claim-iss = トークンの発行者。
account-claim-jti = トークンの ID。
account-claim-login-hint = 次回のサインインとサインアウトで使用するアカウントを示します。
account-claim-name = 表示名。ユーザーまたは管理者が変更できます。
account-claim-nbf = トークンが有効になる日時。それより前は無効です。
account-claim-nonce = トークンを、このアプリの 1 回のサインインに結び付けます。
account-claim-oid = テナント内のユーザー。すべてのアプリで同じ値で、再利用されることはありません。
account-claim-preferred-username = 表示用のユーザー名。変更されることがあります。
account-claim-rh = プロバイダーが内部で使用する値。
account-claim-roles = ユーザーのアプリ ロール。
account-claim-sid = プロバイダーでのセッション。プロバイダーからのサインアウトに使用されます。
account-claim-sub = このアプリでのユーザー。別のアプリには別の値が渡されます。
account-claim-tid = ユーザーのテナント。
account-claim-uti = プロバイダーのサポートで使用されるトークンの ID。
account-claim-ver = トークンのバージョン。

## The page of the sessions

account-sessions-title = 自分のセッション
account-sessions-one-ended = そのセッションは終了しました。
account-sessions-others-ended = ほかのセッションはすべて終了しました。
account-sessions-this = このセッション
account-sessions-sign-out-here = ここでサインアウト
account-sessions-others = ほかのセッション
account-sessions-alone = ほかのセッションはありません。
account-sessions-left-out = { $count ->
   *[other] これより前に使用された { $count } 件のセッションは表示されていません。
}
account-sessions-end-one = このセッションを終了
account-sessions-end-others = ほかのセッションをすべて終了
account-sessions-everywhere = すべての場所でサインアウト
account-sessions-everywhere-lead = このセッションを含め、このアプリでのセッションをすべて終了します。
account-sessions-revoke = このアカウントで使用しているほかのすべてのアプリからもサインアウトする
account-sessions-revoke-note = その場合、サインイン サービスにより、すべてのデバイスでサインアウトされます。これには数分かかることがあります。
account-sessions-started = 開始
account-sessions-last-used = 最終使用
account-sessions-browser-on-system = { $system } の { $browser }
account-sessions-unknown-on-system = { $system } のブラウザー
account-sessions-unknown-browser = 不明なブラウザー
account-sessions-this-browser = このブラウザー

## The page with the response of an API

account-api-result-title = ダウンストリーム API の応答
account-api-page = ページ
account-api-search = 応答内を検索
account-api-search-button = 検索
account-api-matches = 一致: { $element } 件
account-api-download = ダウンロード
account-api-copy = テキストをコピー
account-api-text = 応答のテキスト
account-api-first = 最初のページ
account-api-next = 次のページ
account-api-next-elsewhere = API が示す次のページは別のアドレスにあります。このアプリはそのページを開きません。
account-api-tree-cut = 応答が長いため、ツリーには一部が表示されていません。応答内を検索するか、応答をダウンロードしてください。
account-api-entries = { $count ->
   *[other] { $count } 項目
}
