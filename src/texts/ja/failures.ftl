# The Japanese texts of errors.

failure-sentences = { $first }{ $second }

## The session and the sign-in

failure-signed-out-title = サインインしていません
failure-session-ended-title = サインイン状態が終了しました
failure-signed-out-advice = 続行するには、もう一度サインインしてください。
failure-sign-in-again = もう一度サインイン

failure-step-up-title = 追加の手順が必要です
failure-step-up-advice = サインイン サービスに進み、本人確認を行うか、アクセス許可を承諾してください。サインインの状態は維持されます。
failure-continue = 続行

failure-provider-unavailable-title = サインイン サービスに接続できません
failure-provider-unavailable-advice = 現在、サインインできません。既にサインインしている場合は、そのまま続行できます。しばらくしてから、もう一度お試しください。
failure-store-unavailable-title = 現在、セッションを読み取れません
failure-store-unavailable-advice = サインインしていた場合、サインインの状態は維持されています。しばらくしてから、もう一度お試しください。
failure-busy-title = アクセス権を更新しています
failure-busy-advice = サインインの状態は維持されています。しばらくしてから、もう一度お試しください。
failure-not-configured-title = このアプリはまだセットアップされていません
failure-not-configured-advice = このアプリの管理者に連絡してください。修正が必要な設定は、アプリのホームページに表示されています。

## Rights

failure-role-missing-title = この操作にはロールが必要です
failure-role-missing-advice = この操作に必要なロールが、このアプリで割り当てられていません。組織の管理者にロールの割り当てを依頼してください。その後、サインアウトして、もう一度サインインしてください。
failure-other-tenant-title = 所属する組織にはアクセス権がありません
failure-other-tenant-advice = これは、別の組織のユーザー向けです。その組織のアカウントをお持ちの場合は、サインアウトしてから、そのアカウントでサインインしてください。
failure-scope-missing-title = このアプリにアクセス許可がありません
failure-scope-missing-advice = このページには、サインイン サービスがこのアプリに付与しなかったアクセス許可が必要です。組織の管理者に許可を依頼してください。その後、サインアウトして、もう一度サインインしてください。
failure-group-missing-title = 必要なグループに所属していません
failure-group-missing-advice = これはグループのメンバー専用です。グループへの追加を組織の管理者に依頼してください。追加されたら、サインアウトしてからもう一度サインインしてください。
failure-proof-missing-title = サインイン サービスが本人確認を行いませんでした
failure-proof-missing-advice = 本人確認のやり直し、またはより強力な本人確認が必要です。このアプリは本人確認を要求しましたが、サインイン サービスは行いませんでした。組織の管理者に問い合わせてください。10 分後にもう一度お試しいただけます。
failure-proof-not-requestable-title = もう一度サインインする必要があります
failure-proof-not-requestable-advice = 本人確認のやり直し、またはより強力な本人確認が必要です。デバイス コードによるサインインでは、このアプリは本人確認を要求できません。サインアウトしてから、もう一度サインインしてください。それでも解決しない場合は、組織の管理者に問い合わせてください。
failure-membership-unknown-title = グループを読み取れません
failure-membership-unknown-advice = グループを確認できなかったため、このページは非表示になっています。しばらくしてから、もう一度お試しください。

## The request of the browser

failure-cross-site-title = この要求は別のサイトから送信されました
failure-cross-site-advice = 何も変更されていません。ホームページに移動し、そこからもう一度お試しください。
failure-bad-request-title = この要求は不完全です
failure-bad-request-advice = 何も変更されていません。前のページに戻って、もう一度お試しください。
failure-request-too-large-title = この要求は大きすぎます
failure-request-too-large-advice = 何も変更されていません。再び発生した場合は、ブラウザーでこのアドレスの Cookie を削除してください。
failure-too-many-requests-title = 要求が多すぎます
failure-offline-title = 接続がありません
failure-offline-advice = 何も失われていません。接続を確認して、もう一度お試しください。
failure-unexpected-title = 問題が発生しました
failure-unexpected-advice = もう一度お試しください。再び発生した場合は、このアプリの管理者に連絡してください。

## Retries

failure-retry-in-a-minute = 1 分後にもう一度お試しください。
failure-retry-in-seconds =
    { $count ->
       *[other] { $count } 秒後にもう一度お試しください。
    }
failure-retry-in-minutes =
    { $count ->
       *[other] { $count } 分後にもう一度お試しください。
    }
failure-retry-in-hours =
    { $count ->
       *[other] { $count } 時間後にもう一度お試しください。
    }
failure-retry-in-days =
    { $count ->
       *[other] { $count } 日後にもう一度お試しください。
    }

## The API (an HTTP interface of another service, such as Microsoft Graph) that the app calls for the user.

failure-api-unauthorized-title = API がサインインを受け入れませんでした
failure-api-unauthorized-advice = サインアウトして、もう一度サインインしてください。それでも解決しない場合は、組織の管理者に問い合わせてください。
failure-api-forbidden-title = この操作を行うアクセス許可がありません
failure-api-forbidden-advice = この呼び出しに必要なアクセス許可を、組織の管理者に依頼してください。
failure-api-not-configured-title = このアプリには API が設定されていません
failure-api-not-configured-advice = { $setting } を設定するよう、このアプリの管理者に依頼してください。
failure-api-foreign-page-title = このページは API のものではありません
failure-api-foreign-page-advice = 要求されたページは ENDPOINT のアドレスの下にないため、そのページには何も送信されませんでした。前のページに戻って、最初のページをもう一度開いてください。
failure-api-not-found-title = API のこのアドレスには何もありません
failure-api-not-found-advice = お使いのアカウントに、この項目がない可能性があります。項目があるはずの場合は、ENDPOINT の設定を確認するよう、このアプリの管理者に依頼してください。
failure-api-redirected-title = API は別のアドレスにあります
failure-api-redirected = API は状態コード { $status } (リダイレクト) を返しました。
failure-api-redirected-to = API は状態コード { $status } ({ $address } へのリダイレクト) を返しました。
failure-api-redirected-advice = リダイレクトに従うと、アクセス トークンがその宛先に送信されてしまうため、このアプリはリダイレクトに従いません。ENDPOINT の設定を確認するよう、このアプリの管理者に依頼してください。
failure-api-timeout-title = API が時間内に応答しませんでした
failure-api-unreachable-title = API に接続できません
failure-api-unexpected-title = API から予期しない応答が返されました
failure-api-empty-advice = API の応答は空で、JSON ではありません。ENDPOINT の設定を確認するよう、このアプリの管理者に依頼してください。
failure-api-not-json-advice = API の応答は JSON ではありません。このアプリが受信したのは { $type } ({ $size }) です。ENDPOINT の設定を確認するよう、このアプリの管理者に依頼してください。
failure-api-untyped-advice = API の応答は JSON ではありません。このアプリが受信したのは、コンテンツ タイプのない { $size } のデータです。ENDPOINT の設定を確認するよう、このアプリの管理者に依頼してください。
failure-api-lacks-data-advice = API の応答に、このページに必要なデータがありません。このアプリの管理者に連絡してください。
failure-api-undecodable-title = 応答をデコードできません
failure-api-undecodable-advice = 応答は { $encoding } でエンコードされていますが、このアプリではデコードできません。このアプリの管理者に連絡してください。
failure-api-damaged-advice = 応答の圧縮データが破損しています。しばらくしてから、もう一度お試しください。
failure-api-too-large-title = 応答が大きすぎます
failure-api-too-large-advice = 要求するデータを減らすよう、このアプリの管理者に依頼してください。

## Responses of the API by their HTTP status

failure-api-responded = API は状態コード { $status } を返しました。
failure-api-responded-with-code = API は状態コード { $status } ({ $code }) を返しました。
failure-check-endpoint-advice = 再試行しても解決しません。ENDPOINT の設定を確認するよう、このアプリの管理者に依頼してください。
failure-soon-advice = しばらくしてから、もう一度お試しください。
failure-later-advice = 後でもう一度お試しください。

failure-payment-title = API が支払いを要求しています
failure-payment-advice = ご利用のプランにこの機能が含まれているかどうか、組織の管理者に問い合わせてください。
failure-method-title = API はこの種類の要求を許可していません
failure-not-acceptable-title = API は JSON を送信できません
failure-proxy-title = プロキシが要求を拒否しました
failure-proxy-advice = プロキシがアプリのサーバーからの要求をブロックしていることを、このアプリの管理者に連絡してください。
failure-slow-request-title = API は時間内に要求を受信できませんでした
failure-conflict-title = データは変更中です
failure-gone-title = これは利用できなくなりました
failure-changed-title = データが変更されました
failure-changed-advice = ページを再読み込みして、もう一度お試しください。
failure-large-for-api-title = API への要求が大きすぎます
failure-format-title = API はこの形式をサポートしていません
failure-unprocessable-title = API は要求を処理できません
failure-locked-title = データはロックされています
failure-locked-advice = 別のプログラムが使用している可能性があります。そのプログラムが終了してから、もう一度お試しください。
failure-dependency-title = 要求の一部が失敗しました
failure-too-early-title = API はまだこの要求に対応できません
failure-legal-title = API によるこの情報の表示は認められていません
failure-legal-advice = データは法的な理由により非公開です。組織の管理者に問い合わせてください。
failure-unsupported-title = API はこの要求をサポートしていません
failure-api-problem-title = API で問題が発生しています
failure-storage-full-title = ストレージがいっぱいです
failure-storage-full-advice = 不要なものを削除するか、組織の管理者にストレージの追加を依頼してください。
failure-api-rejected-title = API が要求を拒否しました

## Durations

duration-seconds =
    { $count ->
       *[other] { $count } 秒
    }
duration-minutes =
    { $count ->
       *[other] { $count } 分
    }
duration-hours =
    { $count ->
       *[other] { $count } 時間
    }
duration-days =
    { $count ->
       *[other] { $count } 日
    }

## Sizes of files

size-bytes =
    { $count ->
       *[other] { $count } バイト
    }
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
size-gigabytes = { $count } GB
