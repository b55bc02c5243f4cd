# The Arabic texts of the page that shows a code for another device.

device-title = تسجيل الدخول باستخدام رمز
device-open-address = افتح هذا العنوان على هذا الجهاز أو على جهاز آخر:
device-scan = أو امسحه ضوئيًا باستخدام هاتف:
device-qr-code = رمز QR للعنوان { $address }
device-enter-code = أدخل هذا الرمز:
device-copy-code = نسخ الرمز
device-approve = سجّل الدخول هناك ووافق. ثم ارجع إلى هنا: ستتابع هذه الصفحة تلقائيًا.
device-expires =
    { $minutes ->
        [1] تنتهي صلاحية الرمز خلال دقيقة تقريبًا.
        [zero] تنتهي صلاحية الرمز خلال أقل من دقيقة.
        [two] تنتهي صلاحية الرمز خلال دقيقتين.
        [few] تنتهي صلاحية الرمز خلال { $minutes } دقائق.
        [many] تنتهي صلاحية الرمز خلال { $minutes } دقيقة.
       *[other] تنتهي صلاحية الرمز خلال { $minutes } دقيقة.
    }
device-approved = لقد وافقت
device-cancel = إلغاء
