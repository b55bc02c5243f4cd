// What the app runs on: two identities, the registry, the environment and its log.
param name string
param location string
param tags object

var suffix = uniqueString(resourceGroup().id)
// The role AcrPull.
var pullRole = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')
// Names of container apps have at most 32 characters. The name is a part of the app's address.
var appName = 'leptos-entra-${suffix}'

// The credential of the app: the app registration trusts its tokens (entra.bicep).
resource credentialIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${name}-credential'
  location: location
  tags: tags
}

// Only for pulling the image. The program in the container cannot use it (app.bicep, identitySettings).
resource pullIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${name}-pull'
  location: location
  tags: tags
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'cr${suffix}'
  location: location
  tags: tags
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, pullIdentity.id, pullRole)
  scope: registry
  properties: {
    roleDefinitionId: pullRole
    principalId: pullIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    retentionInDays: 30
    sku: {
      name: 'PerGB2018'
    }
  }
}

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: 'cae-${name}'
  location: location
  tags: tags
  properties: {
    // The log goes to the workspace by the setting below, which needs no key of the workspace.
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

output appName string = appName
// The address of the app is known before the app exists, so that the registration can name it.
output url string = 'https://${appName}.${environment.properties.defaultDomain}'
output environmentId string = environment.id
output registry string = registry.properties.loginServer
output pullIdentityId string = pullIdentity.id
output credentialIdentityId string = credentialIdentity.id
output credentialIdentityClientId string = credentialIdentity.properties.clientId
output principalId string = credentialIdentity.properties.principalId
