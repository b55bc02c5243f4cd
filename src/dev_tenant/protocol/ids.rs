//! The identifiers of the tenants, of the registered application, and of the APIs.

pub const TENANT_ID: &str = "6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";
pub const TENANT_DOMAIN: &str = "devtenant.example";
/// The domain of a customer tenant. Its first label is the subdomain of `ciamlogin.com` or `b2clogin.com`.
pub const CUSTOMER_DOMAIN: &str = "devtenant.onmicrosoft.com";
/// The tenant of another organization. Its users may sign in to an application that is registered for several tenants.
pub const PARTNER_TENANT_ID: &str = "0f7c5d1e-93ab-4a26-b8e4-5c1d2e6f7a80";
pub const PARTNER_DOMAIN: &str = "partner.example";
/// The tenant of all personal accounts. This is Microsoft's published value.
pub const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
pub const CLIENT_ID: &str = "b1f6a3c8-0d2e-4c57-8a94-7e3d5f9b2a61";
/// The client ID of the user-assigned managed identity.
pub const IDENTITY_CLIENT_ID: &str = "3f9c2b7e-5a14-4c8d-9e60-1b7d84a2c953";
/// The object ID of the service principal of the managed identity: the subject of its tokens.
pub const IDENTITY_PRINCIPAL_ID: &str = "c4d81e6a-2b95-4f70-8a3c-6e19f05b7d24";
/// The audiences of federated credentials: in the public cloud, the cloud of the US government, and that of China.
pub const TOKEN_EXCHANGE: [&str; 3] =
    ["api://AzureADTokenExchange", "api://AzureADTokenExchangeUSGov", "api://AzureADTokenExchangeChina"];
/// The audience of access tokens for Graph. This is Microsoft's published value.
pub const GRAPH_AUDIENCE: &str = "00000003-0000-0000-c000-000000000000";

/// The application ID URI of the application itself, whose API other applications call.
pub const OWN_API: &str = "api://b1f6a3c8-0d2e-4c57-8a94-7e3d5f9b2a61";
/// The app roles of the application's API that are assigned to the application itself.
pub const OWN_APP_ROLES: [&str; 1] = ["Orders.Read.All"];

/// The application ID URI of an API that is registered in the tenant. Its scopes begin with this URI.
pub const NOTES: &str = "api://notes.devtenant.example";
