# The Arabic texts of the dashboard and its cards.

dashboard-title = لوحة المعلومات
dashboard-loading = جارٍ تحميل بياناتك…

## A card without data

dashboard-stale-seconds = { $count ->
    [zero] تم جلب هذه البيانات للتو.
    [one] تم جلب هذه البيانات قبل ثانية واحدة.
    [two] تم جلب هذه البيانات قبل ثانيتين.
    [few] تم جلب هذه البيانات قبل { $count } ثوانٍ.
    [many] تم جلب هذه البيانات قبل { $count } ثانية.
   *[other] تم جلب هذه البيانات قبل { $count } ثانية.
}
dashboard-stale-minutes = { $count ->
    [zero] تم جلب هذه البيانات قبل أقل من دقيقة.
    [one] تم جلب هذه البيانات قبل دقيقة واحدة.
    [two] تم جلب هذه البيانات قبل دقيقتين.
    [few] تم جلب هذه البيانات قبل { $count } دقائق.
    [many] تم جلب هذه البيانات قبل { $count } دقيقة.
   *[other] تم جلب هذه البيانات قبل { $count } دقيقة.
}
dashboard-licence-missing = ليس لحسابك ترخيص لهذه الخدمة. إذا كنت تحتاج إليها، فتواصل مع مسؤول مؤسستك.
dashboard-throttled = تلقّى Microsoft Graph طلبات كثيرة جدًا. { $advice }
dashboard-allow = السماح بالإذن { $scope }
dashboard-allow-card = ({ $title })
dashboard-forbidden = لم يسمح Microsoft Graph لهذا التطبيق بقراءة البيانات. لقد سمحت أنت بالإذن { $element }، لكن مؤسستك لا تسمح به. تواصل مع مسؤول مؤسستك.
dashboard-forbidden-administrator = هل أنت مسؤول؟
dashboard-forbidden-consent = السماح بهذا التطبيق لمؤسستك
dashboard-forbidden-text = نص لإرساله إلى مسؤول مؤسستك
dashboard-forbidden-request = يُرجى السماح للتطبيق ذي معرّف العميل { $client_id } باستخدام الإذن المفوّض { $scope } في Microsoft Graph.
dashboard-forbidden-request-page = يُرجى السماح للتطبيق ذي معرّف العميل { $client_id } باستخدام الإذن المفوّض { $scope } في Microsoft Graph. صفحة السماح هي { $address }

## Details of an item

dashboard-separator = { "، " }

## The profile of the user, and its card

dashboard-profile-title = ملفي الشخصي
dashboard-profile-allow = يحتاج هذا التطبيق إلى إذنك لقراءة ملفك الشخصي. سيبقى تسجيل دخولك قائمًا.
dashboard-profile-empty = ليس لدى مؤسستك ملف شخصي لك.
dashboard-profile-open = فتح ملفي الشخصي
dashboard-profile-job = المسمى الوظيفي
dashboard-profile-department = القسم
dashboard-profile-organization = المؤسسة
dashboard-profile-office = المكتب
dashboard-profile-mail = البريد الإلكتروني

## The presence in Microsoft Teams

dashboard-presence-title = التواجد
dashboard-presence-allow = يحتاج هذا التطبيق إلى إذنك لقراءة حالة تواجدك في Microsoft Teams. سيبقى تسجيل دخولك قائمًا.
dashboard-presence-empty = حالة تواجدك غير معروفة.
dashboard-presence-with-activity = { $availability } ({ $activity })
dashboard-presence-available = متوفر
dashboard-presence-away = بالخارج
dashboard-presence-busy = مشغول
dashboard-presence-do-not-disturb = عدم الإزعاج
dashboard-presence-offline = غير متصل
dashboard-presence-in-a-call = في مكالمة
dashboard-presence-in-a-meeting = في اجتماع
dashboard-presence-presenting = تقديم عرض
dashboard-presence-back-soon = العودة قريبًا
dashboard-presence-out-of-office = خارج المكتب
dashboard-presence-urgent-only = المكالمات العاجلة فقط

## The agenda

dashboard-agenda-title = جدول الأعمال
dashboard-agenda-allow = يحتاج هذا التطبيق إلى إذنك لقراءة تقويمك. سيبقى تسجيل دخولك قائمًا.
dashboard-agenda-empty = ليس لديك أحداث خلال الأيام الثلاثة القادمة.
dashboard-agenda-zone = جميع الأوقات بتوقيت المنطقة الزمنية { $zone }.
dashboard-zone-own = عرض منطقتك الزمنية
dashboard-zone-title = المنطقة الزمنية
dashboard-zone-allow = يحتاج هذا التطبيق إلى إذنك لقراءة منطقتك الزمنية. سيبقى تسجيل دخولك قائمًا.

## Mail

dashboard-mail-title = البريد
dashboard-mail-allow = يحتاج هذا التطبيق إلى إذنك لقراءة مرسلي رسائل بريدك وموضوعاتها. سيبقى تسجيل دخولك قائمًا.
dashboard-mail-empty = لا توجد رسائل في علبة الوارد.
dashboard-mail-unread = غير مقروءة:

## Tasks in Microsoft Planner

dashboard-tasks-title = المهام
dashboard-tasks-allow = يحتاج هذا التطبيق إلى إذنك لقراءة مهامك. سيبقى تسجيل دخولك قائمًا.
dashboard-tasks-empty = ليس لديك مهام مفتوحة.
dashboard-tasks-due = تاريخ الاستحقاق: { $element }
dashboard-tasks-overdue = متأخرة

## Files in OneDrive

dashboard-files-title = الملفات
dashboard-files-allow = يحتاج هذا التطبيق إلى إذنك لقراءة ملفاتك. سيبقى تسجيل دخولك قائمًا.
dashboard-files-empty = لا توجد ملفات في OneDrive الخاص بك.
dashboard-files-missing = لم يتم إعداد OneDrive الخاص بك بعد. يتم إعداده عندما تفتح OneDrive لأول مرة.
dashboard-files-folder = مجلد
dashboard-files-changed = تاريخ التعديل: { $element }

## People

dashboard-people-title = الأشخاص
dashboard-people-allow = يحتاج هذا التطبيق إلى إذنك لقراءة قائمة الأشخاص الذين تعمل معهم. سيبقى تسجيل دخولك قائمًا.
dashboard-people-empty = لا يعرف Microsoft Graph أشخاصًا تعمل معهم.

## Teams of Microsoft Teams

dashboard-teams-title = الفِرق
dashboard-teams-allow = يحتاج هذا التطبيق إلى إذنك لقراءة أسماء فِرقك. سيبقى تسجيل دخولك قائمًا.
dashboard-teams-empty = لست عضوًا في أي فريق.

## Groups

dashboard-groups-title = المجموعات
dashboard-groups-allow = يحتاج هذا التطبيق إلى إذنك لقراءة مجموعاتك. سيبقى تسجيل دخولك قائمًا.
dashboard-groups-empty = لست عضوًا في أي مجموعة.
dashboard-groups-unnamed = { $count ->
    [zero] لست عضوًا في أي مجموعة لا يمكنك رؤية اسمها.
    [one] أنت عضو في مجموعة واحدة لا يمكنك رؤية اسمها.
    [two] أنت عضو في مجموعتين لا يمكنك رؤية اسميهما.
    [few] أنت عضو في { $count } مجموعات لا يمكنك رؤية أسمائها.
    [many] أنت عضو في { $count } مجموعة لا يمكنك رؤية أسمائها.
   *[other] أنت عضو في { $count } مجموعة لا يمكنك رؤية أسمائها.
}
dashboard-groups-unnamed-at-least = { $count ->
    [zero] قد تكون عضوًا في مجموعات لا يمكنك رؤية أسمائها.
    [one] أنت عضو في مجموعة واحدة على الأقل لا يمكنك رؤية اسمها.
    [two] أنت عضو في مجموعتين على الأقل لا يمكنك رؤية اسميهما.
    [few] أنت عضو في { $count } مجموعات على الأقل لا يمكنك رؤية أسمائها.
    [many] أنت عضو في { $count } مجموعة على الأقل لا يمكنك رؤية أسمائها.
   *[other] أنت عضو في { $count } مجموعة على الأقل لا يمكنك رؤية أسمائها.
}
dashboard-groups-names = لعرض الأسماء، يمكن لمسؤول أن يسمح بالإذن { $scope }.
