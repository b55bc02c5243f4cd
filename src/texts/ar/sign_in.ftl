# The Arabic texts of signing in and signing out, and of the page that explains a failed sign-in.

## The page on which a user begins to sign in. The heading is the name of the app.

sign-in-title = تسجيل الدخول
sign-in-lead-microsoft = سجّل الدخول، واطّلع على ما يعرفه عنك Microsoft Graph أو واجهة API أخرى.
sign-in-lead = سجّل الدخول، واطّلع على ما يعرفه عنك هذا التطبيق.
sign-in-with-microsoft = تسجيل الدخول باستخدام Microsoft
sign-in-button = تسجيل الدخول
sign-in-with-code = تسجيل الدخول باستخدام رمز على جهاز آخر
sign-in-account-work = استخدم حساب العمل أو المؤسسة التعليمية الخاص بك.
sign-in-account-customer = استخدم حسابك، أو أنشئ حسابًا أثناء تسجيل الدخول.
sign-in-account-organization = استخدم حساب مؤسستك.
sign-in-account-demo = اختر أحد المستخدمين التجريبيين في مستأجر التطوير.
sign-in-another-account = استخدام حساب آخر
sign-in-where = يتم تسجيل دخولك عبر { $element }. لا تصل كلمة مرورك أبدًا إلى هذا التطبيق، ولا تصل الرموز المميزة للوصول أبدًا إلى المستعرض.

## The pages of signing out.

sign-out-signed-out-title = تم تسجيل الخروج
sign-out-signed-out = تم تسجيل خروجك من هذا التطبيق.
sign-out-at-dev-tenant = أنهى مستأجر التطوير تسجيل دخولك أيضًا.
sign-out-at-microsoft = قد يكون تسجيل دخولك إلى Microsoft لا يزال قائمًا في هذا المستعرض. إذا كان الجهاز مشتركًا، فسجّل الخروج من هناك أيضًا، أو أغلق المستعرض.
sign-out-at-provider = قد يكون تسجيل دخولك إلى خدمة تسجيل الدخول لا يزال قائمًا في هذا المستعرض. إذا كان الجهاز مشتركًا، فسجّل الخروج من هناك أيضًا، أو أغلق المستعرض.
sign-out-sign-in-again = تسجيل الدخول مرة أخرى

sign-out-still-signed-in-title = لا يزال تسجيل الدخول قائمًا
sign-out-still-signed-in = لا يزال تسجيل دخولك إلى هذا التطبيق قائمًا.
sign-out-not-completed = لم يكتمل تسجيل الخروج، أو سجّلت الدخول مرة أخرى.
sign-out-button = تسجيل الخروج

sign-out-progress-title = جارٍ تسجيل خروجك
sign-out-next-provider = تم تسجيل خروجك من هذا التطبيق. الخطوة التالية هي تسجيل خروجك من خدمة تسجيل الدخول.
sign-out-continue = متابعة
sign-out-everywhere-here = انتهت جميع جلساتك في هذا التطبيق. لا يزال تسجيل دخولك إلى خدمة تسجيل الدخول قائمًا. تابع لتسجيل الخروج من هناك أيضًا.
sign-out-everywhere-continue = المتابعة وتسجيل الخروج من هناك
sign-out-everywhere-problem = قد يكون تسجيل دخولك إلى تطبيقات أخرى لا يزال قائمًا
sign-out-everywhere-not-allowed = لم تسمح خدمة تسجيل الدخول لهذا التطبيق بتسجيل خروجك من التطبيقات الأخرى، لأن هذا التطبيق ينقصه الإذن اللازم. اطلب من مسؤول مؤسستك منح الإذن أو تسجيل خروجك.
sign-out-everywhere-over = كانت خدمة تسجيل الدخول قد أنهت تسجيل دخولك في هذا المستعرض، لذلك تعذّر على هذا التطبيق تسجيل خروجك من التطبيقات الأخرى. سجّل الدخول مرة أخرى، ثم كرّر تسجيل الخروج.
sign-out-everywhere-failed = فشل الطلب المرسل إلى خدمة تسجيل الدخول، لذلك لم يتم تسجيل خروجك من التطبيقات الأخرى. سجّل الدخول مرة أخرى، ثم كرّر تسجيل الخروج.

## The page that ends a redirect loop

sign-in-stopped-title = تم إيقاف تسجيل الدخول
sign-in-stopped-explanation = لقد رجعت من خدمة تسجيل الدخول ثلاث مرات خلال دقيقتين ولم يكتمل تسجيل دخولك بعد. توقّف هذا التطبيق هنا، لأن محاولة أخرى بدون تغيير ستفشل أيضًا على الأرجح. تحقّق مما يلي، ثم ابدأ من جديد.
sign-in-stopped-cookies = اسمح بملفات تعريف الارتباط لهذا الموقع، وافتحه في نافذة مستعرض واحدة فقط.
sign-in-stopped-another-account = استخدم حسابًا آخر إذا رُفض هذا الحساب.
sign-in-stopped-clock = تحقّق من صحة التاريخ والوقت على هذا الجهاز.
sign-in-stopped-again = إذا حدث ذلك مرة أخرى، فأبلغ مسؤولي هذا التطبيق.
sign-in-stopped-start-again = البدء من جديد

## The page that offers to reset a password

reset-password-title = إعادة تعيين كلمة المرور
reset-password-question = هل نسيت كلمة المرور؟
reset-password-explanation = اختر كلمة مرور جديدة لدى خدمة تسجيل الدخول. سيتم تسجيل دخولك بعد ذلك.
reset-password-link = إعادة تعيين كلمة المرور

## The page that explains a failed sign-in.

sign-in-failed-title = فشل تسجيل الدخول
sign-in-failed-try-again = إعادة المحاولة
sign-in-failed-another-account = استخدام حساب آخر
sign-in-failed-approve = الموافقة كمسؤول
sign-in-failed-details = التفاصيل
sign-in-failed-copy = نسخ التفاصيل
sign-in-failed-detail-error = الخطأ
sign-in-failed-detail-code = الرمز
sign-in-failed-detail-trace-id = معرّف التتبع
sign-in-failed-detail-correlation-id = معرّف الارتباط
sign-in-failed-detail-time = الوقت (UTC)
sign-in-failed-for-administrators = للمسؤولين
sign-in-failed-for-developers = للمطورين

sign-in-failed-report = لم ترتكب أي خطأ. أرسل التفاصيل أدناه إلى مسؤولي هذا التطبيق.
sign-in-failed-try-again-soon = أعد المحاولة بعد قليل.

sign-in-failed-unknown = اكتمل تسجيل الدخول هذا بالفعل، أو استغرق وقتًا طويلًا جدًا، أو بدأ في مستعرض آخر.
sign-in-failed-unknown-next = يحدث هذا بعد استخدام زر «رجوع» أو إعادة تحميل الصفحة أو فترة توقف طويلة، وهو غير ضار. أعد المحاولة: تكفي عادةً نقرة واحدة.
sign-in-failed-unknown-admin = لا مشكلة في الحساب ولا في تسجيل التطبيق. إذا حدث هذا لكثير من المستخدمين، فقد تكون مستعرضاتهم تحظر ملفات تعريف الارتباط لهذا التطبيق.

sign-in-failed-malformed = استجابة خدمة تسجيل الدخول غير مكتملة أو غير صالحة.
sign-in-failed-malformed-next = ربما اقتُطع العنوان أو تغيّر. أعد المحاولة من هذه الصفحة.
sign-in-failed-nothing-to-change-admin = لا مشكلة في الحساب ولا في تسجيل التطبيق. لا يلزم تغيير أي شيء.

sign-in-failed-code-expired = اكتمل تسجيل الدخول هذا بالفعل، أو استغرق وقتًا طويلًا جدًا.
sign-in-failed-code-expired-next = حفاظًا على أمانك، يجب إكمال تسجيل الدخول خلال بضع دقائق ومرة واحدة فقط. أعد المحاولة: تكفي عادةً نقرة واحدة.

sign-in-failed-mixed-up = استجابة خدمة تسجيل الدخول تخص عملية تسجيل دخول أخرى، لذلك رفضها هذا التطبيق.
sign-in-failed-mixed-up-next = أغلق علامات التبويب الأخرى التي يجري فيها تسجيل الدخول إلى هذا التطبيق، وأعد المحاولة.
sign-in-failed-mixed-up-admin = لا يلزم تغيير أي شيء. إذا تكرر هذا كثيرًا، فتحقّق من سجل تسجيل الدخول: قد يكون مهاجم يستخدم استجابات مسروقة.

sign-in-failed-device-code = لم تتم الموافقة على الرمز في الوقت المحدد.
sign-in-failed-device-code-next = أعد المحاولة للحصول على رمز جديد.
sign-in-failed-device-code-admin = إذا تمت الموافقة على الرمز في الوقت المحدد، فقد يكون أحد نُهج الوصول المشروط يحظر تسجيل الدخول باستخدام رمز الجهاز.

sign-in-failed-ended = انتهى تسجيل دخولك السابق.
sign-in-failed-ended-next = يحدث هذا بعد فترة توقف طويلة أو بعد تعيين كلمة مرور جديدة. أعد المحاولة، وسجّل الدخول كالمعتاد.
sign-in-failed-ended-admin = ينتهي تسجيل الدخول عند عدم استخدامه، أو عند إعادة تعيين كلمة المرور، أو عند إبطال الجلسات. ليس على المستخدم سوى تسجيل الدخول مرة أخرى.

sign-in-failed-declined = رُفضت الأذونات التي طلبها هذا التطبيق.
sign-in-failed-declined-next = لا يمكن تسجيل دخولك بدون هذه الأذونات. إذا رفضتها عن طريق الخطأ، فأعد المحاولة واقبلها.
sign-in-failed-declined-admin = لتفادي صفحة الموافقة، امنح الموافقة للمؤسسة بأكملها: تطبيقات المؤسسة (Enterprise applications)، ثم هذا التطبيق، ثم الأذونات (Permissions).

step-up-declined-title = رُفض الطلب
step-up-declined = لقد رفضت طلبًا من هذا التطبيق.
step-up-declined-next = تظل مسجل الدخول، ولم يتغير شيء. إذا رفضته عن طريق الخطأ، فأعد المحاولة واقبله.
step-up-failed-title = فشلت خطوة إضافية
step-up-failed-note = كانت هذه خطوة إضافية لصفحة أو إجراء. تظل مسجل الدخول.

sign-in-failed-consent = يحتاج هذا التطبيق إلى إذن لم توافق عليه بعد.
sign-in-failed-consent-next = أعد المحاولة، واقبل الإذن. إذا لم تظهر صفحة لذلك، فأرسل التفاصيل أدناه إلى مسؤول مؤسستك.
sign-in-failed-consent-admin = إذا لم يكن مسموحًا للمستخدمين بالموافقة، فامنح الموافقة للمؤسسة: تطبيقات المؤسسة (Enterprise applications)، ثم هذا التطبيق، ثم الأذونات (Permissions).

sign-in-failed-admin-consent = في مؤسستك، يجب أن يوافق مسؤول على هذا التطبيق أولًا.
sign-in-failed-admin-consent-next = أرسل التفاصيل أدناه إلى مسؤول مؤسستك. وبعد موافقته، أعد المحاولة.
sign-in-failed-admin-consent-admin = راجع الأذونات التي يطلبها التطبيق، وامنح الموافقة: تطبيقات المؤسسة (Enterprise applications)، ثم هذا التطبيق، ثم الأذونات (Permissions)، ثم «منح موافقة المسؤول» (Grant admin consent).

sign-in-failed-account = لا يمكن استخدام هذا الحساب هنا.
sign-in-failed-account-next = استخدم حسابًا آخر، أو اطلب من مسؤول مؤسستك منح هذا الحساب حق الوصول.
sign-in-failed-account-admin = تحقّق من أن الحساب ممكّن، وأنه ينتمي إلى المستأجر أو أنه ضيف فيه، وأنه معيّن للتطبيق إذا كان ذلك مطلوبًا.

sign-in-failed-tenant = غير مسموح لمؤسستك باستخدام هذا التطبيق.
sign-in-failed-tenant-next = استخدم حسابًا من مؤسسة أخرى، أو اطلب من مسؤولي هذا التطبيق السماح لمؤسستك.
sign-in-failed-tenant-admin = لا يمكن تسجيل الدخول إلا لمستخدمي المؤسسات المدرجة في ALLOWED_TENANTS. يمكن لمسؤولي هذا التطبيق إضافة معرّف المستأجر الخاص بك إلى هذا الإعداد.
sign-in-failed-tenant-id = معرّف المستأجر لهذا الحساب هو { $tenant }. وهو غير مدرج في ALLOWED_TENANTS.
sign-in-failed-no-tenants = تم تعيين ALLOWED_TENANTS، لكن خدمة تسجيل الدخول هذه ليس لها مستأجرون: اترك هذا الإعداد فارغًا.

sign-in-failed-password = لقد طلبت كلمة مرور جديدة، لكن هذا التطبيق لا يوفّر ذلك.
sign-in-failed-password-next = اطلب كلمة مرور جديدة من مسؤولي هذا التطبيق. إذا تذكرت كلمة المرور القديمة، فأعد المحاولة.
sign-in-failed-password-admin = عيّن كلمة مرور جديدة للمستخدم، أو شغّل إعادة تعيين كلمة المرور بالخدمة الذاتية في تدفق المستخدم لتسجيل الدخول.

sign-in-failed-more-proof = تطلب مؤسستك إثباتًا إضافيًا لهويتك.
sign-in-failed-more-proof-next = أعد المحاولة، واتبع الخطوات في صفحة تسجيل الدخول. أو استخدم جهازًا أو شبكة تثق بها مؤسستك.
sign-in-failed-more-proof-admin = يتطلب ذلك أحد نُهج الوصول المشروط أو أحد إعدادات الحساب. يذكر سجل تسجيل الدخول اسم النهج.

sign-in-failed-set-up = لم يتم إعداد هذا التطبيق بشكل صحيح لتسجيل الدخول.
sign-in-failed-set-up-admin = قارن تسجيل التطبيق بإعدادات هذا التطبيق: معرّف العميل (Client ID)، وعناوين URI لإعادة التوجيه (Redirect URIs)، وأنواع الحسابات المعتمدة (Supported account types)، وأذونات واجهة API (API permissions).

sign-in-failed-credential = رفضت خدمة تسجيل الدخول بيانات اعتماد هذا التطبيق. ربما انتهت صلاحيتها.
sign-in-failed-credential-admin = تحقّق ضمن «الشهادات والأسرار» (Certificates & secrets) في تسجيل التطبيق مما إذا كانت صلاحية سر العميل أو الشهادة قد انتهت. إذا كان الأمر كذلك، فأنشئ سرًا جديدًا أو شهادة جديدة.

sign-in-failed-no-credential = تعذّرت مصادقة هذا التطبيق لدى خدمة تسجيل الدخول الآن.
sign-in-failed-no-credential-admin = ليس السبب في الحساب ولا في خدمة تسجيل الدخول. ليس لدى الهوية المُدارة لهذا التطبيق رمز مميز صالح: أبلغ مسؤولي هذا التطبيق.

sign-in-failed-store = لا يستطيع هذا التطبيق تخزين تسجيل دخولك الآن.
sign-in-failed-store-admin = ليس السبب في الحساب ولا في خدمة تسجيل الدخول. أبلغ مسؤولي هذا التطبيق.

sign-in-failed-unreachable = يتعذّر الوصول إلى خدمة تسجيل الدخول الآن.
sign-in-failed-unreachable-admin = تحقّق مما إذا كانت خدمة تسجيل الدخول تبلّغ عن انقطاع في الخدمة. إذا لم تكن كذلك، فقد تكون شبكة هذا التطبيق تحظر الطلبات.

sign-in-failed-provider = تعذّر على خدمة تسجيل الدخول إكمال تسجيل الدخول الآن.
sign-in-failed-provider-admin = تحقّق مما إذا كانت خدمة تسجيل الدخول تبلّغ عن انقطاع في الخدمة، أو تقيّد هذا المستأجر أو هذا التطبيق بسبب كثرة الطلبات.

sign-in-failed-unusable = استجابت خدمة تسجيل الدخول بشيء لا يستطيع هذا التطبيق استخدامه.
sign-in-failed-unusable-next = لم ترتكب أي خطأ. أعد المحاولة. إذا حدث ذلك مرة أخرى، فأرسل التفاصيل أدناه إلى مسؤولي هذا التطبيق.
sign-in-failed-unusable-admin = قد يكون خادم وكيل أو جدار حماية يستجيب بدلًا من خدمة تسجيل الدخول، أو قد تتضمّن إعدادات هذا التطبيق عنوانًا خاطئًا لخدمة تسجيل الدخول.

sign-in-failed-clock = الفرق بين ساعة هذا التطبيق وساعة خدمة تسجيل الدخول كبير جدًا.
sign-in-failed-clock-next = لم ترتكب أي خطأ. أعد المحاولة بعد بضع دقائق. إذا حدث ذلك مرة أخرى، فأبلغ مسؤولي هذا التطبيق.
sign-in-failed-clock-admin = لا مشكلة في الحساب ولا في تسجيل التطبيق. صحّح ساعة الجهاز الذي يعمل عليه هذا التطبيق.

sign-in-failed-not-trusted = تعذّر التحقق من استجابة خدمة تسجيل الدخول، لذلك رفضها هذا التطبيق.
sign-in-failed-not-trusted-next = أعد المحاولة. إذا حدث ذلك مرة أخرى، فأرسل التفاصيل أدناه إلى مسؤولي هذا التطبيق.
sign-in-failed-not-trusted-admin = لم يتم تسجيل دخول أي مستخدم. إذا لم تتغيّر إعدادات هذا التطبيق، فتعامل مع هذا على أنه حادث أمني.

sign-in-failed-refused = رفضت خدمة تسجيل الدخول تسجيل دخولك.
sign-in-failed-refused-next = أعد المحاولة. إذا حدث ذلك مرة أخرى، فأرسل التفاصيل أدناه إلى مسؤول مؤسستك.
sign-in-failed-refused-admin = يعرض سجل تسجيل الدخول للمستأجر السبب. ابحث فيه عن المعرّفات الواردة في التفاصيل.

## The admin consent: an administrator approves the app for all users of the organization

admin-consent-title = موافقة المسؤول
admin-consent-offered = الموافقة على هذا التطبيق لمؤسستك
admin-consent-offered-explanation = هذه الصفحة مخصّصة للمسؤولين. تسري موافقتك على جميع المستخدمين في مؤسستك. بعد ذلك، لن تطلب Microsoft الموافقة من كل مستخدم على حدة.
admin-consent-permissions = يسجّل التطبيق دخول المستخدمين، ويقرأ أسماءهم وعناوين بريدهم الإلكتروني، ويستدعي واجهة API نيابةً عنهم باستخدام { $scopes }.
admin-consent-no-permissions = يسجّل التطبيق دخول المستخدمين، ويقرأ أسماءهم وعناوين بريدهم الإلكتروني، ويستدعي واجهة API نيابةً عنهم بدون أذونات إضافية.
admin-consent-continue = المتابعة إلى Microsoft

admin-consent-given = تمت الموافقة على التطبيق
admin-consent-given-explanation = أكّدت Microsoft موافقتك. قد يستغرق سريانها في كل مكان بضع دقائق.
admin-consent-given-next = يمكن الآن لجميع المستخدمين في مؤسستك تسجيل الدخول. لمراجعة الموافقة أو سحبها، افتح تطبيقات المؤسسة (Enterprise applications) في مركز إدارة Microsoft Entra.

admin-consent-reported-given = أبلغت Microsoft بأن الموافقة مُنحت
admin-consent-reported-given-explanation = وافق مسؤول على هذا التطبيق. يمكنك الآن تسجيل الدخول. قد يستغرق سريان الموافقة في كل مكان بضع دقائق.
admin-consent-reported-refused = أبلغت Microsoft بعدم منح الموافقة
admin-consent-reported-refused-explanation = لم يتغيّر أي شيء. رُفضت الموافقة، أو ليس للحساب حق الموافقة على التطبيقات.
admin-consent-reported-unverified = لم تبدأ الموافقة من صفحة في هذا التطبيق، لذلك لا يستطيع التطبيق التحقق منها. يسرد مركز إدارة Microsoft Entra الموافقات ضمن تطبيقات المؤسسة (Enterprise applications).
admin-consent-sign-in = تسجيل الدخول

admin-consent-refused = لم تتم الموافقة على التطبيق
admin-consent-refused-explanation = لم يتغيّر أي شيء. رُفضت الموافقة، أو ليس لحسابك حق الموافقة على التطبيقات.
admin-consent-try-again = إعادة المحاولة
admin-consent-details = التفاصيل
admin-consent-detail-error = الخطأ
admin-consent-detail-code = الرمز
admin-consent-detail-trace-id = معرّف التتبع
admin-consent-detail-correlation-id = معرّف الارتباط
admin-consent-detail-time = الوقت (UTC)

admin-consent-unknown = لم تعد هذه الاستجابة صالحة
admin-consent-unknown-explanation = استغرقت الموافقة وقتًا طويلًا جدًا، أو بدأت في مستعرض آخر، أو سبق فتح هذه الصفحة. لمعرفة ما إذا كانت الموافقة على التطبيق قد تمت، افتح تطبيقات المؤسسة (Enterprise applications) في مركز إدارة Microsoft Entra.
admin-consent-start-again = البدء من جديد
