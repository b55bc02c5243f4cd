# The Arabic texts of the page of a signed-in user, its picture, and the page for an unknown address.

home-title = مرحبًا
home-welcome = مرحبًا { $element }!
home-signed-in-at = تسجيل الدخول عبر
home-tenant = المستأجر
home-signed-in-as = تسجيل الدخول باسم
home-edit-profile = تحرير ملفك الشخصي

home-api = واجهة API المستدعاة
home-api-endpoint = نقطة النهاية
home-api-permissions = الأذونات
home-api-call = استدعاء واجهة API

home-picture = كيف يعمل تسجيل الدخول واستدعاء واجهة API
home-picture-description = يسجّل المستعرض الدخول لدى الموفّر، ولا يحتفظ إلا بملف تعريف ارتباط الجلسة لهذا التطبيق. ويستبدل هذا التطبيق لدى الموفّر رمز التفويض برموز مميزة، ويحتفظ بالرموز المميزة على خادمه، ويستدعي بها واجهة API.
home-picture-browser = المستعرض
home-picture-browser-holds = يحتفظ بملف تعريف ارتباط الجلسة فقط
home-picture-session-cookie = ملف تعريف الارتباط
home-picture-app = هذا التطبيق
home-picture-app-keeps = يحتفظ بالرموز المميزة على خادمه
home-picture-code-for-tokens = رمز مقابل رموز مميزة
home-picture-sign-in-page = صفحة تسجيل الدخول
home-picture-access-token = الرمز المميز للوصول
home-picture-dev-tenant = مستأجر التطوير
home-picture-openid-provider = موفّر OpenID
home-picture-dev-graph = خادم بديل عن Graph
home-picture-api = واجهة API المستدعاة

not-found-title = الصفحة غير موجودة
not-found-explanation = لا توجد في هذا التطبيق صفحة على هذا العنوان. قد يكون الرابط قديمًا أو غير مكتمل.
