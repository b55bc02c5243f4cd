# The Arabic texts of the frame around every page.

## Above the header

frame-skip = التخطي إلى المحتوى
frame-about = حول هذا التطبيق
frame-dev-tenant = مستأجر التطوير:
frame-dev-tenant-data = بلا حسابات حقيقية وبلا بيانات حقيقية

## Navigation

navigation-name = القائمة الرئيسية
navigation-menu = القائمة
navigation-home = الرئيسية
navigation-dashboard = لوحة المعلومات
navigation-profile = ملفي الشخصي
navigation-mail = أحدث رسائل بريدي
navigation-calendar = تقويمي
navigation-orders = طلباتي

## Account menu

account-menu = الحساب:
account-menu-tenant = المستأجر { $id }
account-menu-sessions = جلساتي
account-menu-another = استخدام حساب آخر
account-menu-sign-out = تسجيل الخروج
account-menu-sign-in = تسجيل الدخول

## Footer

footer-support = الدعم
footer-privacy = الخصوصية
footer-terms = شروط الاستخدام
footer-language = اللغة:

## Page of an error

frame-homepage = الصفحة الرئيسية
error-try-again = إعادة المحاولة
error-request-id = يمكن لمسؤولي هذا التطبيق العثور على السبب في سجل التطبيق باستخدام معرّف الطلب { $element }.
