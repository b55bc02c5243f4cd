# The Arabic texts of the page for administrators of the app.

administration-title = الإدارة
administration-link = الإدارة

## Sessions

administration-sessions = الجلسات حسب المستخدم
administration-sessions-lead = { $users ->
    [zero] ليس لأي مستخدم في مؤسستك جلسات.
    [one] لمستخدم واحد في مؤسستك جلسات.
    [two] لمستخدمَين في مؤسستك جلسات.
    [few] لعدد { $users } مستخدمين في مؤسستك جلسات.
    [many] لعدد { $users } مستخدمًا في مؤسستك جلسات.
   *[other] لعدد { $users } مستخدم في مؤسستك جلسات.
}
administration-references = يظهر المستخدمون بمراجعهم الواردة في السجل، لأن المخزن لا يحتوي على أسماء.
administration-left-out = { $count ->
    [zero] جميع المستخدمين معروضون. ابحث عن المستخدمين بمعرّف الكائن الخاص بهم.
    [one] لا يُعرض مستخدم واحد جلساته أقدم. ابحث عن المستخدمين بمعرّف الكائن الخاص بهم.
    [two] لا يُعرض مستخدمان جلساتهما أقدم. ابحث عن المستخدمين بمعرّف الكائن الخاص بهم.
    [few] لا يُعرض { $count } مستخدمين جلساتهم أقدم. ابحث عن المستخدمين بمعرّف الكائن الخاص بهم.
    [many] لا يُعرض { $count } مستخدمًا جلساتهم أقدم. ابحث عن المستخدمين بمعرّف الكائن الخاص بهم.
   *[other] لا يُعرض { $count } مستخدم جلساتهم أقدم. ابحث عن المستخدمين بمعرّف الكائن الخاص بهم.
}
administration-user = المستخدم { $reference }
administration-you = هذا أنت.
administration-browser = المستعرض
administration-started = بدأت
administration-last-used = آخر استخدام
administration-end-user = إنهاء جميع جلسات هذا المستخدم
administration-ended = { $count ->
    [zero] لم يتم إنهاء أي جلسة، لأن المستخدم ليس لديه أي جلسة.
    [one] تم إنهاء جلسة واحدة.
    [two] تم إنهاء جلستين.
    [few] تم إنهاء { $count } جلسات.
    [many] تم إنهاء { $count } جلسةً.
   *[other] تم إنهاء { $count } جلسة.
}

## Search

administration-find = البحث عن مستخدم
administration-object-id = معرّف الكائن
administration-subject = الموضوع (sub)
administration-find-button = بحث
administration-not-found = ليس لهذا المستخدم أي جلسة.
administration-show-all = عرض جميع المستخدمين

## State

administration-state = حالة هذه العملية
administration-store = مخزن الجلسات
administration-store-responds = يستجيب
administration-store-fails = لا يستجيب
administration-metadata = بيانات تعريف الموفّر
administration-metadata-fetched = تم جلبها
administration-metadata-missing = لم يتم جلبها منذ بدء التشغيل
administration-live-sessions = الجلسات النشطة في المخزن
administration-live-sessions-unknown = يتعذّر عدّها
administration-credential = بيانات الاعتماد
administration-credential-expires = { $kind }: تنتهي الصلاحية في { $date }
administration-credential-none = لا توجد بيانات اعتماد ذات تاريخ انتهاء معروف

## Sign-ins

administration-sign-ins = عمليات تسجيل الدخول منذ { $since }
administration-sign-ins-note = هذه هي عمليات تسجيل الدخول في هذه العملية. تحسب النسخ المتماثلة الأخرى عملياتها بنفسها.
administration-succeeded = ناجحة
administration-failed = فاشلة
administration-class = فئة الفشل
administration-count = العدد
administration-no-failures = لم تفشل أي عملية تسجيل دخول.
