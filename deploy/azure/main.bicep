// The assistant in Azure: a Container App with https, its database, and the bot for Teams.
//
//   az deployment group create --resource-group access-assistant --template-file deploy/azure/main.bicep \
//     --parameters registryName=<registry> image=<registry>.azurecr.io/access-assistant:<version>
//
// docs/deploying.md has the steps before and after it.
//
// How far this has been tested: neither Bicep nor Azure was available, so this file has been neither compiled nor deployed.
// A parser of the language read it without an error before the helpdesk's settings were added; names of properties and
// versions were compared with Microsoft's reference by hand. A test checks that every setting in it is one of the assistant's.
// Run "az deployment group what-if" with the same parameters first: it compiles the file and lists what would be created.
//
// The person who deploys needs the role Owner (or Contributor and Role Based Access Control Administrator) on the resource group,
// since the assistant's identity is given the right to read one vault and one registry. Creating the group and registering
// the resource providers needs a right on the subscription.

targetScope = 'resourceGroup'

@description('Begins the name of everything that is created.')
@minLength(3)
@maxLength(16)
param name string = 'access-assistant'

@description('The Azure region of everything but the bot, which Azure keeps as "global".')
param location string = resourceGroup().location

@description('The image, with registry and version, or better with its digest.')
param image string

@description('The name of the container registry in this resource group that has the image; empty for a public one.')
param registryName string = ''

@description('The host name at which people reach the assistant, if it is not the one that Azure gives. Bind it to the Container App first.')
param publicHost string = ''

@description('Whether a bot for Teams is created; false: web chat only.')
param withTeams bool = true

@description('The name of the bot, as Azure and Teams show it.')
@maxLength(42)
param botDisplayName string = 'CPMS access assistant'

@description('The tenants whose people may use it in Teams, with commas between them; empty: only this one; any: everybody.')
param teamsTenants string = ''

@description('The sites that may embed the chat, with commas between them, for example https://www.example.org.')
param webchatOrigins string = ''

@description('How many days a message is kept.')
@minValue(1)
@maxValue(3650)
param retentionDays int = 180

@description('How many minutes somebody must have been away to be welcomed back.')
@minValue(0)
@maxValue(1440)
param welcomeBackMinutes int = 60

@description('How much is logged: silent, error, warn, info or debug.')
param logLevel string = 'info'

@description('Where the helpdesk signs in (OpenID Connect), for example https://login.microsoftonline.com/<tenant>/v2.0; empty: there is no helpdesk.')
param helpdeskIssuer string = ''

@description('The id by which the issuer knows the assistant.')
param helpdeskClientId string = ''

@description('The claim of the ID token that lists what somebody may do; empty: roles.')
param helpdeskRoleClaim string = ''

@description('The value in that claim that lets somebody into the pages of the helpdesk; empty: helpdesk.')
param helpdeskRole string = ''

@description('The secret that the issuer gave the assistant. Give it with each deployment, like the three below: whatever is left out is removed.')
@secure()
param helpdeskClientSecret string = ''

@description('The server that sends mail, with user and password in it; empty: no mail is sent.')
@secure()
param smtpUrl string = ''

@description('The mailbox of the address that mail comes from, with user and password in it; empty: replies are not read.')
@secure()
param imapUrl string = ''

@description('The token for the REST API of Zammad.')
@secure()
param zammadToken string = ''

@description('The address that mail comes from.')
param mailFrom string = ''

@description('The address that mail servers report to what did not arrive; empty: mailFrom, which is where the assistant reads such reports.')
param mailReturnPath string = ''

@description('How many minutes somebody has to read an answer in the chat before it is sent by email.')
@minValue(0)
@maxValue(1440)
param emailAnswersAfterMinutes int = 10

@description('The language of the helpdesk\'s pages and of what it reads about tickets.')
param helpdeskLanguage string = 'en'

@description('The address that gets a short email about each new ticket; empty: none.')
param helpdeskNotify string = ''

@description('The address of Zammad.')
param zammadUrl string = ''

@description('The group in Zammad that gets the tickets; empty: Users.')
param zammadGroup string = ''

@description('Where tickets go besides the inbox: inbox (nowhere), email, zammad; none: there is no helpdesk; empty: inbox, if helpdeskIssuer is given.')
param helpdesk string = ''

@description('The password of the database. Nobody has to know it: each deployment makes a new one and keeps it in the vault.')
@secure()
@minLength(16)
param databasePassword string = '${newGuid()}-Aa1'

@description('When this was deployed; names the revision, so that each deployment starts one that reads the new password.')
param deployed string = utcNow('yyyyMMddHHmmss')

var unique = uniqueString(resourceGroup().id)
var databaseUser = 'assistant'
var host = empty(publicHost) ? '${name}.${environment.properties.defaultDomain}' : publicHost

// The bot's identity, by which Microsoft authenticates it: there is no secret that could leak or expire.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${unique}'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    // The tests and compose.yaml use 18. The documentation that was at hand offers that version as a preview, not in every
    // region; so this is 17, which was not tested here. The SQL of the assistant is plain: "az postgres flexible-server
    // list-skus --location <region>" shows whether 18 is there, and if it is, put it here before the first deployment.
    version: '17'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }
}

// The server's parts are created one after the other: while it changes, it refuses everything else as "busy".
resource conversations 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: database
  name: 'assistant'
}

// This range stands for "from within Azure", other customers included: the password and TLS keep them out. If that is
// not enough, put the environment and the server into their own virtual network and remove this rule.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: database
  name: 'from-azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  dependsOn: [conversations]
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  // A vault's name has at most 24 characters.
  name: 'kv-${unique}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
  }
}

resource databaseUrl 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    value: 'postgres://${databaseUser}:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}:5432/${conversations.name}?sslmode=verify-full'
  }
}

// Key Vault Secrets User: may read secrets, and nothing else.
var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

// AcrPull: may fetch images, and nothing else.
var pull = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '7f951dda-4ed3-4680-a7ca-43fe172d538d'
)

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registryName)) {
  name: registryName
}

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registryName)) {
  name: guid(resourceGroup().id, registryName, identity.id, pull)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: pull
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3978
        transport: 'auto'
        allowInsecure: false
      }
      registries: empty(registryName) ? [] : [{ server: '${registryName}.azurecr.io', identity: identity.id }]
      // With its version: without one, the app would keep using the old password until it looks for a newer one.
      // The others come from outside and have no version; the Container App keeps them, encrypted.
      secrets: concat(
        [{ name: 'database-url', keyVaultUrl: databaseUrl.properties.secretUriWithVersion, identity: identity.id }],
        empty(helpdeskClientSecret) ? [] : [{ name: 'helpdesk-client-secret', value: helpdeskClientSecret }],
        empty(smtpUrl) ? [] : [{ name: 'smtp-url', value: smtpUrl }],
        empty(imapUrl) ? [] : [{ name: 'imap-url', value: imapUrl }],
        empty(zammadToken) ? [] : [{ name: 'zammad-token', value: zammadToken }]
      )
    }
    template: {
      revisionSuffix: 'd${deployed}'
      containers: [
        {
          name: 'assistant'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(
            [
              { name: 'HOST', value: '0.0.0.0' }
              { name: 'PORT', value: '3978' }
              { name: 'PUBLIC_URL', value: 'https://${host}' }
              { name: 'TRUSTED_PROXIES', value: 'private' } // Only the ingress of Container Apps reaches the port.
              { name: 'DATABASE_URL', secretRef: 'database-url' }
              { name: 'BOT_TYPE', value: withTeams ? 'UserAssignedMSI' : 'none' }
              { name: 'BOT_ID', value: identity.properties.clientId }
              { name: 'BOT_TENANT_ID', value: identity.properties.tenantId }
              { name: 'TEAMS_TENANTS', value: teamsTenants }
              { name: 'WEBCHAT_ORIGINS', value: webchatOrigins }
              { name: 'RETENTION_DAYS', value: string(retentionDays) }
              { name: 'WELCOME_BACK_MINUTES', value: string(welcomeBackMinutes) }
              { name: 'LOG_LEVEL', value: logLevel }
              { name: 'HELPDESK', value: helpdesk }
              { name: 'HELPDESK_LANGUAGE', value: helpdeskLanguage }
              { name: 'HELPDESK_NOTIFY', value: helpdeskNotify }
              { name: 'MAIL_FROM', value: mailFrom }
              { name: 'MAIL_RETURN_PATH', value: mailReturnPath }
              { name: 'EMAIL_ANSWERS_AFTER_MINUTES', value: string(emailAnswersAfterMinutes) }
              { name: 'ZAMMAD_URL', value: zammadUrl }
              { name: 'ZAMMAD_GROUP', value: zammadGroup }
              { name: 'HELPDESK_ISSUER', value: helpdeskIssuer }
              { name: 'HELPDESK_CLIENT_ID', value: helpdeskClientId }
              { name: 'HELPDESK_ROLE_CLAIM', value: helpdeskRoleClaim }
              { name: 'HELPDESK_ROLE', value: helpdeskRole }
            ],
            empty(helpdeskClientSecret) ? [] : [{ name: 'HELPDESK_CLIENT_SECRET', secretRef: 'helpdesk-client-secret' }],
            empty(smtpUrl) ? [] : [{ name: 'SMTP_URL', secretRef: 'smtp-url' }],
            empty(imapUrl) ? [] : [{ name: 'IMAP_URL', secretRef: 'imap-url' }],
            empty(zammadToken) ? [] : [{ name: 'ZAMMAD_TOKEN', secretRef: 'zammad-token' }]
          )
          probes: [
            // Restarted if the process does not answer; left without visitors while its store does not work.
            { type: 'Startup', httpGet: { path: '/livez', port: 3978 }, periodSeconds: 2, failureThreshold: 30 }
            { type: 'Liveness', httpGet: { path: '/livez', port: 3978 }, periodSeconds: 30, timeoutSeconds: 5 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 10, timeoutSeconds: 5 }
          ]
        }
      ]
      // Exactly one, always: people are answered at once. More of them need no session affinity (docs/deploying.md, I).
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
  dependsOn: [mayReadSecrets, mayPull, fromAzure]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = if (withTeams) {
  name: '${name}-${unique}'
  location: 'global'
  kind: 'azurebot'
  // Free, and without a limit for Teams.
  sku: { name: 'F0' }
  properties: {
    displayName: botDisplayName
    endpoint: 'https://${host}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: identity.properties.tenantId
  }
  // The app must exist before Microsoft sends it anything.
  dependsOn: [app]
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = if (withTeams) {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true }
  }
}

@description('Where people reach the assistant: the PUBLIC_URL for npm run teams:package.')
output publicUrl string = 'https://${host}'

@description('The id of the bot: the BOT_ID for npm run teams:package.')
output botId string = identity.properties.clientId

@description('The tenant of the bot.')
output botTenantId string = identity.properties.tenantId

@description('The server of the database, for backups.')
output databaseServer string = database.properties.fullyQualifiedDomainName
