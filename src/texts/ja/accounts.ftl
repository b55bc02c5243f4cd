# The Japanese texts of the accounts of a browser.

accounts-title = アカウント
accounts-link = アカウントの切り替え
accounts-this = 現在使用中のアカウント
accounts-others = このブラウザーの他のアカウント
accounts-none = このブラウザーに他のアカウントはありません。
accounts-remaining = 次のアカウントではまだサインインしています。続行するアカウントを選択してください。
accounts-sign-out-all = すべてのアカウントからサインアウト
accounts-sign-out-all-lead = このブラウザーにあるすべてのアカウントのセッションが終了します。
