# The Japanese texts that change on the page while the user works with it.

## The link that starts a sign-in

island-opening-sign-in = サインイン ページを開いています…

## The button that copies a text

island-copied = コピーしました
island-not-copied = コピーできませんでした。テキストを選択してコピーしてください。

## The sign-in with a code on another device

island-expires-in = コードの有効期限: あと { $element }
island-waiting = 承認を待っています…
island-interrupted = 現在、接続がありません。再試行しています…
island-signing-in = サインインしています…
island-code-expired = コードの有効期限が切れました。
island-new-code = 新しいコードを取得

## The button that calls an API

island-calling = { $element } を呼び出しています…
island-responded = { $host } から { $milliseconds } ミリ秒で応答がありました。
island-try-again = 再試行

## The response of the API

island-response-endpoint = エンドポイント
island-response-status = 状態
island-response-duration = 所要時間
island-response-request-id = 要求 ID
island-response-milliseconds = { $count } ミリ秒
island-response-json = 応答 (JSON)
island-response-text = 応答 (テキスト)
island-response-cut = このページに表示するには応答が長すぎるため、先頭部分だけを表示しています。
island-response-binary = API からテキストではないデータが送信されました: { $type }、{ $size }
island-response-accepted = API は要求を受け付けました。応答は空です。
island-response-empty = 応答は空です。

## The notice about the end of the session

session-soon = セッションがまもなく終了します
session-stay-advice = このアプリはしばらく使用されていません。サインインの状態を維持しますか?
session-latest-advice = セッションは延長できません。新しいタブでもう一度サインインしてから、このタブに戻ってください。このページはそのまま残ります。
session-kept-advice = このページは非表示になっていますが、入力した内容は保持されています。新しいタブで同じアカウントを使用してもう一度サインインしてから、このタブに戻ってください。
session-time-left = 残り時間: { $element }
session-stay = サインインの状態を維持する
session-close = 閉じる
