# The Arabic texts of the accounts of a browser.

accounts-title = الحسابات
accounts-link = تبديل الحساب
accounts-this = أنت تستخدم هذا الحساب
accounts-others = حسابات أخرى في هذا المستعرض
accounts-none = لا توجد حسابات أخرى في هذا المستعرض.
accounts-remaining = لا يزال تسجيل دخولك بهذه الحسابات قائمًا. اختر حسابًا للمتابعة به.
accounts-sign-out-all = تسجيل الخروج من جميع الحسابات
accounts-sign-out-all-lead = يؤدي هذا إلى إنهاء جلسات جميع حساباتك في هذا المستعرض.
