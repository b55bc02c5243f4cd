// The app registration, as `leptos-entra registration print --format bicep` prints it. It trusts the managed identity.
extension microsoftGraphV1

param name string

@description('The address of the app.')
param url string

@description('The principal ID of the managed identity.')
param principalId string

@description('The delegated permissions of Microsoft Graph.')
param permissions array

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

resource registration 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: name
  displayName: name
  signInAudience: 'AzureADMyOrg'
  web: {
    redirectUris: [
      '${url}/getAToken'
      '${url}/signed-out'
      '${url}/admin-consent/result'
    ]
    logoutUrl: '${url}/front-channel-logout'
    implicitGrantSettings: {
      enableIdTokenIssuance: false
      enableAccessTokenIssuance: false
    }
  }
  optionalClaims: {
    idToken: [
      {
        name: 'login_hint'
      }
      {
        name: 'sid'
      }
    ]
  }
  requiredResourceAccess: [
    {
      resourceAppId: graph.appId
      resourceAccess: [
        for permission in permissions: {
          id: filter(graph.oauth2PermissionScopes, scope => scope.value == permission)[0].id
          type: 'Scope'
        }
      ]
    }
  ]

  resource credential 'federatedIdentityCredentials@v1.0' = {
    name: '${registration.uniqueName}/leptos-entra'
    audiences: [
      'api://AzureADTokenExchange'
    ]
    issuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
    subject: principalId
  }
}

resource servicePrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: registration.appId
}

output clientId string = registration.appId
