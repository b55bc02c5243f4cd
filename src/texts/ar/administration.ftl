# The Arabic texts of the page for administrators of the app.

administration-title = الإدارة
administration-link = الإدارة

## Sessions

administration-sessions = الجلسات حسب المستخدم
administration-sessions-lead = { $users ->
    [zero] ليست هناك جلسات لأي مستخدم في مؤسستك.
    [one] لدى مستخدم واحد في مؤسستك جلسات.
    [two] لدى مستخدمَين في مؤسستك جلسات.
    [few] لدى { $users } مستخدمين في مؤسستك جلسات.
    [many] لدى { $users } مستخدمًا في مؤسستك جلسات.
   *[other] لدى { $users } مستخدم في مؤسستك جلسات.
}
administration-references = يظهر المستخدمون بمعرّفاتهم المرجعية في السجل، لأن المخزن لا يحتوي على أسماء.
administration-left-out = { $count ->
    [zero] جميع المستخدمين معروضون. يمكنك البحث عن أي مستخدم بمعرّفه.
    [one] غير معروض: مستخدم واحد لديه جلسات أقدم. يمكنك البحث عن أي مستخدم بمعرّفه.
    [two] غير معروضَين: مستخدمان لديهما جلسات أقدم. يمكنك البحث عن أي مستخدم بمعرّفه.
    [few] غير معروضين: { $count } مستخدمين لديهم جلسات أقدم. يمكنك البحث عن أي مستخدم بمعرّفه.
    [many] غير معروضين: { $count } مستخدمًا لديهم جلسات أقدم. يمكنك البحث عن أي مستخدم بمعرّفه.
   *[other] غير معروضين: { $count } مستخدم لديهم جلسات أقدم. يمكنك البحث عن أي مستخدم بمعرّفه.
}
administration-user = المستخدم { $reference }
administration-you = هذا أنت.
administration-browser = المستعرض
administration-started = بدأت
administration-last-used = آخر استخدام
administration-end-user = إنهاء جميع جلسات هذا المستخدم
administration-ended = { $count ->
    [zero] لم يتم إنهاء أي جلسة، لأنه لم تكن لدى المستخدم أي جلسة.
    [one] تم إنهاء جلسة واحدة.
    [two] تم إنهاء جلستين.
    [few] تم إنهاء { $count } جلسات.
    [many] تم إنهاء { $count } جلسة.
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

administration-state = حالة عملية الخادم هذه
administration-store = مخزن الجلسات
administration-store-responds = يستجيب
administration-store-fails = لا يستجيب
administration-metadata = بيانات تعريف الموفّر
administration-metadata-fetched = تم جلبها
administration-metadata-missing = لم يتم جلبها منذ بدء التشغيل
administration-live-sessions = الجلسات النشطة في المخزن، تُعدّ مرة كل دقيقة
administration-live-sessions-unknown = يتعذّر عدّها
administration-credential = بيانات الاعتماد
administration-credential-expires = { $kind }: تنتهي الصلاحية في { $date }
administration-credential-certificate = شهادة العميل
administration-credential-assertion = تأكيد العميل
administration-credential-secret = سر العميل
administration-credential-none = لا توجد بيانات اعتماد ذات تاريخ انتهاء معروف

## Sign-ins

administration-sign-ins = تسجيلات الدخول منذ { $since }
administration-sign-ins-note = هذه هي تسجيلات الدخول في عملية الخادم هذه. تحسب النسخ المتماثلة الأخرى تسجيلات الدخول لديها.
administration-succeeded = الناجحة
administration-failed = الفاشلة
administration-class = فئة الفشل
administration-count = العدد
administration-no-failures = لم يفشل أي تسجيل دخول.
