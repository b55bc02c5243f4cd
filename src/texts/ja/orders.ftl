# The Japanese texts of the orders.

orders-title = 自分の注文
orders-none = 注文はありません。
orders-place-title = 注文する
orders-item = 品目
orders-quantity = 数量
orders-place = 注文を確定
orders-rejected-title = 注文できませんでした
orders-rejected-advice = API によって拒否されました。前の画面に戻り、修正してもう一度注文してください。
orders-back = 自分の注文に戻る
orders-kept-advice = サインイン状態が終了したため、注文は行われませんでした。入力した内容は失われていません。新しいタブでもう一度サインインしてから、このタブに戻って注文してください。
