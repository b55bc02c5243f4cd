# The Arabic texts that change on the page while the user works with it.

## The link that starts a sign-in

island-opening-sign-in = جارٍ فتح صفحة تسجيل الدخول…

## The button that copies a text

island-copied = تم النسخ
island-not-copied = تعذّر النسخ. حدّد النص وانسخه بنفسك.

## The sign-in with a code on another device

island-expires-in = تنتهي صلاحية الرمز خلال { $element }.
island-waiting = في انتظار موافقتك…
island-interrupted = لا يوجد اتصال الآن. جارٍ إعادة المحاولة…
island-signing-in = جارٍ تسجيل دخولك…
island-code-expired = انتهت صلاحية الرمز.
island-new-code = الحصول على رمز جديد

## The button that calls an API

island-calling = جارٍ استدعاء { $element }…
island-responded = استجاب { $host } خلال { $milliseconds } مللي ثانية.
island-try-again = إعادة المحاولة

## The response of the API

island-response-endpoint = نقطة النهاية
island-response-status = الحالة
island-response-duration = المدة
island-response-request-id = معرّف الطلب
island-response-milliseconds = { $count } مللي ثانية
island-response-json = الاستجابة بتنسيق JSON
island-response-text = الاستجابة كنص
island-response-cut = الاستجابة أطول مما تتسع له هذه الصفحة، لذلك لا يظهر إلا أولها.
island-response-binary = أرسلت واجهة API بيانات ليست نصًا: { $type }، بحجم { $size }.
island-response-accepted = قبلت واجهة API الطلب. استجابتها فارغة.
island-response-empty = الاستجابة فارغة.

## The notice about the end of the session

session-soon = ستنتهي جلستك قريبًا
session-stay-advice = لم تستخدم هذا التطبيق منذ بعض الوقت. هل تريد البقاء قيد تسجيل الدخول؟
session-latest-advice = لا يمكن تمديد الجلسة. سجّل الدخول مرة أخرى في علامة تبويب جديدة، ثم عُد إلى علامة التبويب هذه. تبقى هذه الصفحة كما هي.
session-kept-advice = هذه الصفحة مخفية، ولم يُفقد ما كتبته فيها. سجّل الدخول مرة أخرى في علامة تبويب جديدة بالحساب نفسه، ثم عُد إلى علامة التبويب هذه.
session-time-left = الوقت المتبقي: { $element }
session-stay = البقاء قيد تسجيل الدخول
session-close = إغلاق
