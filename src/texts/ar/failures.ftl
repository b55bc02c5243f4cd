# The Arabic texts of errors.

failure-sentences = { $first } { $second }

## The session and the sign-in

failure-signed-out-title = لم تسجّل الدخول
failure-session-ended-title = انتهى تسجيل دخولك
failure-signed-out-advice = سجّل الدخول مرة أخرى للمتابعة.
failure-sign-in-again = تسجيل الدخول مرة أخرى

failure-step-up-title = يلزم اتخاذ خطوة أخرى
failure-step-up-advice = تابع إلى خدمة تسجيل الدخول، وأكّد هويتك أو اقبل الأذونات. سيبقى تسجيل دخولك قائمًا.
failure-continue = متابعة

failure-provider-unavailable-title = يتعذّر الوصول إلى خدمة تسجيل الدخول
failure-provider-unavailable-advice = لا يمكنك تسجيل الدخول الآن. إذا كان تسجيل دخولك قائمًا بالفعل، فيمكنك المتابعة. أعد المحاولة بعد قليل.
failure-store-unavailable-title = تتعذّر قراءة جلستك الآن
failure-store-unavailable-advice = إذا كنت قد سجّلت الدخول، فلا يزال تسجيل دخولك قائمًا. أعد المحاولة بعد قليل.
failure-busy-title = يجري تجديد حق وصولك
failure-busy-advice = لا يزال تسجيل دخولك قائمًا. أعد المحاولة بعد قليل.
failure-not-configured-title = لم يتم إعداد هذا التطبيق بعد
failure-not-configured-advice = أبلغ مسؤولي هذا التطبيق. تسرد الصفحة الرئيسية للتطبيق الإعدادات التي يجب تصحيحها.

## Rights

failure-role-missing-title = تحتاج إلى دور للقيام بهذا
failure-role-missing-advice = يتطلب هذا دورًا ليس لديك في هذا التطبيق. اطلب من مسؤول مؤسستك أن يعيّنه لك. ثم سجّل الخروج، وسجّل الدخول مرة أخرى.
failure-other-tenant-title = ليس لمؤسستك حق الوصول إلى هذا
failure-other-tenant-advice = هذا مخصّص لمستخدمي مؤسسة أخرى. إذا كان لديك حساب هناك، فسجّل الخروج، ثم سجّل الدخول باستخدام ذلك الحساب.
failure-scope-missing-title = ينقص هذا التطبيق إذن
failure-scope-missing-advice = تحتاج هذه الصفحة إلى إذن لم تمنحه خدمة تسجيل الدخول لهذا التطبيق. اطلب من مسؤول مؤسستك السماح به. ثم سجّل الخروج، وسجّل الدخول مرة أخرى.
failure-group-missing-title = لست عضوًا في المجموعة المطلوبة
failure-group-missing-advice = هذا مخصّص لأعضاء مجموعة. اطلب من مسؤول مؤسستك إضافتك إليها. ثم سجّل الخروج، وسجّل الدخول مرة أخرى.
failure-proof-missing-title = لم تؤكد خدمة تسجيل الدخول هويتك
failure-proof-missing-advice = يتطلب هذا تأكيدًا جديدًا أو أقوى لهويتك. طلب هذا التطبيق التأكيد، لكن خدمة تسجيل الدخول لم تقدّمه. تواصل مع مسؤول مؤسستك. يمكنك المحاولة مرة أخرى بعد عشر دقائق.
failure-proof-not-requestable-title = يجب تسجيل الدخول مرة أخرى
failure-proof-not-requestable-advice = يتطلب هذا تأكيدًا جديدًا أو أقوى لهويتك. لا يمكن لهذا التطبيق طلب هذا التأكيد عند تسجيل الدخول برمز الجهاز. سجّل الخروج ثم سجّل الدخول مرة أخرى. إذا لم يُجدِ ذلك، فتواصل مع مسؤول مؤسستك.
failure-membership-unknown-title = تتعذّر قراءة مجموعاتك
failure-membership-unknown-advice = تعذّر علينا التحقق من مجموعاتك، ولذلك فهذه الصفحة مخفية. أعد المحاولة بعد قليل.

## The request of the browser

failure-cross-site-title = جاء هذا الطلب من موقع آخر
failure-cross-site-advice = لم يتغيّر أي شيء. انتقل إلى الصفحة الرئيسية، وأعد المحاولة من هناك.
failure-bad-request-title = هذا الطلب غير مكتمل
failure-bad-request-advice = لم يتغيّر أي شيء. ارجع إلى الصفحة السابقة، وأعد المحاولة.
failure-request-too-large-title = هذا الطلب كبير جدًا
failure-request-too-large-advice = لم يتغيّر أي شيء. إذا حدث ذلك مرة أخرى، فاحذف ملفات تعريف الارتباط الخاصة بهذا العنوان من المستعرض.
failure-too-many-requests-title = عدد الطلبات كبير جدًا
failure-offline-title = لا يوجد اتصال
failure-offline-advice = لم يُفقد أي شيء. تحقّق من اتصالك، وأعد المحاولة.
failure-unexpected-title = حدث خطأ ما
failure-unexpected-advice = أعد المحاولة. إذا حدث ذلك مرة أخرى، فأبلغ مسؤولي هذا التطبيق.

## Retries

failure-retry-in-a-minute = أعد المحاولة بعد دقيقة.
failure-retry-in-seconds =
    { $count ->
        [zero] أعد المحاولة بعد قليل.
        [one] أعد المحاولة بعد ثانية واحدة.
        [two] أعد المحاولة بعد ثانيتين.
        [few] أعد المحاولة بعد { $count } ثوانٍ.
        [many] أعد المحاولة بعد { $count } ثانية.
       *[other] أعد المحاولة بعد { $count } ثانية.
    }
failure-retry-in-minutes =
    { $count ->
        [zero] أعد المحاولة بعد قليل.
        [one] أعد المحاولة بعد دقيقة واحدة.
        [two] أعد المحاولة بعد دقيقتين.
        [few] أعد المحاولة بعد { $count } دقائق.
        [many] أعد المحاولة بعد { $count } دقيقة.
       *[other] أعد المحاولة بعد { $count } دقيقة.
    }
failure-retry-in-hours =
    { $count ->
        [zero] أعد المحاولة بعد قليل.
        [one] أعد المحاولة بعد ساعة واحدة.
        [two] أعد المحاولة بعد ساعتين.
        [few] أعد المحاولة بعد { $count } ساعات.
        [many] أعد المحاولة بعد { $count } ساعة.
       *[other] أعد المحاولة بعد { $count } ساعة.
    }
failure-retry-in-days =
    { $count ->
        [zero] أعد المحاولة بعد قليل.
        [one] أعد المحاولة بعد يوم واحد.
        [two] أعد المحاولة بعد يومين.
        [few] أعد المحاولة بعد { $count } أيام.
        [many] أعد المحاولة بعد { $count } يومًا.
       *[other] أعد المحاولة بعد { $count } يوم.
    }

## The API (an HTTP interface of another service, such as Microsoft Graph) that the app calls for the user.

failure-api-unauthorized-title = لم تقبل واجهة API تسجيل دخولك
failure-api-unauthorized-advice = سجّل الخروج، ثم سجّل الدخول مرة أخرى. إذا لم يُجدِ ذلك، فتواصل مع مسؤول مؤسستك.
failure-api-forbidden-title = ليس لديك إذن للقيام بهذا
failure-api-forbidden-advice = اطلب من مسؤول مؤسستك الإذن اللازم لهذا الاستدعاء.
failure-api-not-configured-title = لم يتم إعداد أي واجهة API لهذا التطبيق
failure-api-not-configured-advice = اطلب من مسؤولي هذا التطبيق تعيين { $setting }.
failure-api-foreign-page-title = هذه الصفحة لا تنتمي إلى واجهة API
failure-api-foreign-page-advice = الصفحة المطلوبة ليست ضمن العنوان في ENDPOINT، لذلك لم يُرسل أي شيء إليها. ارجع إلى الصفحة السابقة، وافتح الصفحة الأولى مرة أخرى.
failure-api-not-found-title = لا يوجد شيء على هذا العنوان في واجهة API
failure-api-not-found-advice = قد لا يتضمّن حسابك هذا العنصر. إذا كان يتضمّنه، فاطلب من مسؤولي هذا التطبيق التحقق من الإعداد ENDPOINT.
failure-api-redirected-title = واجهة API موجودة على عنوان آخر
failure-api-redirected = استجابت واجهة API بالحالة { $status }، وهي إعادة توجيه.
failure-api-redirected-to = استجابت واجهة API بالحالة { $status }، وهي إعادة توجيه إلى { $address }.
failure-api-redirected-advice = لا يتبع هذا التطبيق إعادة التوجيه، لأن ذلك سيرسل الرمز المميز للوصول الخاص بك إلى هناك. اطلب من مسؤولي هذا التطبيق التحقق من الإعداد ENDPOINT.
failure-api-timeout-title = لم تستجب واجهة API في الوقت المحدد
failure-api-unreachable-title = يتعذّر الوصول إلى واجهة API
failure-api-unexpected-title = أرسلت واجهة API استجابة غير متوقعة
failure-api-empty-advice = استجابتها ليست بتنسيق JSON، بل هي فارغة. اطلب من مسؤولي هذا التطبيق التحقق من الإعداد ENDPOINT.
failure-api-not-json-advice = استجابتها ليست بتنسيق JSON: تلقّى هذا التطبيق { $type }، بحجم { $size }. اطلب من مسؤولي هذا التطبيق التحقق من الإعداد ENDPOINT.
failure-api-untyped-advice = استجابتها ليست بتنسيق JSON: تلقّى هذا التطبيق بيانات بحجم { $size } بدون نوع محتوى. اطلب من مسؤولي هذا التطبيق التحقق من الإعداد ENDPOINT.
failure-api-lacks-data-advice = تنقص استجابتها بيانات تحتاج إليها هذه الصفحة. أبلغ مسؤولي هذا التطبيق.
failure-api-undecodable-title = يتعذّر فك ترميز الاستجابة
failure-api-undecodable-advice = الاستجابة مُرمَّزة بالترميز { $encoding } الذي لا يستطيع هذا التطبيق فكّه. أبلغ مسؤولي هذا التطبيق.
failure-api-damaged-advice = البيانات المضغوطة في الاستجابة تالفة. أعد المحاولة بعد قليل.
failure-api-too-large-title = الاستجابة كبيرة جدًا
failure-api-too-large-advice = اطلب من مسؤولي هذا التطبيق أن يقلّلوا البيانات المطلوبة.

## Responses of the API by their HTTP status

failure-api-responded = استجابت واجهة API بالحالة { $status }.
failure-api-responded-with-code = استجابت واجهة API بالحالة { $status } ({ $code }).
failure-check-endpoint-advice = لن تفيد إعادة المحاولة. اطلب من مسؤولي هذا التطبيق التحقق من الإعداد ENDPOINT.
failure-soon-advice = أعد المحاولة بعد قليل.
failure-later-advice = أعد المحاولة لاحقًا.

failure-payment-title = تتطلب واجهة API الدفع
failure-payment-advice = اسأل مسؤول مؤسستك عمّا إذا كانت خطتك تتضمّن هذا.
failure-method-title = لا تسمح واجهة API بهذا النوع من الطلبات
failure-not-acceptable-title = لا يمكن لواجهة API إرسال JSON
failure-proxy-title = رفض خادم وكيل الطلب
failure-proxy-advice = أبلغ مسؤولي هذا التطبيق بأن خادمًا وكيلًا يحظر طلبات خادم التطبيق.
failure-slow-request-title = لم تتلقَّ واجهة API الطلب في الوقت المحدد
failure-conflict-title = يجري تغيير البيانات
failure-gone-title = لم يعد هذا متوفرًا
failure-changed-title = تغيّرت البيانات
failure-changed-advice = أعد تحميل الصفحة، ثم أعد المحاولة.
failure-large-for-api-title = الطلب كبير جدًا على واجهة API
failure-format-title = لا تدعم واجهة API هذا التنسيق
failure-unprocessable-title = لا يمكن لواجهة API معالجة الطلب
failure-locked-title = البيانات مقفلة
failure-locked-advice = قد يكون برنامج آخر يستخدمها. أعد المحاولة بعد أن ينتهي ذلك البرنامج.
failure-dependency-title = فشل جزء من الطلب
failure-too-early-title = واجهة API ليست جاهزة لهذا الطلب
failure-legal-title = لا يجوز لواجهة API عرض هذا
failure-legal-advice = البيانات محجوبة لأسباب قانونية. تواصل مع مسؤول مؤسستك.
failure-unsupported-title = لا تدعم واجهة API هذا الطلب
failure-api-problem-title = تواجه واجهة API مشكلة
failure-storage-full-title = مساحة التخزين لديك ممتلئة
failure-storage-full-advice = احذف شيئًا، أو اطلب من مسؤول مؤسستك مساحة تخزين أكبر.
failure-api-rejected-title = رفضت واجهة API الطلب

## Durations

duration-seconds =
    { $count ->
        [zero] { $count } ثانية
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $count } ثوانٍ
        [many] { $count } ثانية
       *[other] { $count } ثانية
    }
duration-minutes =
    { $count ->
        [zero] { $count } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
duration-hours =
    { $count ->
        [zero] { $count } ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $count } ساعات
        [many] { $count } ساعة
       *[other] { $count } ساعة
    }
duration-days =
    { $count ->
        [zero] { $count } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }

## Sizes of files

size-bytes =
    { $count ->
        [zero] { $count } بايت
        [one] { $count } بايت
        [two] { $count } بايت
        [few] { $count } بايت
        [many] { $count } بايت
       *[other] { $count } بايت
    }
size-kilobytes = { $count } كيلوبايت
size-megabytes = { $count } ميغابايت
size-gigabytes = { $count } غيغابايت
