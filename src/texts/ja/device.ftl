# The Japanese texts of the page that shows a code for another device.

device-title = コードでサインイン
device-open-address = このデバイスまたは別のデバイスで、次のアドレスを開いてください:
device-scan = または、スマートフォンで読み取ってください:
device-qr-code = アドレス { $address } の QR コード
device-enter-code = 次のコードを入力してください:
device-copy-code = コードをコピー
device-approve = 開いたページでサインインし、承認してください。その後、このページに戻ると、自動的に次に進みます。
device-expires =
    { $minutes ->
        [1] コードの有効期限は約 1 分後に切れます。
       *[other] コードの有効期限は { $minutes } 分後に切れます。
    }
device-approved = 承認しました
device-cancel = キャンセル
