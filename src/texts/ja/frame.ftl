# The Japanese texts of the frame around every page.

## Above the header

frame-skip = コンテンツにスキップ
frame-about = このアプリについて
frame-dev-tenant = 開発用テナント:
frame-dev-tenant-data = 実在のアカウントやデータは含まれません

## Navigation

navigation-name = メイン
navigation-menu = メニュー
navigation-home = ホーム
navigation-dashboard = ダッシュボード
navigation-profile = マイ プロファイル
navigation-mail = 最新のメール
navigation-calendar = 予定表
navigation-orders = 自分の注文

## Account menu

account-menu = アカウント:
account-menu-tenant = テナント { $id }
account-menu-sessions = 自分のセッション
account-menu-another = 別のアカウントを使用する
account-menu-sign-out = サインアウト
account-menu-sign-in = サインイン

## Footer

footer-support = サポート
footer-privacy = プライバシー
footer-terms = 利用規約
footer-language = 言語:

## Page of an error

frame-homepage = ホームページ
error-try-again = 再試行
error-request-id = このアプリの管理者は、ログで原因を調べることができます。要求 ID: { $element }
