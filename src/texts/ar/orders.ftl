# The Arabic texts of the orders.

orders-title = طلباتي
orders-none = ليس لديك أي طلبات.
orders-place-title = تقديم طلب
orders-item = الصنف
orders-quantity = الكمية
orders-place = تقديم الطلب
orders-rejected-title = لم يُقدَّم الطلب
orders-rejected-advice = رفضته واجهة API. ارجع وصحّح الطلب ثم قدّمه مرة أخرى.
orders-back = العودة إلى طلباتي
orders-kept-advice = لم تعد قيد تسجيل الدخول، لذلك لم يُقدَّم الطلب. لم يُفقد أي شيء مما كتبته. سجّل الدخول مرة أخرى في علامة تبويب جديدة، ثم عُد إلى علامة التبويب هذه وقدّم الطلب.
