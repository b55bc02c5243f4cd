# The Japanese texts of the dashboard and its cards.

dashboard-title = ダッシュボード
dashboard-loading = データを読み込んでいます…

## A card without data

dashboard-stale-seconds = { $count ->
   *[other] これは { $count } 秒前のデータです。
}
dashboard-stale-minutes = { $count ->
   *[other] これは { $count } 分前のデータです。
}
dashboard-licence-missing = お使いのアカウントには、このサービスのライセンスがありません。必要な場合は、組織の管理者に問い合わせてください。
dashboard-throttled = Microsoft Graph が受け取った要求が多すぎます。{ $advice }
dashboard-allow = { $scope } を許可
dashboard-allow-card = ({ $title })
dashboard-forbidden = Microsoft Graph は、このアプリによるデータの読み取りを許可しませんでした。{ $element } はご自身で許可済みですが、組織で許可されていません。組織の管理者に問い合わせてください。
dashboard-forbidden-administrator = 管理者の方ですか?
dashboard-forbidden-consent = 組織でこのアプリを許可する
dashboard-forbidden-text = 管理者に送るテキスト
dashboard-forbidden-request = クライアント ID が { $client_id } のアプリに、Microsoft Graph の委任されたアクセス許可 { $scope } の使用を許可してください。
dashboard-forbidden-request-page = クライアント ID が { $client_id } のアプリに、Microsoft Graph の委任されたアクセス許可 { $scope } の使用を許可してください。許可するページ: { $address }

## Details of an item

dashboard-separator = { "、" }

## The profile of the user, and its card

dashboard-profile-title = マイ プロファイル
dashboard-profile-allow = このアプリがプロファイルを読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-profile-empty = 組織に、ご自身のプロファイルは登録されていません。
dashboard-profile-open = マイ プロファイルを開く
dashboard-profile-job = 役職
dashboard-profile-department = 部署
dashboard-profile-organization = 組織
dashboard-profile-office = 勤務先所在地
dashboard-profile-mail = メール

## The presence in Microsoft Teams

dashboard-presence-title = プレゼンス
dashboard-presence-allow = このアプリが Microsoft Teams のプレゼンスを読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-presence-empty = プレゼンスは不明です。
dashboard-presence-with-activity = { $availability } ({ $activity })
dashboard-presence-available = 連絡可能
dashboard-presence-away = 退席中
dashboard-presence-busy = 取り込み中
dashboard-presence-do-not-disturb = 応答不可
dashboard-presence-offline = オフライン
dashboard-presence-in-a-call = 通話中
dashboard-presence-in-a-meeting = 会議中
dashboard-presence-presenting = 発表中
dashboard-presence-back-soon = 一時退席中
dashboard-presence-out-of-office = 外出中
dashboard-presence-urgent-only = 緊急の通話のみ

## The agenda

dashboard-agenda-title = 予定
dashboard-agenda-allow = このアプリが予定表を読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-agenda-empty = 今後 3 日間に予定はありません。
dashboard-agenda-zone = 時刻はすべて { $zone } のタイム ゾーンです。
dashboard-zone-own = 自分のタイム ゾーンで表示
dashboard-zone-title = タイム ゾーン
dashboard-zone-allow = このアプリがタイム ゾーンを読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。

## Mail

dashboard-mail-title = メール
dashboard-mail-allow = このアプリがメールの差出人と件名を読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-mail-empty = 受信トレイにメッセージはありません。
dashboard-mail-unread = 未読:

## Tasks in Microsoft Planner

dashboard-tasks-title = タスク
dashboard-tasks-allow = このアプリがタスクを読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-tasks-empty = 未完了のタスクはありません。
dashboard-tasks-due = 期限: { $element }
dashboard-tasks-overdue = 期限切れ

## Files in OneDrive

dashboard-files-title = ファイル
dashboard-files-allow = このアプリがファイルを読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-files-empty = OneDrive にファイルはありません。
dashboard-files-missing = OneDrive はまだセットアップされていません。OneDrive を初めて開いたときにセットアップされます。
dashboard-files-folder = フォルダー
dashboard-files-changed = 更新: { $element }

## People

dashboard-people-title = ユーザー
dashboard-people-allow = このアプリが、一緒に仕事をしているユーザーの一覧を読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-people-empty = 一緒に仕事をしているユーザーの情報は Microsoft Graph にありません。

## Teams of Microsoft Teams

dashboard-teams-title = チーム
dashboard-teams-allow = このアプリがチームの名前を読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-teams-empty = どのチームにも所属していません。

## Groups

dashboard-groups-title = グループ
dashboard-groups-allow = このアプリがグループを読み取るには、ご自身の許可が必要です。サインインの状態は維持されます。
dashboard-groups-empty = どのグループにも所属していません。
dashboard-groups-unnamed = { $count ->
   *[other] 名前を表示できない { $count } 個のグループに所属しています。
}
dashboard-groups-unnamed-at-least = { $count ->
   *[other] 名前を表示できない { $count } 個以上のグループに所属しています。
}
dashboard-groups-names = 名前を表示するには、管理者が { $scope } を許可する必要があります。
