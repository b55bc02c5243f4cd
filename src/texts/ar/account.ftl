# The Arabic texts of the pages of a user's own data.

account-back = رجوع
account-no-subject = (بدون موضوع)
account-unknown-sender = (مرسل غير معروف)

## The page of the mail

account-mail-title = أحدث رسائل بريدي
account-mail-empty = لا توجد رسائل في علبة بريدك.
account-mail-permission = تستخدم هذه الصفحة الإذن { $scope } الذي منحته أنت أو مسؤول مؤسستك. ولا تقرأ سوى المرسل والوقت والموضوع والرابط لكل رسالة، وما إذا كنت قد قرأتها.

## The page of the calendar

account-calendar-title = تقويمي
account-calendar-empty = ليس لديك أحداث خلال الأيام السبعة القادمة.
account-calendar-lead = أحداثك خلال الأيام السبعة القادمة، بحد أقصى 50 حدثًا. جميع الأوقات بتوقيت المنطقة الزمنية { $zone }.
account-calendar-permission = تستخدم هذه الصفحة الإذن { $scope } الذي منحته أنت أو مسؤول مؤسستك. ولا تقرأ سوى الوقت والمكان والموضوع ورابط الاجتماع لكل حدث.
account-calendar-cancelled = (ملغى)
account-calendar-join = الانضمام عبر الإنترنت
account-calendar-all-day = طوال اليوم
account-calendar-all-day-until = طوال اليوم حتى { $element }

## The page of the profile

account-profile-title = ملفي الشخصي
account-profile-session = هذه الجلسة
account-profile-started = بدأت
account-profile-idle-end = تنتهي عند عدم الاستخدام
account-profile-absolute-end = تنتهي على أبعد تقدير
account-profile-sessions = جلساتي

## The claims of the ID token. "Claim" and "ID token" are terms of OpenID Connect.

account-claims-title = المطالبات في الرمز المميز للمعرّف
account-claims-lead = على التطبيقات التي تخزّن بيانات عنك أن تحدّد هويتك من خلال المطالبات الصالحة كمفتاح، وليس من خلال اسم أو عنوان أبدًا.
account-claims-table = جدول المطالبات
account-claims-claim = المطالبة
account-claims-value = القيمة
account-claims-meaning = المعنى
account-claims-key = صالحة كمفتاح
account-claims-key-no = لا
account-claims-key-with = نعم، مع { $claim }
account-claims-hidden = (مخفية)
account-claims-unknown = لا يعرف هذا التطبيق هذه المطالبة.
account-claim-acct = نوع الحساب: 0 للعضو، و1 للضيف.
account-claim-acr = مستوى المصادقة.
account-claim-acrs = سياقات المصادقة التي استوفاها المستخدم.
account-claim-aio = قيمة للاستخدام الداخلي لدى الموفّر.
account-claim-amr = طريقة مصادقة المستخدم.
account-claim-at-hash = تجزئة الرمز المميز للوصول، التي تحميه من الاستبدال.
account-claim-aud = معرّف العميل لهذا التطبيق، الذي صدر الرمز المميز من أجله.
account-claim-auth-time = وقت مصادقة المستخدم.
account-claim-azp = العميل الذي صدر له الرمز المميز.
account-claim-c-hash = تجزئة رمز التفويض، التي تحميه من الاستبدال.
account-claim-email = عنوان البريد الإلكتروني. يمكن أن يتغيّر، ويمكن أن يحصل عليه مستخدم آخر.
account-claim-exp = وقت انتهاء صلاحية الرمز المميز.
account-claim-family-name = اسم العائلة.
account-claim-given-name = الاسم الأول.
account-claim-groups = مجموعات المستخدم.
account-claim-hasgroups = لدى المستخدم مجموعات أكثر مما يسرده الرمز المميز.
account-claim-iat = وقت إصدار الرمز المميز.
account-claim-idp = موفّر الهوية الذي أجرى مصادقة المستخدم.
account-claim-iss = مُصدِر الرمز المميز.
account-claim-jti = معرّف الرمز المميز.
account-claim-login-hint = تحدّد الحساب عند تسجيل الدخول التالي وعند تسجيل الخروج.
account-claim-name = اسم العرض. يمكن للمستخدم أو المسؤول تغييره.
account-claim-nbf = الوقت الذي لا يكون الرمز المميز صالحًا قبله.
account-claim-nonce = تربط الرمز المميز بعملية تسجيل دخول واحدة إلى هذا التطبيق.
account-claim-oid = المستخدم في المستأجر. القيمة هي نفسها في جميع التطبيقات، ولا يُعاد استخدامها أبدًا.
account-claim-preferred-username = اسم المستخدم للعرض. يمكن أن يتغيّر.
account-claim-rh = قيمة للاستخدام الداخلي لدى الموفّر.
account-claim-roles = أدوار التطبيق الخاصة بالمستخدم.
account-claim-sid = الجلسة لدى الموفّر، لتسجيل الخروج منه.
account-claim-sub = المستخدم في هذا التطبيق. تحصل التطبيقات الأخرى على قيم أخرى.
account-claim-tid = مستأجر المستخدم.
account-claim-uti = معرّف الرمز المميز، ليستخدمه فريق الدعم لدى الموفّر.
account-claim-ver = إصدار الرمز المميز.

## The page of the sessions

account-sessions-title = جلساتي
account-sessions-one-ended = انتهت تلك الجلسة.
account-sessions-others-ended = انتهت جميع الجلسات الأخرى.
account-sessions-this = هذه الجلسة
account-sessions-sign-out-here = تسجيل الخروج هنا
account-sessions-others = الجلسات الأخرى
account-sessions-alone = ليس لديك جلسات أخرى.
account-sessions-left-out = { $count ->
    [zero] لا توجد جلسات أقدم استخدامًا غير معروضة.
    [one] غير معروضة: جلسة واحدة أقدم استخدامًا.
    [two] غير معروضة: جلستان أقدم استخدامًا.
    [few] غير معروضة: { $count } جلسات أقدم استخدامًا.
    [many] غير معروضة: { $count } جلسة أقدم استخدامًا.
   *[other] غير معروضة: { $count } جلسة أقدم استخدامًا.
}
account-sessions-end-one = إنهاء هذه الجلسة
account-sessions-end-others = إنهاء جميع الجلسات الأخرى
account-sessions-everywhere = تسجيل الخروج من كل مكان
account-sessions-everywhere-lead = يؤدي هذا إلى إنهاء جميع جلساتك في هذا التطبيق، بما فيها هذه الجلسة.
account-sessions-revoke = تسجيل خروجي أيضًا من جميع التطبيقات الأخرى التي أستخدمها بهذا الحساب
account-sessions-revoke-note = ستُسجّل خدمة تسجيل الدخول خروجك عندئذٍ على جميع الأجهزة. قد يستغرق ذلك بضع دقائق.
account-sessions-started = بدأت
account-sessions-last-used = آخر استخدام
account-sessions-browser-on-system = { $browser } على { $system }
account-sessions-unknown-on-system = مستعرض على { $system }
account-sessions-unknown-browser = مستعرض غير معروف
account-sessions-this-browser = هذا المستعرض

## The page with the response of an API

account-api-result-title = استجابة واجهة API المستدعاة
account-api-page = الصفحة
account-api-search = البحث في الاستجابة
account-api-search-button = بحث
account-api-matches = عدد النتائج: { $element }
account-api-download = تنزيل
account-api-copy = نسخ النص
account-api-text = نص الاستجابة
account-api-first = الصفحة الأولى
account-api-next = الصفحة التالية
account-api-next-elsewhere = تشير واجهة API إلى صفحة تالية على عنوان آخر. لا يفتح هذا التطبيق تلك الصفحة.
account-api-tree-cut = لا تعرض الشجرة كل أجزاء هذه الاستجابة الطويلة. ابحث فيها، أو نزّل الاستجابة.
account-api-entries = { $count ->
    [zero] لا توجد إدخالات
    [one] إدخال واحد
    [two] إدخالان
    [few] { $count } إدخالات
    [many] { $count } إدخالًا
   *[other] { $count } إدخال
}
