# The Japanese texts of the page of a signed-in user, its picture, and the page for an unknown address.

home-title = ようこそ
home-welcome = ようこそ、{ $element } さん
home-signed-in-at = サインイン先
home-tenant = テナント
home-signed-in-as = サインイン中のアカウント
home-edit-profile = プロファイルを編集

home-api = ダウンストリーム API
home-api-endpoint = エンドポイント
home-api-permissions = アクセス許可
home-api-call = ダウンストリーム API を呼び出す

home-picture = サインインと API 呼び出しのしくみ
home-picture-description = ブラウザーはプロバイダーでサインインし、このアプリのセッション Cookie だけを保持します。このアプリは、プロバイダーでコードをトークンと交換し、トークンをサーバーに保管し、そのトークンを使用して API を呼び出します。
home-picture-browser = ブラウザー
home-picture-browser-holds = セッション Cookie のみを保持
home-picture-session-cookie = セッション Cookie
home-picture-app = このアプリ
home-picture-app-keeps = トークンをサーバーに保管
home-picture-code-for-tokens = コードをトークンに
home-picture-sign-in-page = サインイン ページ
home-picture-access-token = アクセス トークン
home-picture-dev-tenant = 開発用テナント
home-picture-openid-provider = OpenID プロバイダー
home-picture-dev-graph = Graph の代替サーバー
home-picture-api = ダウンストリーム API

not-found-title = ページが見つかりません
not-found-explanation = このアドレスにページはありません。リンクが古いか、不完全な可能性があります。
