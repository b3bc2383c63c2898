import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Every text of the plugin: the English ones here, those of the other languages
 * in `translations`, which are loaded where somebody has chosen them.
 *
 * @public
 */
export const securityTranslationRef = createTranslationRef({
  id: 'plugin.security',
  translations: {
    de: () => import('./translations/de'),
    fr: () => import('./translations/fr'),
    ja: () => import('./translations/ja'),
  },
  messages: {
    module: {
      title: 'Security',
      users: 'Users',
      noAccess: {
        title: 'You may not see the Security module',
        text: 'You need the permission Allow To View Security Configuration ({{permission}}). The permission policy of this portal decides who has it: ask the team that runs the portal.',
      },
      permissionCheckFailed: {
        title: 'Your permissions could not be checked',
        text: 'The permission backend of this portal did not answer, or not as expected. It is asked again every few seconds.',
      },
      notFound: {
        title: 'There is no such page',
        text: 'The address may be mistyped, or from a link that is out of date.',
      },
      backToUsers: 'Back to Users',
    },
    common: {
      cancel: 'Cancel',
      close: 'Close',
      loading: 'Loading…',
      reload: 'Reload',
      retry: 'Retry',
      never: 'Never',
      byWhom: '{{time}} by {{who}}',
      toCall: '{{time}}, to call {{plugin}}',
      hint: '…{{hint}}',
    },
    errors: {
      unreachable:
        'The backend of the Security module could not be reached, or its answer could not be read.',
      unchanged: 'No answer came, and so far nothing was changed. Try again.',
      unknown:
        'No answer came, and what is cannot be read either: it is not known whether this was done. Try again, which does no harm, or reload the page.',
      conflict:
        'Somebody else changed this meanwhile, so nothing was saved. Reload to see what it is now.',
      sessionEnded:
        'Your session has ended. Sign in again in another tab, then try again here.',
    },
    usersPage: {
      title: 'Users',
      documentTitle: 'Users · Security',
      loadFailed: 'The accounts could not be loaded.',
      firstPage: 'First page',
      announcement_one: '{{count}} account on this page',
      announcement_other: '{{count}} accounts on this page',
      noServiceAccounts: {
        title: 'No service accounts yet',
        text: 'A service account lets a script, pipeline or agent call this portal without anyone’s login.',
      },
      nothingMatches: {
        title: 'No account matches',
        text: 'Try another search, or fewer filters.',
        clear: 'Clear filters',
      },
      nothingYet: {
        title: 'No account matches so far',
        text: 'Only a part of the accounts was looked at: there are many. More words or filters find sooner.',
        goOn: 'Search on',
      },
      toolbar: {
        label: 'Actions',
        edit: 'Edit Service Account',
        showApiKey: 'Show API Key',
        create: 'Create Service Account',
      },
      filters: {
        label: 'Filters',
        search: 'Search',
        searchHelp: 'Name, title, owner, or a pasted key',
        type: 'Type',
        types: {
          all: 'All',
          'service-account': 'Service accounts',
          user: 'Users',
        },
        mine: 'Mine',
        owner: 'Owner',
        keyStatus: 'API key',
        any: 'Any',
        states: {
          none: 'None',
          active: 'Works',
          expiring: 'Expires soon',
          retiring: 'Replaced, still works',
          unused: 'Unused for long, or ever',
          'not-working': 'Does not work',
          disabled: 'Account disabled',
          lost: 'Secret lost',
          expired: 'Expired',
          revoked: 'Revoked',
        },
        order: 'Sort by',
        orders: {
          name: 'Name',
          owner: 'Owner',
          expiresAt: 'Expiry',
          lastUsedAt: 'Last used',
          createdAt: 'Created',
        },
        more: 'Filters',
        moreSet: 'Filters ({{number}})',
      },
      figures: {
        label: 'Service accounts at a glance',
        active: 'With a working key',
        expiring: 'Expire within {{days}} days',
        unused: 'Never used, or not for {{days}} days',
        'not-working': 'Without a working key',
        ownerMissing: 'Without an owner',
        orMore: '{{number}}+',
      },
      foundByKey: {
        label: 'Whose key this is',
        title_one: 'A key that ends in …{{hint}} belongs to this account',
        title_other:
          'Keys that end in …{{hint}} belong to these {{count}} accounts',
        nobody: 'No account has a key that ends in …{{hint}}.',
        account: 'Account',
        leaked:
          'If the key was seen by somebody who should not have it: revoke it now, then generate a new one. Rotate instead where nothing may stop working meanwhile.',
      },
      row: {
        showApiKey: 'Show API Key of {{name}}',
        menu: 'More for {{name}}',
        enable: 'Enable',
        disable: 'Disable',
      },
      search: {
        key: 'That was an API key. It was not sent anywhere.',
        pieceOfKey:
          'That was a part of an API key. It was removed, and not sent anywhere. Search for the last four characters of the key.',
        keyStarted:
          'Parts of an API key are not searched for. Paste all of it, or its last four characters.',
        keyInAddress:
          'The address held an API key. It was taken out, but may stand in logs and where the link came from: rotate the key.',
      },
      table: {
        label: 'Users and service accounts',
        select: 'Select {{name}}',
        selectAll: 'Select all on this page',
        name: 'Name',
        owner: 'Owner',
        keyStatus: 'API key',
        lastUsed: 'Last used',
        actions: 'Actions',
        person: 'Signs in; has no API key',
        expires: 'expires {{time}}',
        neverExpires: 'never expires',
        moreKeys: '{{more}} more',
        otherKeys: 'not working, but {{more}} more',
      },
      pagination: {
        label: 'Pages',
        reload: 'Reload the list',
        previous: 'Previous page',
        next: 'Next page',
        rowsPerPage: 'Rows per page',
      },
    },
    policyBanner: {
      label: 'Check-up of the permission policy',
      show: 'What to do',
      hide: 'Hide',
      title: {
        nobody: {
          keys: 'The permission policy lets people who have no rights take API keys.',
          module:
            'The permission policy lets people who have no rights use this module.',
        },
        guest: {
          keys: 'The permission policy lets the guest take API keys.',
          module: 'The permission policy lets the guest use this module.',
        },
      },
      who: {
        nobody: 'Somebody who is in no group and owns nothing may:',
        guest: 'The guest may:',
      },
      rights: {
        read: 'see this module',
        configure: 'generate, show and rotate API keys',
        revoke: 'revoke API keys',
        create: 'create service accounts',
        update: 'edit service accounts',
        delete: 'delete service accounts',
        becomeService: 'let service accounts act as a service',
      },
      decisions: {
        allowed: '{{right}} ({{permission}})',
        conditional: '{{right}}, for some accounts ({{permission}})',
        undecided: '{{right}}? That could not be decided ({{permission}})',
      },
      toDo: 'Replace it with a permission policy that says who may.',
      off: {
        title:
          'Permissions are off: everybody who signs in may change every account and handle every key.',
        toDo: 'Set permission.enabled to true in the configuration of the backend, with a permission policy that says who may.',
      },
      policies: 'Policies to copy',
      policiesInDocs:
        'There are policies to copy in docs/permissions.md of this plugin.',
      settings: 'Dangerous settings that are on: {{settings}}.',
    },
    staticTokens: {
      title_one: '{{count}} static token in the configuration',
      title_other: '{{count}} static tokens in the configuration',
      text: 'Whoever has one calls the backend without an owner, without an expiry, and without the permission policy being asked. A service account can take its place.',
      show: 'Show',
      hide: 'Hide',
      unlimited: 'Not limited',
      actions: 'actions: {{actions}}',
      noAccount: 'None yet',
      replace: 'Replace',
      replaceOne: 'Replace {{token}}',
      columns: {
        subject: 'Subject',
        type: 'Type',
        limits: 'Limited to',
        account: 'Service account',
        action: 'Action',
      },
      dialog: {
        title: 'Replace a static token',
        setting: 'Setting',
        issuer: 'Issuer',
        audience: 'Audience',
        prefix: 'Subject prefix',
        differences: 'What will differ',
        account: 'Service account',
        declare:
          'Create it here, or declare it in security.serviceAccounts with its owner filled in:',
        copy: 'Copy the entry',
        exists: 'There is an account of this name:',
        docs: 'How to go over to it without an outage is in docs/moving-in.md of this plugin.',
      },
      differences: {
        'no-fixed-subject':
          'Such tokens come from an identity provider, and each caller has a subject of its own. Make an account for each caller.',
        'own-handler':
          'Code of this portal decides what such a token may do. That cannot be told from here.',
        'not-possible': 'No service account can do the same.',
        'as-user':
          'The account acts as a user. The permission policy decides about every call; for the token it is not asked. Routes that are for services alone refuse the account.',
        'as-service':
          'The account acts as a service. As for the token the permission policy is not asked, and only the restrictions bind it. To make one you need the permission security.service-principal.configure.',
        'service-entry':
          'For that, backend.auth.externalAccess needs an entry of the type api-key.',
        plugins:
          'The restrictions of the token become the list of plugins that the account may call.',
        restrictions: 'The restrictions of the token become its own.',
        actions:
          'The token is limited to actions, which no account can be. Let the permission policy limit the account.',
        'refused-plugins': 'No API key opens the plugins auth and security.',
        signed:
          'The caller signs its tokens by itself. It will send the API key instead.',
        'shared-subject':
          'Several tokens have this subject. One account is enough where they are of the same caller.',
        expiry:
          'An API key expires, and has to be rotated before. The token never does.',
      },
    },
    account: {
      type: {
        user: 'User',
        serviceAccount: 'Service account',
      },
      owner: 'Owner',
      ownerMissing: 'Not in the catalog',
      ownerMissingSince:
        'Nobody answers for this account: the catalog has not known its owner since {{time}}. Edit the details, and choose another owner.',
      status: 'Status',
      enabled: 'Enabled',
      disabled: 'Disabled',
      enable: 'Enable',
      disable: 'Disable',
      created: 'Created',
      managed: 'Managed by configuration',
      formerlyManaged:
        'This account was disabled when its entry left security.serviceAccounts of the configuration. It comes back with the entry, unless somebody changes it here first.',
      copyRef: 'Copy the entity ref',
      copied: 'Copied',
      notCopied: 'The browser did not allow copying.',
    },
    entityCards: {
      accounts: {
        title: 'Service accounts',
        none: 'None yet. A service account lets a script, pipeline or agent call this portal without anyone’s login.',
        all: 'All {{number}} service accounts',
      },
      account: {
        text: 'A machine, not a person: a script, pipeline or agent that calls this portal with an API key.',
        gone: 'Security has no service account {{name}}: it was deleted, or never existed. It has no API key that works.',
        open: 'Open under Security',
      },
    },
    principal: {
      user: 'A user, under the permission policy',
      service: 'A service, within its restrictions',
    },
    keyStatus: {
      none: 'None',
      active: 'Active',
      expiring: 'Expiring',
      expiresIn_one: 'Expires in {{count}} day',
      expiresIn_other: 'Expires in {{count}} days',
      retiring: 'Replaced, still works',
      disabled: 'Disabled',
      lost: 'Secret lost',
      expired: 'Expired',
      revoked: 'Revoked',
    },
    reasons: {
      nothingSelected: 'Select an account first.',
      severalSelected: 'Select one account only.',
      userAccount:
        'This is a person. Only service accounts are edited here and have an API key.',
      onlyUsersSelected: 'Only service accounts can be disabled or lose a key.',
      alreadyDisabled: 'The account is disabled already.',
      noEdit:
        'You may not edit this account: you need the permission {{permission}}.',
      managedByConfig:
        'This account is managed by security.serviceAccounts of the configuration: change it there. In an emergency, revoke its keys.',
      keyFromConfig:
        'The API key of this account comes from security.serviceAccounts of the configuration: change it there. Here it is only shown and revoked.',
      noCreate:
        'To create service accounts you need the permission {{permission}}.',
      noApiKey:
        "You need the permission Allow To Configure User's API Key ({{permission}}) for this account.",
      noApiKeyNorRevoke:
        "You need the permission Allow To Configure User's API Key ({{configure}}) for this account, or {{revoke}} to end its keys.",
      permissionsDisabled:
        'Nothing can be changed while the permission framework is off. Set permission.enabled to true in the configuration of the backend, or, where everybody may do everything, security.dangerouslyAllowWithoutPermissions.',
      guest:
        'The guest user may not handle API keys. Sign in as somebody, or set security.dangerouslyAllowGuest in the configuration of the backend.',
      accountDisabled: 'The account is disabled. Enable it first.',
      nothingToRotate:
        'There is no current API key to rotate. Show API Key generates one.',
      nothingToRevoke: 'There is no API key that could be revoked.',
      noServices:
        'This portal takes no key for a service: its backend lacks an entry of the type api-key in backend.auth.externalAccess.',
      noService: 'To make it a service you need the permission {{permission}}.',
      noReach:
        'What a key may reach is part of the key: to change the owner, what it acts as, its plugins or its restrictions you need the permissions {{update}} and {{configure}}.',
    },
    refusals: {
      unmet: 'A condition of the policy does not hold: {{condition}}.',
      undecided:
        'That could not be decided: a condition of the policy could not be applied.',
      and: 'and',
      or: 'or',
      not: 'not',
    },
    fields: {
      name: 'Name',
      nameHelp: 'For scripts and policies. It cannot be changed later.',
      nameTaken: 'This name is taken.',
      nameInvalid:
        'Use 2 to 63 lower-case letters, digits and single hyphens, starting with a letter.',
      title: 'Title',
      titleHelp: 'What people call it. Optional.',
      titleInvalid:
        'Use at most 100 characters on one line, none of them invisible.',
      description: 'Description',
      descriptionHelp: 'What the account is for. Optional.',
      descriptionInvalid: 'Use at most 500 characters, none of them invisible.',
      owner: 'Owner',
      ownerHelp: 'The group or person that answers for the account.',
      ownerInvalid: 'Choose a group or a person from the list.',
      ownerMine: 'My groups',
      ownerGroups: 'Groups',
      ownerPeople: 'People',
      ownerPlaceholder: 'Search',
      ownerSearchFailed: 'The catalog could not be searched.',
      ownerNoOptions: 'No group or person matches.',
      ownerClear: 'Clear',
      ownerOpen: 'Open',
      ownerClose: 'Close',
      principal: 'Acts as',
      userHelp:
        'The permission policy is asked about every call, as for a person.',
      serviceHelp:
        'For routes that expect a service. The permission policy is not asked about services: only the restrictions bind it.',
      plugins: 'Plugins',
      pluginsHelp: 'The plugins that the key may call. All when empty.',
      pluginsInvalid:
        'Pick plugins, or type their ids, such as catalog. The plugins security and auth take no key.',
      neverSecurity:
        'No key can manage accounts or keys, whatever is set here.',
      restrictions: 'Restricted to',
      restrictionsHelp:
        'The plugins that the service may call. Each can be limited to some of its permissions.',
      restrictionsInvalid:
        'Pick at least one plugin. Permissions are named like catalog.entity.read. The plugins security and auth take no key.',
      restrictionPermissions: 'Permissions (all when empty)',
    },
    names: {
      open: 'Open',
      close: 'Close',
      remove: 'Remove {{name}}',
      use: 'Use “{{name}}”',
      notInPortal: 'Not in this portal',
      unknown: '{{name}} · Not in this portal',
      loadFailed:
        'The plugins of this portal could not be loaded. You can still type names: press Enter after each.',
    },
    permissions: {
      number_one: '{{count}} permission',
      number_other: '{{count}} permissions',
      unavailable: 'Its permissions could not be read',
      none: 'Registers no permissions',
      unavailableOfPlugin:
        'Its permissions could not be read. You can still type them.',
      all: 'All permissions',
      basic: 'For the plugin as a whole',
      ofResource: 'For each {{resourceType}}',
      create: 'Create',
      read: 'Read',
      update: 'Update',
      delete: 'Delete',
      use: 'Use',
    },
    createDialog: {
      title: 'Create Service Account',
      intro:
        'Use one account for each script, pipeline or agent. Then each can be seen and stopped on its own.',
      create: 'Create',
      createAndShow: 'Create and show API key',
      created: 'Service account {{name}} created',
    },
    editPage: {
      title: 'Edit Service Account',
      readTitle: 'Service Account',
      edit: 'Edit',
      editSection: 'Edit {{section}}',
      save: 'Save',
      saved: '{{name}} saved',
      conflict:
        'Somebody else changed this account meanwhile. Your changes are still here, but were not saved. Reload takes the account as it is now and drops your changes.',
      loadFailed: 'The account could not be loaded.',
      access: {
        lacking: 'To do more here you need:',
        update:
          '{{permission}}: title, description, owner, reach, and whether it is enabled.',
        configure: '{{permission}}: API key, owner and reach.',
        revoke: '{{permission}}: ending its API keys.',
        delete: '{{permission}}: deleting the account.',
      },
      reach: {
        title: 'Reach',
        allPlugins: 'All but security and auth',
      },
      details: {
        title: 'Details',
        none: 'None',
        updated: 'Last changed',
      },
      notFound: {
        title: 'There is no such account',
        text: '{{ref}} does not exist, or you may not see it.',
      },
      gone: {
        title: 'This account is gone',
        text: '{{ref}} was deleted meanwhile, or you may not see it any more.',
      },
      user: {
        text: 'This is a person. People sign in, and have no API key.',
        catalog: 'Open in the catalog',
      },
      danger: {
        title: 'Danger area',
        text: 'Deleting the account ends its API keys at once and deletes their history.',
        delete: 'Delete',
      },
    },
    access: {
      title: 'Access',
      text: 'What the permission policy answers when a key of this account asks. Plugins may refuse for other reasons, and may know permissions that they do not register.',
      check: 'Check access',
      checkAgain: 'Check again',
      checking: 'Asking the permission policy…',
      checkFailed: 'The access could not be checked.',
      shown: '{{shown}} of {{total}} permissions shown',
      noPermissions: 'No plugin of this portal is known to have permissions.',
      decidedBy: {
        restrictions:
          'As a service, the account is not under the permission policy: the policy is not asked. Only the restrictions bind it.',
        nothing:
          'The permission framework is off: permission.enabled is not true, so plugins allow everything without asking the policy.',
      },
      left: {
        policy: 'What the policy answers',
        restrictions: 'What the restrictions leave',
        nothing: 'What is allowed unasked',
      },
      ruledOut: {
        title: 'Ruled out, whatever the policy says',
        text: 'A key of this account cannot call these. Plugins that it may call can still call them for it.',
        by: {
          'no-api-keys': 'Takes no API keys',
          plugins: 'Not among the plugins of the account',
          restrictions: 'Not in the restrictions of the account',
        },
      },
      silent: {
        none: 'Register no permissions',
        unavailable: 'Did not answer, or not as expected',
      },
      columns: {
        plugin: 'Plugin',
        lastCalled: 'Last called',
        calls: 'Calls',
        firstCalled: 'First called',
        permission: 'Permission',
        action: 'Action',
        resourceType: 'Resource type',
        policy: 'Policy',
        then: 'After the change',
      },
      noResourceType: 'None',
      decision: {
        allowed: 'Allowed',
        denied: 'Denied',
        conditional: 'Under conditions',
        undecided: 'Could not be decided',
        'not-asked': 'Policy not asked',
        'ruled-out': 'Ruled out',
      },
      undecided: {
        failed: 'The policy failed, or its answer cannot be used.',
        timeout: 'The policy did not answer in time.',
        'unknown-rule': 'The policy names a rule that the plugin lacks.',
      },
      anyOf: 'Any of:',
      allOf: 'All of:',
      not: 'Not:',
      param: '{{name}}: {{value}}',
      filters: {
        decision: 'Decision',
        plugin: 'Plugin',
        use: 'Use',
        inUse: 'Called in {{time}}',
        unused: 'Not called for {{time}}',
        name: 'Permission',
        number: '{{name}} ({{number}})',
        clear: 'Clear filters',
      },
      uses: {
        title: 'Plugins that it calls',
        text: 'Counted since {{since}}, when the account was created, with all of its keys. What a plugin calls for the account does not count.',
        young:
          'The account is younger than {{time}}: what runs rarely may not have run yet.',
        loadFailed: 'Which plugins it calls could not be loaded.',
        unused: 'Not called for {{time}}',
        notYet: 'Not called yet',
        notCallable: 'May not be called any more',
        lastCalled: 'Last called {{time}}',
      },
      limit: {
        button: 'Limit to the plugins it used',
        title: 'Limit {{name}} to the plugins it used?',
        stay: 'May still be called',
        refused: 'Refused from now on',
        others:
          'Plugins that it may call can still call the others for it. You can add plugins again under Reach.',
        othersAndNew:
          'Plugins that this portal gets later are refused too. Plugins that it may call can still call the others for it. You can add plugins again under Reach.',
        confirm: 'Limit',
        done: '{{name}} limited to the plugins it used',
        nothingUsed:
          'None of these is in use, so there is nothing to limit the account to: a list of plugins cannot be empty. If nobody needs the account, disable it.',
      },
      preview: {
        button: 'Preview access',
        failed: 'The access could not be previewed.',
        summary:
          'Permissions: {{gained}} gained, {{lost}} lost, {{same}} stay the same.',
        askedAs:
          'About another owner, the policy is asked for {{askedAs}}, a name that no account can have. Where it looks at the name {{ref}}, it may answer something else once this is saved.',
        lists: {
          gained: 'Gained',
          lost: 'Lost',
          changed: 'Under other conditions',
          unknown: 'Could not be compared',
          byName: 'The same, unless the policy goes by the name',
        },
        plugin: {
          gained: 'The key may call this plugin',
          lost: 'The key may not call this plugin any more',
        },
        ruledOut: 'Ruled out: {{by}}',
        dependsOnName: 'The policy goes by the name of the account here.',
      },
    },
    discardDialog: {
      title: 'Discard your changes?',
      text: 'What you typed here has not been saved.',
      confirm: 'Discard',
      keep: 'Keep editing',
    },
    disableDialog: {
      title: 'Disable {{name}}?',
      text: 'Requests with its API keys are refused from now on. Its newest key works again once you enable the account.',
      retiring_one: 'The replaced key that still works ends for good.',
      retiring_other:
        'The {{count}} replaced keys that still work end for good.',
      confirm: 'Disable',
      disabled: '{{name}} disabled',
    },
    enableDialog: {
      title: 'Enable {{name}}?',
      text: 'Its newest API key works again at once, if it has not ended.',
      confirm: 'Enable',
      enabled: '{{name}} enabled',
    },
    deleteDialog: {
      title: 'Delete {{name}}?',
      text: 'Requests with its API keys are refused from now on. The account and the history of its keys are gone. This cannot be undone.',
      lastUsed: 'A key was last used {{use}}.',
      neverUsed: 'No key was ever used.',
      confirmName: 'Type {{name}} to confirm',
      confirm: 'Delete',
      deleted: '{{name}} deleted',
    },
    apiKeySection: {
      title: 'API Key',
      none: 'This account has no API key yet.',
      newest: 'Key',
      expires: 'Expires',
      ended: 'Ended',
      end: '{{time}} ({{relative}})',
      lastUsed: 'Last used',
      lost: 'Its keyring secret is gone: it does not work and cannot be shown. Rotate it.',
      show: 'Show API Key',
      rotate: 'Rotate',
      revoke: 'Revoke',
      revokeAll: 'Revoke all',
      history: {
        title: 'Key history',
        hint: 'Hint',
        status: 'Status',
        created: 'Created',
        end: 'End',
        lastUsed: 'Last used',
        plugin: 'to call {{plugin}}',
        shown: 'Shown',
        times_one: 'Once',
        times_other: '{{count}} times',
        lastShown: '{{times}}, last {{time}} by {{who}}',
      },
    },
    apiKeyDialog: {
      title: "User's API Key",
      rotateTitle: "User's API Key: Rotate",
      field: 'API Key',
      reveal: 'Reveal',
      hide: 'Hide',
      copy: 'Copy',
      copied: 'Copied',
      copyBlocked:
        'The browser did not allow copying. The key is selected: press Ctrl+C, or Cmd+C on a Mac.',
      hiddenAgain: 'The key is hidden again after 60 seconds.',
      generated: 'A new API key was generated.',
      rotated: 'The API key was rotated. The old key no longer works.',
      rotatedWithGrace:
        'The API key was rotated. The old key, …{{hint}}, works until {{time}}. Edit Service Account shows whether it is still used.',
      keepSecret:
        'Anyone with this key can act as {{name}}. Keep it in a secret manager.',
      recorded: 'Each time the key is shown is recorded.',
      once: 'This key cannot be shown again. Copy it now.',
      closing: {
        text: 'You have not copied the key, and it cannot be shown again.',
        close: 'Close anyway',
        keepOpen: 'Keep open',
      },
      generate: {
        first: 'This account has no API key yet. Generate one?',
        afterRevoked: 'The key …{{hint}} was revoked. Generate a new one?',
        expires: 'Expires',
        confirm: 'Generate',
      },
      rotate: {
        expired: 'The key …{{hint}} has expired. A new one takes its place.',
        lost: 'The key …{{hint}} does not work: its keyring secret is gone. A new one takes its place.',
        lastUsed: 'The current key, …{{hint}}, was last used {{use}}.',
        neverUsed: 'The current key, …{{hint}}, has never been used.',
        grace: 'The current key',
        graceNone: 'Ends at once',
        graceFor: 'Ends in {{duration}}',
        graceNoneHelp: 'Requests with …{{hint}} are refused at once.',
        graceNoneBreaks:
          'Whatever uses …{{hint}} fails until it has the new key.',
        graceHelp:
          'Both keys work until {{time}}. Replace …{{hint}} everywhere by then.',
        expires: 'The new key expires',
        endsRetiring: 'It ends when you rotate again.',
        confirm: 'Rotate',
      },
      test: {
        button: 'Test this key',
        works: 'The key works.',
        refused: 'The portal does not accept this key.',
        who: 'Who',
        owns: 'Owns what belongs to',
        reach: 'May call',
        allPlugins: 'Every plugin but security and auth',
        until: 'Until',
      },
      unavailable: {
        accountDisabled:
          'The account is disabled, so its API key does not work and is not shown.',
        enable: 'Enable account',
        expired: 'The API key has expired. Rotate it to get a new one.',
        shownOnce:
          'This portal shows a key only once, when it is made. Rotate it to get a new one.',
        lost: 'The API key does not work and cannot be shown: its keyring secret is gone. Rotate the key, or ask the team that runs the portal to put the secret back into security.keyring.',
        undecryptable:
          'The API key cannot be decrypted. Rotate it to get a new one, or ask the team that runs the portal to check security.keyring.',
      },
      conflict:
        'Somebody else rotated or revoked the key, so nothing was changed. Reload to see the newest key.',
      changing: {
        generate: 'Generating the key…',
        rotate: 'Rotating the key…',
        stay: 'Keep this window open.',
      },
      unanswered: {
        generatedByMe:
          'The answer did not arrive, but a key was generated just now, by you: …{{hint}}.',
        generated:
          'The answer did not arrive. A key was generated {{time}} by {{who}}: …{{hint}}.',
        rotatedByMe:
          'The answer did not arrive, but the key was rotated just now, by you. The new key is …{{hint}}.',
        rotated:
          'The answer did not arrive. The key was rotated {{time}} by {{who}}. The new key is …{{hint}}.',
        oldWorks: 'The old key, …{{hint}}, works until {{time}}.',
        oldEnded: 'Requests with the old key, …{{hint}}, are refused.',
        once: 'It cannot be shown: this portal shows a key only when it is made. Rotate again to get a key.',
        unchanged: 'The answer did not arrive. So far nothing has changed.',
        unknownGenerate:
          'The answer did not arrive, and the account cannot be read either: it is not known whether a key was generated.',
        unknownRotate:
          'The answer did not arrive, and the account cannot be read either: it is not known whether the key was rotated.',
        show: 'Show it',
        checkAgain: 'Check again',
      },
      facts: {
        hint: 'Hint',
        created: 'Created',
        expires: 'Expires',
        lastUsed: 'Last used',
        shown: 'Shown',
        shownNever: 'Never',
        shownTimes_one: '{{count}} time, by {{who}} on {{time}}',
        shownTimes_other: '{{count}} times, last by {{who}} on {{time}}',
      },
    },
    revokeDialog: {
      title: 'Revoke API Key of {{name}}?',
      text: 'Requests with the key …{{hint}} are refused from now on. This cannot be undone, but you can generate a new key.',
      retiring:
        'Requests with the replaced key …{{hint}} are refused from now on. This cannot be undone.',
      other:
        'Another key of this account, …{{hint}}, works until {{end}}. To end both, use Revoke all.',
      otherNeverEnds: 'somebody ends it',
      lastUsed: 'It was last used {{use}}.',
      neverUsed: 'It has never been used.',
      confirm: 'Revoke',
      revoked: 'API key of {{name}} revoked',
      revokedOthersWork:
        'API key …{{hint}} of {{name}} revoked. Still working: {{hints}}',
    },
    bulkDialog: {
      revoke: {
        title_one: 'Revoke the API keys of {{count}} account?',
        title_other: 'Revoke the API keys of {{count}} accounts?',
        text: 'Requests with any of their keys are refused from now on. This cannot be undone, but new keys can be generated.',
        confirm_one: 'Revoke keys of {{count}} account',
        confirm_other: 'Revoke keys of {{count}} accounts',
      },
      disable: {
        title_one: 'Disable {{count}} account?',
        title_other: 'Disable {{count}} accounts?',
        text: 'Requests with their API keys are refused until the accounts are enabled again. Replaced keys end for good.',
        confirm_one: 'Disable {{count}} account',
        confirm_other: 'Disable {{count}} accounts',
      },
      lastUsed: 'last used {{use}}',
      neverUsed: 'never used',
      results: {
        running: 'In progress…',
        done: 'Done',
        failed: 'Failed. Try again.',
        notPermitted: 'Failed: you may not do this any more.',
        gone: 'Failed: there is no such account any more.',
        conflict: 'Failed: somebody else changed the account meanwhile.',
      },
    },
    revokeAllDialog: {
      title: 'Revoke all API keys of {{name}}?',
      text: 'Requests with any of these keys are refused from now on. This cannot be undone, but you can generate a new key.',
      key: '…{{hint}}, last used: {{use}}',
      confirm: 'Revoke all',
      revoked: 'All API keys of {{name}} revoked',
    },
    retiringKey: {
      works: 'The replaced key …{{hint}} works until {{time}}.',
      used: 'It is still used, last {{use}}.',
      notUsed: 'It has not been used since it was replaced.',
      end: 'End it now',
      reload: 'Refresh',
    },
    expiry: {
      default: 'After {{duration}} (default)',
      after: 'After {{duration}}',
      day: 'On a date of your choice',
      never: 'Never',
      ends: 'Ends on {{time}}.',
      limits: 'The longest that this portal allows is {{longest}}.',
      neverHelp: 'The key works until somebody ends it.',
      lastDay: 'Last day',
      lastDayHelp: 'From {{first}} to {{last}}.',
      dayInvalid: 'Choose a date from {{first}} to {{last}}.',
    },
    snippets: {
      title: 'Use it',
      variable:
        'Store the key as a secret, and pass it in the environment variable {{variable}}.',
      copy: 'Copy snippet',
      curl: 'curl',
      ciJob: 'CI job',
      ciJobHelp:
        'A step of GitHub Actions. Other CI systems run the same command, with the variable from their own secrets.',
      mcpClient: 'MCP client',
      mcpClientHelp:
        'For clients that read .mcp.json. The portal needs @backstage/plugin-mcp-actions-backend.',
    },
  },
});
