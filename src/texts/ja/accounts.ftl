# The Japanese texts of the accounts of a browser.

accounts-title = アカウント
accounts-link = アカウントの切り替え
accounts-this = 現在使用中のアカウント
accounts-others = このブラウザーのほかのアカウント
accounts-none = このブラウザーにほかのアカウントはありません。
accounts-remaining = 次のアカウントでは、まだサインインしています。続行するアカウントを選択してください。
accounts-sign-out-all = すべてのアカウントからサインアウト
accounts-sign-out-all-lead = このブラウザーにあるすべてのアカウントのセッションが終了します。
