// Made by `yarn build:openapi`.
export interface paths {
  '/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List service accounts, then users
     * @description Permissions: `security.configuration.read`.
     */
    get: operations['listAccounts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{namespace}/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one account
     * @description Of a service account also the history of its keys, never their values.
     *
     *     Permissions: `security.configuration.read`.
     */
    get: operations['getAccount'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/service-accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a service account
     * @description It has no API key until somebody asks for one. One that acts as a service also needs `security.service-principal.configure`.
     *
     *     Permissions: `security.configuration.read` and `security.service-account.create`.
     */
    post: operations['createServiceAccount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/service-accounts/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a service account and its keys
     * @description 409 when the account has another version by now, and when the configuration manages it (`managedBy`).
     *
     *     Permissions: `security.configuration.read` and `security.service-account.delete`.
     */
    delete: operations['deleteServiceAccount'];
    options?: never;
    head?: never;
    /**
     * Edit, disable or enable a service account
     * @description Another owner, principal, list of plugins or other restrictions also need `security.user.api-key.configure`, for the account as it is and as it would be. Disabling it ends keys in their grace period for good. 409 when the account has another version by now, and when the configuration manages it (`managedBy`). To let it act as a service, or to change its restrictions, also needs `security.service-principal.configure`.
     *
     *     Permissions: `security.configuration.read` and `security.service-account.update`.
     */
    patch: operations['updateServiceAccount'];
    trace?: never;
  };
  '/v1/users/{namespace}/{name}/api-key/show': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Show the API key of a service account
     * @description Generates one when there is none. 409 with a `reason` when there is a key that cannot be shown, and without one when the configuration gives the key (`apiKeyManagedBy`) and it has ended.
     *
     *     Permissions: `security.configuration.read` and `security.user.api-key.configure`.
     */
    post: operations['showApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{namespace}/{name}/api-key/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace the API key of a service account
     * @description The old key ends at once, or works on for a grace period. 409 when `keyId` is not the newest key any more, and when the configuration gives the key (`apiKeyManagedBy`).
     *
     *     Permissions: `security.configuration.read` and `security.user.api-key.configure`.
     */
    post: operations['rotateApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{namespace}/{name}/api-key/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End an API key of a service account
     * @description The newest key, or one in its grace period. Revoking a key that has ended changes nothing and answers the same (RFC 7009, section 2.2).
     *
     *     Permissions: `security.configuration.read` and either `security.user.api-key.configure` or `security.user.api-key.revoke`.
     */
    post: operations['revokeApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{namespace}/{name}/api-key/revoke-all': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End every API key of a service account
     * @description Permissions: `security.configuration.read` and either `security.user.api-key.configure` or `security.user.api-key.revoke`.
     */
    post: operations['revokeAllApiKeys'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/plugins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the plugins of the portal and their permissions
     * @description What accounts can be limited to: the plugins of this backend and those that `discovery.endpoints` names, each with the permissions that it registers. It may be a minute old.
     *
     *     Permissions: `security.configuration.read`.
     */
    get: operations['listPlugins'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/service-accounts/{name}/access': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Tell what a service account may do
     * @description Each permission that the plugins of the portal register, and what the permission policy says of it now when a key of the account asks. Plugins may refuse for other reasons, and may know permissions that they do not register.
     *
     *     Permissions: `security.configuration.read`.
     */
    get: operations['getAccess'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/service-accounts/{name}/access/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tell what a service account could do if it were changed
     * @description Changes nothing. For whoever could save the change; to let the account act as a service, or to change its restrictions, also needs `security.service-principal.configure`.
     *
     *     Permissions: `security.configuration.read` and `security.service-account.update` and `security.user.api-key.configure`.
     */
    post: operations['previewAccess'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/service-accounts/{name}/uses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Tell which plugins a service account called
     * @description When first and last, and how often, with all of its keys together. It may be some ten seconds old. What a plugin calls for the account does not count.
     *
     *     Permissions: `security.configuration.read`.
     */
    get: operations['getUses'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/policy-check-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Tell what the permission policy lets somebody do who has no rights
     * @description The policy is asked as a made-up account that belongs to nobody and, where a guest can sign in, as one who owns what the guest does. Nobody is found who is locked out by this plugin whatever the policy says. For whoever may handle the keys of some account, or might. It may be half a minute old.
     *
     *     Permissions: `security.configuration.read` and `security.user.api-key.configure`.
     */
    get: operations['getPolicyCheckUp'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/external-access': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the tokens of the configuration that could be replaced
     * @description The entries of `backend.auth.externalAccess`, and of the older `backend.auth.keys`, by subject and restrictions and never by token. For each the service account that could take its place, and what will be different.
     *
     *     Permissions: `security.configuration.read`.
     */
    get: operations['listExternalAccess'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/self': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Tell an API key about itself
     * @description With the key itself as the bearer token. Answers 503 where the portal lacks what calls with such a key need.
     */
    get: operations['getSelf'];
    put?: never;
    post?: never;
    /**
     * End the API key that is the bearer token
     * @description For whoever finds a leaked key: it needs nothing but the key.
     */
    delete: operations['revokeSelf'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    CreateServiceAccount: {
      /**
       * @description Lower-case letters, digits and single hyphens; starts with a letter
       * @example nightly-build
       */
      name: string;
      /** @description A name for people; empty for none */
      title?: string;
      /** @description What the account is for; empty for none */
      description?: string;
      /**
       * @description Entity ref of the group or user that owns it
       * @example group:default/team-a
       */
      ownerRef: string;
      /** @enum {string} */
      principal?: 'user' | 'service';
      plugins?: string[];
      restrictions?: {
        plugin: string;
        permissions?: string[];
      }[];
    };
    UpdateServiceAccount: {
      /** @description The version that the change is based on */
      version: number;
      /** @description A name for people; empty for none */
      title?: string;
      /** @description What the account is for; empty for none */
      description?: string;
      /**
       * @description Entity ref of the group or user that owns it
       * @example group:default/team-a
       */
      ownerRef?: string;
      /** @enum {string} */
      status?: 'active' | 'disabled';
      /** @enum {string} */
      principal?: 'user' | 'service';
      /** @description null for all plugins */
      plugins?: string[] | null;
      restrictions?: {
        plugin: string;
        permissions?: string[];
      }[];
    };
    ShowApiKey: {
      /** @description When a new key ends: in the future, and no later than the longest lifetime that is configured; null for never, where that is allowed; by default after the default lifetime */
      expiresAt?: string | null;
    };
    SelectApiKey: {
      /**
       * Format: uuid
       * @description The key that the caller saw
       */
      keyId: string;
    };
    RotateApiKey: {
      /**
       * Format: uuid
       * @description The key that the caller saw
       */
      keyId: string;
      /** @description When a new key ends: in the future, and no later than the longest lifetime that is configured; null for never, where that is allowed; by default after the default lifetime */
      expiresAt?: string | null;
      /** @description For how long the old key goes on working, never beyond its own end; by default it ends at once */
      graceSeconds?: number;
    };
    RevokeAllApiKeys: Record<string, never>;
    PreviewAccess: {
      /**
       * @description Entity ref of the group or user that owns it
       * @example group:default/team-a
       */
      ownerRef?: string;
      /** @enum {string} */
      principal?: 'user' | 'service';
      /** @description null for all plugins */
      plugins?: string[] | null;
      restrictions?: {
        plugin: string;
        permissions?: string[];
      }[];
    };
    Account:
      | components['schemas']['ServiceAccount']
      | components['schemas']['UserAccount'];
    AccountDetails:
      | components['schemas']['ServiceAccountDetails']
      | components['schemas']['UserAccount'];
    AccountList: {
      /** @description May be fewer than `limit`, or none, though there is a `nextCursor`: of many accounts a page looks at a part */
      items: components['schemas']['Account'][];
      /** @description There is none behind the last account */
      nextCursor?: string;
      /** @description Whether the caller may create service accounts */
      canCreate: boolean;
      /**
       * @description Why canCreate is false
       * @enum {string}
       */
      createRefusal?: 'not-permitted' | 'permissions-disabled';
      /** @description Where they were asked for */
      figures?: {
        active: number;
        expiring: number;
        unused: number;
        'not-working': number;
        ownerMissing: number;
        /** @description After how many days a key counts as unused */
        unusedAfterDays: number;
      };
    };
    PluginList: {
      items: components['schemas']['Plugin'][];
    };
    Plugin: {
      /** @example catalog */
      pluginId: string;
      /** @description Whether API keys may call it: `security` and `auth` take none */
      acceptsApiKeys: boolean;
      /**
       * @description `none`: it registers no permissions; `unavailable`: it did not answer in time, or not as expected
       * @enum {string}
       */
      status: 'ok' | 'none' | 'unavailable';
      permissions: {
        /** @example catalog.entity.read */
        name: string;
        /** @enum {string} */
        action?: 'create' | 'read' | 'update' | 'delete';
        /** @description Where it is decided for each resource */
        resourceType?: string;
      }[];
    };
    UserAccount: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'user';
      entityRef: string;
      namespace: string;
      name: string;
      title?: string;
    };
    ServiceAccount: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'service-account';
      entityRef: string;
      /** @constant */
      namespace: 'service-account';
      name: string;
      title?: string;
      description?: string;
      ownerRef: string;
      /** @description What the catalog calls the owner, as far as known */
      ownerTitle?: string;
      /**
       * Format: date-time
       * @description Since when the catalog does not know the owner any more; missing while it does, and while that is not certain
       */
      ownerMissingSince?: string;
      /** @enum {string} */
      status: 'active' | 'disabled';
      /** @enum {string} */
      principal: 'user' | 'service';
      plugins?: string[];
      restrictions?: {
        plugin: string;
        permissions?: string[];
      }[];
      /**
       * @description config: by security.serviceAccounts of the configuration, and read-only here. former-config: its entry is gone; it comes back with it unless somebody changes the account
       * @enum {string}
       */
      managedBy?: 'config' | 'former-config';
      /**
       * @description config: the configuration gives the key, so that none is generated and rotated here
       * @constant
       */
      apiKeyManagedBy?: 'config';
      version: number;
      /** Format: date-time */
      createdAt: string;
      createdBy: string;
      /** Format: date-time */
      updatedAt: string;
      updatedBy: string;
      /** @description The newest key, whether it still works or not */
      apiKey?: components['schemas']['ApiKey'];
      keyState: {
        /** @enum {string} */
        status:
          | 'none'
          | 'active'
          | 'retiring'
          | 'disabled'
          | 'lost'
          | 'expired'
          | 'revoked';
        /** @description How many of its keys work now */
        workingKeys: number;
        /**
         * Format: date-time
         * @description When the last of them ends by itself; missing when none works, and when one never ends
         */
        worksUntil?: string;
        /**
         * Format: date-time
         * @description When any of them was last used; when none works: when the newest key was
         */
        lastUsedAt?: string;
        /** @description The plugin that was called then */
        lastUsedPlugin?: string;
      };
      access: components['schemas']['AccountAccess'];
    };
    ServiceAccountDetails: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'service-account';
      entityRef: string;
      /** @constant */
      namespace: 'service-account';
      name: string;
      title?: string;
      description?: string;
      ownerRef: string;
      /** @description What the catalog calls the owner, as far as known */
      ownerTitle?: string;
      /**
       * Format: date-time
       * @description Since when the catalog does not know the owner any more; missing while it does, and while that is not certain
       */
      ownerMissingSince?: string;
      /** @enum {string} */
      status: 'active' | 'disabled';
      /** @enum {string} */
      principal: 'user' | 'service';
      plugins?: string[];
      restrictions?: {
        plugin: string;
        permissions?: string[];
      }[];
      /**
       * @description config: by security.serviceAccounts of the configuration, and read-only here. former-config: its entry is gone; it comes back with it unless somebody changes the account
       * @enum {string}
       */
      managedBy?: 'config' | 'former-config';
      /**
       * @description config: the configuration gives the key, so that none is generated and rotated here
       * @constant
       */
      apiKeyManagedBy?: 'config';
      version: number;
      /** Format: date-time */
      createdAt: string;
      createdBy: string;
      /** Format: date-time */
      updatedAt: string;
      updatedBy: string;
      /** @description The newest key, whether it still works or not */
      apiKey?: components['schemas']['ApiKey'];
      keyState: {
        /** @enum {string} */
        status:
          | 'none'
          | 'active'
          | 'retiring'
          | 'disabled'
          | 'lost'
          | 'expired'
          | 'revoked';
        /** @description How many of its keys work now */
        workingKeys: number;
        /**
         * Format: date-time
         * @description When the last of them ends by itself; missing when none works, and when one never ends
         */
        worksUntil?: string;
        /**
         * Format: date-time
         * @description When any of them was last used; when none works: when the newest key was
         */
        lastUsedAt?: string;
        /** @description The plugin that was called then */
        lastUsedPlugin?: string;
      };
      access: components['schemas']['AccountAccess'];
      /** @description Newest first, at most 50, without their values */
      apiKeys: components['schemas']['ApiKey'][];
      apiKeyPolicy: components['schemas']['ApiKeyPolicy'];
    };
    /** @description What the caller may do with the account */
    AccountAccess: {
      canConfigureApiKey: boolean;
      canRevokeApiKey: boolean;
      canUpdate: boolean;
      canDelete: boolean;
      canBecomeService: boolean;
      /**
       * @description Why canConfigureApiKey is false; permissions-disabled keeps everything from being changed
       * @enum {string}
       */
      apiKeyRefusal?: 'not-permitted' | 'permissions-disabled' | 'guest';
      /** @description The permissions that the policy does not give the caller for this account; the list leaves out those that it simply denies */
      refusals?: components['schemas']['Refusal'][];
    };
    ApiKey: {
      /** Format: uuid */
      id: string;
      /** @description The last four characters of the key */
      hint: string;
      /** @enum {string} */
      status:
        | 'active'
        | 'retiring'
        | 'disabled'
        | 'lost'
        | 'expired'
        | 'revoked';
      /** @description Whether the value is kept: false once the key has ended, and where keys are shown only once */
      canBeShown: boolean;
      /** Format: date-time */
      createdAt: string;
      createdBy: string;
      /** Format: date-time */
      expiresAt?: string;
      /**
       * Format: date-time
       * @description When the grace period of a replaced key ends
       */
      retiresAt?: string;
      /** Format: date-time */
      revokedAt?: string;
      revokedBy?: string;
      /** Format: date-time */
      lastUsedAt?: string;
      /** @description The plugin that was called then */
      lastUsedPlugin?: string;
      timesShown: number;
      /** Format: date-time */
      lastShownAt?: string;
      lastShownBy?: string;
    };
    ShownApiKey: {
      /** @description The API key itself */
      value: string;
      /** @description Whether this call made the key */
      generated: boolean;
      apiKey: components['schemas']['ApiKey'];
    };
    ApiKeyPolicy: {
      /** @enum {string} */
      reveal: 'always' | 'once';
      defaultLifetimeSeconds: number;
      maxLifetimeSeconds: number;
      canNeverExpire: boolean;
      maxGraceSeconds: number;
      /** @description How long another replica may go on accepting a key that has ended */
      verificationTtlSeconds: number;
      /** @description Whether backend.auth.externalAccess has an entry of the type api-key */
      canBeService: boolean;
    };
    ApiKeySelf: {
      /** @example user:service-account/nightly-build */
      entityRef: string;
      ownershipEntityRefs: string[];
      /** @enum {string} */
      principal: 'user' | 'service';
      /** @description The plugins that it may call; all when missing */
      plugins?: string[];
      restrictions?: {
        plugin: string;
        permissions?: string[];
      }[];
      /** Format: uuid */
      keyId: string;
      hint: string;
      /**
       * Format: date-time
       * @description For ever when missing
       */
      validUntil?: string;
    };
    AccessReport: {
      entityRef: string;
      /** @description Of the account */
      version: number;
      /**
       * @description `restrictions`: the account acts as a service, about which the policy is never asked; `nothing`: permission.enabled is not true, so every plugin allows everything unasked
       * @enum {string}
       */
      decidedBy: 'policy' | 'restrictions' | 'nothing';
      plugins: components['schemas']['PluginAccess'][];
    };
    AccessPreview: {
      entityRef: string;
      /** @description Of the account */
      version: number;
      /**
       * @description `restrictions`: the account acts as a service, about which the policy is never asked; `nothing`: permission.enabled is not true, so every plugin allows everything unasked
       * @enum {string}
       */
      decidedBy: 'policy' | 'restrictions' | 'nothing';
      plugins: components['schemas']['PluginPreview'][];
      /** @description Whom the policy saw instead of the account, where it would have another owner. No account can have this name */
      askedAs?: string;
    };
    PluginAccess: {
      /** @example catalog */
      pluginId: string;
      /**
       * @description `none`: it registers no permissions; `unavailable`: it did not answer in time, or not as expected
       * @enum {string}
       */
      status: 'ok' | 'none' | 'unavailable';
      /**
       * @description What keeps the key out whatever the policy says: the plugin takes no API keys, the list of plugins of the account, or its restrictions. Plugins that it may call can still call others for it
       * @enum {string}
       */
      ruledOutBy?: 'no-api-keys' | 'plugins' | 'restrictions';
      permissions: components['schemas']['PermissionAccess'][];
    };
    PermissionAccess: {
      /** @example catalog.entity.read */
      name: string;
      /** @enum {string} */
      action?: 'create' | 'read' | 'update' | 'delete';
      /** @description Where it is decided for each resource */
      resourceType?: string;
      /**
       * @description `conditional`: where `conditions` hold; `undecided`: see `reason`; `not-asked`: the policy does not decide, see `decidedBy`
       * @enum {string}
       */
      decision:
        | 'allowed'
        | 'denied'
        | 'conditional'
        | 'undecided'
        | 'not-asked';
      conditions?: components['schemas']['AccessCondition'];
      /**
       * @description Why it is undecided: the policy failed or gave no answer that can be used, did not answer in time, or names a rule that the plugin lacks
       * @enum {string}
       */
      reason?: 'failed' | 'timeout' | 'unknown-rule';
      /**
       * @description What keeps the key out whatever the policy says: the plugin takes no API keys, the list of plugins of the account, or its restrictions. Plugins that it may call can still call others for it
       * @enum {string}
       */
      ruledOutBy?: 'no-api-keys' | 'plugins' | 'restrictions';
    };
    PluginPreview: {
      /** @example catalog */
      pluginId: string;
      /**
       * @description `none`: it registers no permissions; `unavailable`: it did not answer in time, or not as expected
       * @enum {string}
       */
      status: 'ok' | 'none' | 'unavailable';
      /**
       * @description What keeps the key out whatever the policy says: the plugin takes no API keys, the list of plugins of the account, or its restrictions. Plugins that it may call can still call others for it
       * @enum {string}
       */
      ruledOutBy?: 'no-api-keys' | 'plugins' | 'restrictions';
      permissions: components['schemas']['PermissionPreview'][];
      /**
       * @description Whether the key may call the plugin, against now
       * @enum {string}
       */
      change: 'same' | 'gained' | 'lost' | 'changed' | 'unknown';
    };
    PermissionPreview: {
      /** @example catalog.entity.read */
      name: string;
      /** @enum {string} */
      action?: 'create' | 'read' | 'update' | 'delete';
      /** @description Where it is decided for each resource */
      resourceType?: string;
      /**
       * @description `conditional`: where `conditions` hold; `undecided`: see `reason`; `not-asked`: the policy does not decide, see `decidedBy`
       * @enum {string}
       */
      decision:
        | 'allowed'
        | 'denied'
        | 'conditional'
        | 'undecided'
        | 'not-asked';
      conditions?: components['schemas']['AccessCondition'];
      /**
       * @description Why it is undecided: the policy failed or gave no answer that can be used, did not answer in time, or names a rule that the plugin lacks
       * @enum {string}
       */
      reason?: 'failed' | 'timeout' | 'unknown-rule';
      /**
       * @description What keeps the key out whatever the policy says: the plugin takes no API keys, the list of plugins of the account, or its restrictions. Plugins that it may call can still call others for it
       * @enum {string}
       */
      ruledOutBy?: 'no-api-keys' | 'plugins' | 'restrictions';
      /**
       * @description Against now, with `ruledOutBy`; `changed`: under other conditions; `unknown`: it is undecided now or then
       * @enum {string}
       */
      change: 'same' | 'gained' | 'lost' | 'changed' | 'unknown';
      /** @description True where the policy, as things are now, says something else of the account than of `askedAs`: it looks at the name, so it may say something else once this is saved */
      dependsOnName?: boolean;
    };
    /** @description What has to hold of a resource */
    AccessCondition:
      | {
          /** @example IS_ENTITY_OWNER */
          rule: string;
          /** @description What the plugin of the rule says of it */
          description?: string;
          params?: Record<string, never>;
        }
      | {
          anyOf: components['schemas']['AccessCondition'][];
        }
      | {
          allOf: components['schemas']['AccessCondition'][];
        }
      | {
          not: components['schemas']['AccessCondition'];
        };
    /** @description A permission that the caller lacks */
    Refusal: {
      /** @example security.service-account.update */
      permission: string;
      /** @description The policy allows it on conditions: those that do not hold of the account. Long parameters are cut short, and the list of accounts has the names of the rules alone */
      unmet?: components['schemas']['AccessCondition'];
      /**
       * @description A condition of the policy could not be applied
       * @constant
       */
      undecided?: true;
    };
    /** @description How every Backstage backend answers when it refuses */
    ErrorResponse: {
      error: {
        /** @example InputError */
        name: string;
        message: string;
        /**
         * @description Why there is a key that cannot be handed out; only with 409
         * @enum {string}
         */
        reason?:
          | 'account-disabled'
          | 'expired'
          | 'shown-once'
          | 'undecryptable';
        /** @description The permissions that are lacking, of which one would do; only with 403 */
        refusals?: components['schemas']['Refusal'][];
      };
      request?: {
        method: string;
        url: string;
      };
      response: {
        statusCode: number;
      };
    };
  };
  responses: {
    /** @description The request is not valid, or asks for the API key of a user: only service accounts have one. Nothing has changed. */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description There is no token, or it is not valid any more. */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The caller lacks a permission, which the message and `error.refusals` name, with the rule of the policy that does not hold; or is not a person who is signed in; or the permission framework is off, which locks all API keys. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description There is no such account, or the caller may not know of it. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description Something else is there by now, or the API key cannot be handed out, see `error.reason`. Nothing has changed. */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The database, the audit log, the catalog or the permission backend cannot be reached. */
    ServiceUnavailable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: {
    /** @description Nobody on the way may keep the answer */
    NoStore: 'no-store, no-transform';
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listAccounts: {
    parameters: {
      query?: {
        /** @description Only these */
        type?: 'user' | 'service-account';
        /** @description Words, or beginnings of words, of the name, title, owner or owner’s title of a service account, which has all of them; or the hint of one of its keys. Part of the name of a user. Never a key */
        search?: string;
        /** @description Only service accounts have an owner */
        owner?: string;
        /** @description Only service accounts that the caller owns, or a group of the caller does */
        mine?: boolean;
        /** @description `active`: a key works; `expiring`: a key works, and none for longer than 30 days; `retiring`: a key that was replaced works; `unused`: a key works, and none was used for as long as `security.unusedAfter` says, or ever; `not-working`: no key works; `disabled`, `lost`, `expired`, `revoked`: no key works, and why; `none`: there never was one */
        keyStatus?:
          | 'none'
          | 'active'
          | 'expiring'
          | 'retiring'
          | 'unused'
          | 'not-working'
          | 'disabled'
          | 'lost'
          | 'expired'
          | 'revoked';
        /** @description Only service accounts whose owner the catalog does not know any more */
        ownerMissing?: boolean;
        /** @description Whether to count the service accounts of the owner that is asked for as well */
        figures?: boolean;
        /** @description Service accounts come first; users are ordered by name whatever is asked */
        orderBy?: 'name' | 'owner' | 'expiresAt' | 'lastUsedAt' | 'createdAt';
        /** @description Direction of the order */
        order?: 'asc' | 'desc';
        /** @description Accounts on the page */
        limit?: number;
        /** @description nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountList'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `service-account`, or the catalog namespace of a user */
        namespace: string;
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountDetails'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createServiceAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "nightly-build",
         *       "ownerRef": "group:default/team-a"
         *     }
         */
        'application/json': components['schemas']['CreateServiceAccount'];
      };
    };
    responses: {
      /** @description Created */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceAccount'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      409: components['responses']['Conflict'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteServiceAccount: {
    parameters: {
      query: {
        /** @description The version that the caller saw */
        version: number;
      };
      header?: never;
      path: {
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateServiceAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "version": 1,
         *       "title": "Nightly build"
         *     }
         */
        'application/json': components['schemas']['UpdateServiceAccount'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceAccount'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  showApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `service-account`, or the catalog namespace of a user */
        namespace: string;
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {} */
        'application/json': components['schemas']['ShowApiKey'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          'Cache-Control': components['headers']['NoStore'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShownApiKey'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  rotateApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `service-account`, or the catalog namespace of a user */
        namespace: string;
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "keyId": "0b3ec2f4-8e5a-4c43-9b7d-6f1f3f0a9d21"
         *     }
         */
        'application/json': components['schemas']['RotateApiKey'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          'Cache-Control': components['headers']['NoStore'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShownApiKey'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `service-account`, or the catalog namespace of a user */
        namespace: string;
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "keyId": "0b3ec2f4-8e5a-4c43-9b7d-6f1f3f0a9d21"
         *     }
         */
        'application/json': components['schemas']['SelectApiKey'];
      };
    };
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revokeAllApiKeys: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `service-account`, or the catalog namespace of a user */
        namespace: string;
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {} */
        'application/json': components['schemas']['RevokeAllApiKeys'];
      };
    };
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPlugins: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PluginList'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAccess: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccessReport'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  previewAccess: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "ownerRef": "group:default/team-b"
         *     }
         */
        'application/json': components['schemas']['PreviewAccess'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccessPreview'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getUses: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the account */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Of the account */
            version: number;
            /**
             * Format: date-time
             * @description When the account was created
             */
            countedSince: string;
            /** @description After how many days without a call a plugin counts as unused: `security.unusedAfter` */
            unusedAfterDays: number;
            /** @description Every plugin that was ever called, by id */
            uses: {
              /** @example catalog */
              pluginId: string;
              /** Format: date-time */
              firstUsedAt: string;
              /** Format: date-time */
              lastUsedAt: string;
              /** @description How many calls the plugin let in, whatever it answered to them */
              calls: number;
            }[];
            /** @description The plugins that the account may call, and did in those days, by id */
            inUse: string[];
            /** @description The plugins that the account may call, and did not in those days, by id */
            unused: string[];
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getPolicyCheckUp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: date-time */
            checkedAt: string;
            /**
             * @description `undecided`: something could not be decided; `not-asked`: permission.enabled is not true, so there is no policy to ask
             * @enum {string}
             */
            status: 'decided' | 'undecided' | 'not-asked';
            /** @description Without whom the policy lets do nothing; none is good */
            findings: {
              /**
               * @description `nobody`: a made-up account that belongs to nobody; `guest`: whoever is signed in as the guest
               * @enum {string}
               */
              who: 'nobody' | 'guest';
              permissions: {
                /** @example security.configuration.read */
                name: string;
                /**
                 * @description `conditional`: for some of the accounts that there are; `undecided`: the policy failed, did not answer in time, or not in a way that can be used
                 * @enum {string}
                 */
                decision: 'allowed' | 'conditional' | 'undecided';
              }[];
            }[];
            /**
             * @description Settings of the backend that are on and whose name says that they are dangerous
             * @example [
             *       "security.dangerouslyAllowGuest"
             *     ]
             */
            dangerousSettings: string[];
            /** @description Where policies to copy are explained, if the packages know where they come from */
            policiesUrl?: string;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listExternalAccess: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description As the backend read it at its start; entries of the type `api-key` are left out */
            items: {
              /**
               * @description Where it stands in the configuration
               * @example backend.auth.externalAccess[0]
               */
              setting: string;
              /**
               * @description `static`, `legacy`, `jwks`, or what a handler of this portal is for
               * @example static
               */
              type: string;
              /**
               * @description As whom it calls. Several entries may have the same.
               * @example nightly-build
               */
              subject?: string;
              /** @description Whose tokens are accepted, of type `jwks` */
              jwks?: {
                /** @description Without what may be a secret */
                url: string;
                issuers: string[];
                audiences: string[];
                subjectPrefix?: string;
              };
              /** @description Missing where it may do everything */
              accessRestrictions?: {
                /** @example catalog */
                plugin: string;
                /** @description Names of permissions; missing for any */
                permissions?: string[];
                /** @description Actions of permissions; missing for any */
                actions?: string[];
              }[];
              /** @description What will be different with a service account in its place */
              differences: (
                | 'no-fixed-subject'
                | 'own-handler'
                | 'not-possible'
                | 'as-user'
                | 'as-service'
                | 'service-entry'
                | 'plugins'
                | 'restrictions'
                | 'actions'
                | 'refused-plugins'
                | 'signed'
                | 'shared-subject'
                | 'expiry'
              )[];
              /** @description Missing where no account can do the same */
              account?: {
                /**
                 * @description Lower-case letters, digits and single hyphens; starts with a letter
                 * @example nightly-build
                 */
                name: string;
                /** @description A name for people; empty for none */
                title?: string;
                /** @enum {string} */
                principal: 'user' | 'service';
                plugins?: string[];
                restrictions?: {
                  plugin: string;
                  permissions?: string[];
                }[];
                /** @description The entry of `security.serviceAccounts` that makes it, as YAML. Its `ownerRef` is to be filled in. */
                declaration: string;
                /** @description Whether there is an account of this name by now */
                exists: boolean;
              };
            }[];
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getSelf: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeySelf'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revokeSelf: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
}
