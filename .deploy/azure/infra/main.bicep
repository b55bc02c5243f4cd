// The app in Azure Container Apps. Its credential is a managed identity, so there is no client secret.
targetScope = 'subscription'

@description('The name of the azd environment. It names the resources and the app registration.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('The region of all resources.')
param location string

@description('The image; empty before the first deployment.')
param image string = ''

@description('The session store of several replicas (SESSION_STORE). Empty: one replica, which keeps the sessions in memory.')
@secure()
param sessionStore string = ''

@description('The session key file in base64. Required with sessionStore.')
@secure()
param sessionKeys string = ''

@description('The delegated permissions of Microsoft Graph: those of SCOPE and of the pages.')
param permissions array = [
  'User.Read'
  'Calendars.Read'
  'Files.Read'
  'Mail.ReadBasic'
  'MailboxSettings.Read'
  'People.Read'
  'Presence.Read'
  'Tasks.Read'
  'Team.ReadBasic.All'
]

var name = 'leptos-entra-${environmentName}'
var tags = {
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${name}'
  location: location
  tags: tags
}

module platform 'platform.bicep' = {
  name: 'platform'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
  }
}

module entra 'entra.bicep' = {
  name: 'entra'
  scope: group
  params: {
    name: name
    url: platform.outputs.url
    principalId: platform.outputs.principalId
    permissions: permissions
  }
}

module app 'app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: platform.outputs.appName
    location: location
    tags: tags
    image: image
    url: platform.outputs.url
    clientId: entra.outputs.clientId
    environmentId: platform.outputs.environmentId
    registry: platform.outputs.registry
    pullIdentityId: platform.outputs.pullIdentityId
    credentialIdentityId: platform.outputs.credentialIdentityId
    credentialIdentityClientId: platform.outputs.credentialIdentityClientId
    sessionStore: sessionStore
    sessionKeys: sessionKeys
  }
}

output AZURE_CONTAINER_REGISTRY_ENDPOINT string = platform.outputs.registry
output WEB_URL string = platform.outputs.url
output CLIENT_ID string = entra.outputs.clientId
