//! The decision table: a row for each kind of authority, with an accepted token, rejected tokens, and the issuers that its
//! metadata must not name.
//!
//! The file is included twice. Here each row tests the policy. In `tests/authorities` each row tests sign-ins of the app, with
//! the dev tenant at the addresses of the row. The including file defines the macro `rows`, which turns a row into a test.

rows! {
    a_tenant_by_its_guid:
        authority("https://login.microsoftonline.com/TENANT"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/OTHER/v2.0" of "OTHER",
        refuses "https://login.microsoftonline.com/TENANT/v2.0/" of "TENANT",
        not "https://login.microsoftonline.com/OTHER/v2.0" because OtherTenant,
        not "https://login.microsoftonline.com/{tenantid}/v2.0" because NoTenant,
        not "https://login.microsoftonline.us/TENANT/v2.0" because OtherHost,
        not "https://login.windows.net/TENANT/v2.0" because OtherHost,
        not "https://login.microsoftonline.com.evil.example/TENANT/v2.0" because OtherHost;
    a_tenant_by_its_domain:
        authority("https://login.microsoftonline.com/contoso.com"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/contoso.com/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/OTHER/v2.0" of "OTHER",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.com/contoso.com/v2.0" because NoTenant,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    a_tenant_in_the_other_variable:
        oidc_authority("https://login.microsoftonline.com/contoso.com/v2.0"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/OTHER/v2.0" of "OTHER",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.us/TENANT/v2.0" because OtherHost,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    common:
        authority("https://login.microsoftonline.com/common"), "https://login.microsoftonline.com/{tenantid}/v2.0",
        accepts "https://login.microsoftonline.com/PERSONAL/v2.0" of "PERSONAL",
        refuses "https://login.microsoftonline.com/OTHER/v2.0" of "OTHER",
        refuses "https://login.microsoftonline.com/OTHER/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.com/common/v2.0" because NoTemplate,
        not "https://sts.windows.net/{tenantid}/" because VersionOne,
        not "https://login.microsoftonline.com/TENANT/v2.0" because NoTemplate,
        not "https://login.microsoftonline.us/{tenantid}/v2.0" because OtherHost;
    organizations:
        authority("https://login.microsoftonline.com/organizations"), "https://login.microsoftonline.com/{tenantid}/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/PERSONAL/v2.0" of "PERSONAL",
        refuses "https://login.microsoftonline.com/OTHER/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.com/TENANT/v2.0" because NoTemplate,
        not "https://sts.windows.net/{tenantid}/" because VersionOne,
        not "https://login.microsoftonline.com/organizations/v2.0" because NoTemplate,
        not "https://login.microsoftonline.us/{tenantid}/v2.0" because OtherHost;
    consumers:
        authority("https://login.microsoftonline.com/consumers"), "https://login.microsoftonline.com/PERSONAL/v2.0",
        accepts "https://login.microsoftonline.com/PERSONAL/v2.0" of "PERSONAL",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/PERSONAL/" of "PERSONAL",
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherTenant,
        not "https://sts.windows.net/PERSONAL/" because VersionOne,
        not "https://login.microsoftonline.com/{tenantid}/v2.0" because NoTenant,
        not "https://login.microsoftonline.us/PERSONAL/v2.0" because OtherHost;
    the_alias_host_of_windows:
        authority("https://login.windows.net/TENANT"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.windows.net/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.windows.net/TENANT/v2.0" because OtherHost,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    the_alias_host_of_microsoft:
        authority("https://login.microsoft.com/common"), "https://login.microsoftonline.com/{tenantid}/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoft.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoft.com/{tenantid}/v2.0" because OtherHost,
        not "https://sts.windows.net/{tenantid}/" because VersionOne;
    version_one:
        authority("https://login.microsoftonline.com/TENANT"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://sts.windows.net/TENANT/" because VersionOne;
    china:
        authority("https://login.partner.microsoftonline.cn/TENANT"), "https://login.partner.microsoftonline.cn/TENANT/v2.0",
        accepts "https://login.partner.microsoftonline.cn/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.chinacloudapi.cn/TENANT/" of "TENANT",
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherHost,
        not "https://login.chinacloudapi.cn/TENANT/v2.0" because OtherHost,
        not "https://login.microsoftonline.us/TENANT/v2.0" because OtherHost,
        not "https://sts.chinacloudapi.cn/TENANT/" because VersionOne,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    china_by_its_other_host:
        authority("https://login.chinacloudapi.cn/common"), "https://login.partner.microsoftonline.cn/{tenantid}/v2.0",
        accepts "https://login.partner.microsoftonline.cn/TENANT/v2.0" of "TENANT",
        refuses "https://login.chinacloudapi.cn/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.chinacloudapi.cn/TENANT/" of "TENANT",
        not "https://sts.chinacloudapi.cn/TENANT/" because VersionOne,
        not "https://sts.chinacloudapi.cn/{tenantid}/" because VersionOne,
        not "https://login.chinacloudapi.cn/{tenantid}/v2.0" because OtherHost,
        not "https://login.microsoftonline.com/{tenantid}/v2.0" because OtherHost;
    the_us_government:
        authority("https://login.microsoftonline.us/TENANT"), "https://login.microsoftonline.us/TENANT/v2.0",
        accepts "https://login.microsoftonline.us/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherHost,
        not "https://sts.windows.net/TENANT/" because VersionOne,
        not "https://login-us.microsoftonline.com/TENANT/v2.0" because OtherHost;
    the_us_government_by_its_alias:
        authority("https://login.usgovcloudapi.net/organizations"), "https://login.microsoftonline.us/{tenantid}/v2.0",
        accepts "https://login.microsoftonline.us/TENANT/v2.0" of "TENANT",
        refuses "https://login.usgovcloudapi.net/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.usgovcloudapi.net/{tenantid}/v2.0" because OtherHost,
        not "https://sts.windows.net/{tenantid}/" because VersionOne,
        not "https://login.microsoftonline.com/{tenantid}/v2.0" because OtherHost;
    the_us_government_by_its_own_instance:
        authority("https://login-us.microsoftonline.com/TENANT"), "https://login-us.microsoftonline.com/TENANT/v2.0",
        accepts "https://login-us.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.us/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherHost,
        not "https://login.microsoftonline.us/TENANT/v2.0" because OtherHost,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    the_sovereign_cloud_of_france:
        authority("https://login.sovcloud-identity.fr/TENANT"), "https://login.sovcloud-identity.fr/TENANT/v2.0",
        accepts "https://login.sovcloud-identity.fr/TENANT/v2.0" of "TENANT",
        refuses "https://login.sovcloud-identity.de/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherHost,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    the_sovereign_cloud_of_germany:
        authority("https://login.sovcloud-identity.de/TENANT"), "https://login.sovcloud-identity.de/TENANT/v2.0",
        accepts "https://login.sovcloud-identity.de/TENANT/v2.0" of "TENANT",
        refuses "https://login.sovcloud-identity.sg/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.sovcloud-identity.sg/TENANT/v2.0" because OtherHost,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    the_sovereign_cloud_of_singapore:
        authority("https://login.sovcloud-identity.sg/TENANT"), "https://login.sovcloud-identity.sg/TENANT/v2.0",
        accepts "https://login.sovcloud-identity.sg/TENANT/v2.0" of "TENANT",
        refuses "https://login.sovcloud-identity.fr/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.sovcloud-identity.sg/OTHER/v2.0" because OtherTenant,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    an_external_tenant_by_its_subdomain:
        authority("https://contoso.ciamlogin.com/contoso.onmicrosoft.com"), "https://TENANT.ciamlogin.com/TENANT/v2.0",
        accepts "https://TENANT.ciamlogin.com/TENANT/v2.0" of "TENANT",
        refuses "https://contoso.ciamlogin.com/TENANT/v2.0" of "TENANT",
        refuses "https://OTHER.ciamlogin.com/OTHER/v2.0" of "OTHER",
        not "https://contoso.ciamlogin.com/TENANT/v2.0" because OtherTenant,
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherHost;
    an_external_tenant_by_its_guid:
        authority("https://contoso.ciamlogin.com/TENANT"), "https://TENANT.ciamlogin.com/TENANT/v2.0",
        accepts "https://TENANT.ciamlogin.com/TENANT/v2.0" of "TENANT",
        refuses "https://OTHER.ciamlogin.com/OTHER/v2.0" of "OTHER",
        not "https://OTHER.ciamlogin.com/OTHER/v2.0" because OtherTenant;
    an_external_tenant_by_its_guid_as_host:
        authority("https://TENANT.ciamlogin.com/TENANT"), "https://TENANT.ciamlogin.com/TENANT/v2.0",
        accepts "https://TENANT.ciamlogin.com/TENANT/v2.0" of "TENANT",
        refuses "https://TENANT.ciamlogin.com/OTHER/v2.0" of "OTHER",
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherHost;
    a_custom_domain_of_an_external_tenant:
        oidc_authority("https://login.contoso.com/TENANT/v2.0"), "https://TENANT.ciamlogin.com/TENANT/v2.0",
        accepts "https://TENANT.ciamlogin.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.contoso.com/TENANT/v2.0" of "TENANT",
        refuses "https://OTHER.ciamlogin.com/OTHER/v2.0" of "OTHER",
        not "https://OTHER.ciamlogin.com/OTHER/v2.0" because OtherTenant,
        not "https://evil.example/TENANT/v2.0" because OtherProvider;
    a_custom_domain_with_an_issuer_of_the_public_cloud:
        oidc_authority("https://login.contoso.com/TENANT/v2.0"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/OTHER/v2.0" of "OTHER",
        refuses "https://sts.windows.net/TENANT/" of "TENANT",
        not "https://login.microsoftonline.us/TENANT/v2.0" because OtherProvider,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    a_policy_of_azure_ad_b2c:
        b2c("B2C_1_signupsignin1"), "https://contoso.b2clogin.com/TENANT/v2.0/",
        accepts "https://contoso.b2clogin.com/TENANT/v2.0/" of "TENANT",
        refuses "https://contoso.b2clogin.com/TENANT/v2.0" of "TENANT",
        not "https://contoso.b2clogin.com/TENANT/v2.0" because NoPolicy,
        not "https://login.microsoftonline.com/TENANT/v2.0" because OtherHost,
        not "https://contoso.b2clogin.com/tfp/TENANT/b2c_1_resetpassword1/v2.0/" because OtherPolicy;
    a_policy_of_azure_ad_b2c_that_its_issuer_names:
        b2c("B2C_1_signupsignin1"), "https://contoso.b2clogin.com/tfp/TENANT/b2c_1_signupsignin1/v2.0/",
        accepts "https://contoso.b2clogin.com/tfp/TENANT/b2c_1_signupsignin1/v2.0/" of "TENANT",
        refuses "https://contoso.b2clogin.com/tfp/TENANT/b2c_1_editprofile1/v2.0/" of "TENANT",
        not "https://contoso.b2clogin.com/tfp/TENANT/b2c_1_editprofile1/v2.0/" because OtherPolicy;
    another_tenant_of_azure_ad_b2c:
        b2c("B2C_1_signupsignin1"), "https://contoso.b2clogin.com/TENANT/v2.0/",
        accepts "https://contoso.b2clogin.com/TENANT/v2.0/" of "TENANT",
        refuses "https://fabrikam.b2clogin.com/TENANT/v2.0/" of "TENANT",
        not "https://fabrikam.b2clogin.com/TENANT/v2.0/" because OtherHost;
    a_custom_domain_of_azure_ad_b2c:
        oidc_authority("https://login.contoso.com/contoso.onmicrosoft.com/B2C_1_signupsignin1/v2.0"),
        "https://login.contoso.com/TENANT/v2.0/",
        accepts "https://login.contoso.com/TENANT/v2.0/" of "TENANT",
        refuses "https://contoso.b2clogin.com/TENANT/v2.0/" of "TENANT",
        not "https://contoso.b2clogin.com/TENANT/v2.0/" because OtherHost;
    a_custom_domain_of_azure_ad_b2c_with_the_tenants_guid:
        oidc_authority("https://login.contoso.com/TENANT/B2C_1_signupsignin1/v2.0"), "https://login.contoso.com/TENANT/v2.0/",
        accepts "https://login.contoso.com/TENANT/v2.0/" of "TENANT",
        refuses "https://login.contoso.com/OTHER/v2.0/" of "OTHER",
        not "https://login.contoso.com/OTHER/v2.0/" because OtherTenant;
    any_other_provider:
        oidc_authority("https://op.example/TENANT/v2.0"), "https://op.example/TENANT/v2.0",
        accepts "https://op.example/TENANT/v2.0" of "TENANT",
        refuses "https://op.example/TENANT/v2.0/" of "TENANT",
        refuses "https://op.example/OTHER/v2.0" of "OTHER",
        not "https://op.example/OTHER/v2.0" because OtherProvider,
        not "https://sts.windows.net/TENANT/" because VersionOne;
    any_other_provider_with_a_slash:
        oidc_authority("https://op.example/TENANT/v2.0/"), "https://op.example/TENANT/v2.0/",
        accepts "https://op.example/TENANT/v2.0/" of "TENANT",
        refuses "https://op.example/TENANT/v2.0" of "TENANT",
        not "https://op.example.evil.example/TENANT/v2.0/" because OtherProvider;
    a_stand_in_on_this_machine:
        authority("http://127.0.0.1:3002/TENANT"), "http://127.0.0.1:3002/TENANT/v2.0",
        accepts "http://127.0.0.1:3002/TENANT/v2.0" of "TENANT",
        refuses "http://127.0.0.1:3003/TENANT/v2.0" of "TENANT",
        not "http://127.0.0.1:3003/TENANT/v2.0" because OtherHost;
    plain_http:
        authority("https://login.microsoftonline.com/TENANT"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://LOGIN.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "http://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        not "http://login.microsoftonline.com/TENANT/v2.0" because NoAddress;
    a_port_or_a_query:
        authority("https://login.microsoftonline.com/TENANT"), "https://login.microsoftonline.com/TENANT/v2.0",
        accepts "https://login.microsoftonline.com/TENANT/v2.0" of "TENANT",
        refuses "https://login.microsoftonline.com/TENANT/v2.0?a" of "TENANT",
        not "https://login.microsoftonline.com:8443/TENANT/v2.0" because OtherHost;
}
