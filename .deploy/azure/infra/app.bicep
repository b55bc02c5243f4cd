// The container app.
param name string
param location string
param tags object

@description('The image; empty before the first deployment.')
param image string

@description('The address of the app.')
param url string

@description('The application ID of the app registration.')
param clientId string

param environmentId string
param registry string
param pullIdentityId string
param credentialIdentityId string
param credentialIdentityClientId string

@secure()
param sessionStore string

@secure()
param sessionKeys string

var hasStore = !empty(sessionStore)

var settings = [
  {
    name: 'CLIENT_ID'
    value: clientId
  }
  {
    name: 'MANAGED_IDENTITY_CLIENT_ID'
    value: credentialIdentityClientId
  }
  {
    name: 'AUTHORITY'
    value: '${environment().authentication.loginEndpoint}${tenant().tenantId}'
  }
  {
    name: 'REDIRECT_URI'
    value: '${url}/getAToken'
  }
  {
    // The network of the proxies of Container Apps.
    name: 'TRUSTED_PROXIES'
    value: '100.100.0.0/16'
  }
  {
    // Longer than the proxies need to stop sending requests to a replica that is not ready.
    name: 'DRAIN_SECONDS'
    value: '10'
  }
]

var ofMemory = [
  {
    name: 'SESSION_STORE'
    value: 'memory:'
  }
]

var ofStore = [
  {
    name: 'SESSION_STORE'
    secretRef: 'session-store'
  }
  {
    name: 'SESSION_KEYS_FILE'
    value: '/run/secrets/session-keys'
  }
]

// The image of the first provisioning is a placeholder, which has no such paths.
var probes = [
  {
    type: 'Startup'
    httpGet: {
      path: '/health/live'
      port: 3000
    }
    periodSeconds: 1
    failureThreshold: 10
  }
  {
    type: 'Liveness'
    httpGet: {
      path: '/health/live'
      port: 3000
    }
    periodSeconds: 10
  }
  {
    type: 'Readiness'
    httpGet: {
      path: '/health/ready'
      port: 3000
    }
    periodSeconds: 3
    timeoutSeconds: 3
    failureThreshold: 1
  }
]

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  // azd finds the service by this tag.
  tags: union(tags, {
    'azd-service-name': 'web'
  })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${pullIdentityId}': {}
      '${credentialIdentityId}': {}
    }
  }
  properties: {
    environmentId: environmentId
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3000
        transport: 'http'
        allowInsecure: false
      }
      registries: [
        {
          server: registry
          identity: pullIdentityId
        }
      ]
      identitySettings: [
        {
          identity: pullIdentityId
          lifecycle: 'None'
        }
        {
          identity: credentialIdentityId
          lifecycle: 'Main'
        }
      ]
      secrets: hasStore ? [
        {
          name: 'session-store'
          value: sessionStore
        }
        {
          name: 'session-keys'
          value: base64ToString(sessionKeys)
        }
      ] : []
    }
    template: {
      // DRAIN_SECONDS, the time for open requests, and a reserve.
      terminationGracePeriodSeconds: 40
      containers: [
        {
          name: 'web'
          image: empty(image) ? 'mcr.microsoft.com/azuredocs/containerapps-helloworld:latest' : image
          env: concat(settings, hasStore ? ofStore : ofMemory)
          resources: {
            cpu: json('0.25')
            memory: '0.5Gi'
          }
          probes: empty(image) ? [] : probes
          volumeMounts: hasStore ? [
            {
              volumeName: 'secrets'
              mountPath: '/run/secrets'
            }
          ] : []
        }
      ]
      volumes: hasStore ? [
        {
          name: 'secrets'
          storageType: 'Secret'
          secrets: [
            {
              secretRef: 'session-keys'
              path: 'session-keys'
            }
          ]
        }
      ] : []
      // Without a shared store a second replica would not know the sessions of the first.
      scale: {
        minReplicas: hasStore ? 2 : 1
        maxReplicas: hasStore ? 4 : 1
      }
    }
  }
}
