import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Every text of the plugin.
 *
 * @public
 */
export const securityTranslationRef = createTranslationRef({
  id: 'plugin.security',
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
    },
    usersPage: {
      title: 'Users',
      subtitle: 'Every service account and user of this portal.',
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
      toolbar: {
        label: 'Actions',
        edit: 'Edit Service Account',
        showApiKey: 'Show API Key',
        create: 'Create Service Account',
      },
      filters: {
        label: 'Filters',
        search: 'Search',
        searchHelp: 'Name, title, owner or last four characters of a key',
        type: 'Type',
        keyStatus: 'API key',
        works: 'A key works',
        any: 'Any',
        owner: 'Owner: {{owner}}',
      },
      search: {
        key: 'That was an API key. It was not sent anywhere.',
        keyMatches: 'Shown are the accounts with a key that ends in …{{hint}}.',
        keyUnknown:
          'No account that you may see has a key that ends in …{{hint}}.',
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
        selectColumn: 'Selected',
        name: 'Name',
        type: 'Type',
        owner: 'Owner',
        keyStatus: 'API key',
        hint: 'Hint',
        lastUsed: 'Last used',
        created: 'Created',
        moreKeys: 'and {{more}} more',
        otherKeys: 'not working, but {{more}} more',
        notApplicable: 'Not applicable',
      },
      pagination: {
        label: 'Pages',
        previous: 'Previous page',
        next: 'Next page',
        rowsPerPage: 'Rows per page',
      },
    },
    account: {
      type: {
        user: 'User',
        serviceAccount: 'Service account',
      },
      disabled: 'Disabled',
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
      onlyServiceAccountsHaveKeys:
        'Only service accounts have an API key. People sign in instead.',
      usersComeFromCatalog:
        'Only service accounts are edited here. Users come from the catalog.',
      noEdit:
        'You may not edit this account: you need the permission {{permission}}.',
      noDelete:
        'You may not delete this account: you need the permission {{permission}}.',
      noCreate:
        'To create service accounts you need the permission {{permission}}.',
      noApiKey:
        "You need the permission Allow To Configure User's API Key ({{permission}}) for this account.",
      permissionsDisabled:
        'Nothing can be changed while the permission framework is off. Set permission.enabled to true in the configuration of the backend, or, where everybody may do everything, security.dangerouslyAllowWithoutPermissions.',
      guest:
        'The guest user may not handle API keys. Sign in as somebody, or set security.dangerouslyAllowGuest in the configuration of the backend.',
      accountDisabled: 'The account is disabled. Enable it first.',
      nothingToRotate:
        'There is no current API key to rotate. Show API Key generates one.',
      nothingToRevoke: 'There is no API key that could be revoked.',
      onlyReplacedKeyWorks:
        'The newest key has ended already, but what it replaced still works: {{hints}}. End it with Revoke all or End it now.',
      noServices:
        'This portal takes no key for a service: its backend lacks an entry of the type api-key in backend.auth.externalAccess.',
      noService: 'To make it a service you need the permission {{permission}}.',
      noReach:
        'What a key may reach is part of the key: to change the owner, what it acts as, its plugins or its restrictions you need the permissions {{update}} and {{configure}}.',
    },
    fields: {
      name: 'Name',
      nameHelp:
        'It cannot be changed later. Use 2 to 63 lower-case letters, digits and single hyphens, starting with a letter.',
      nameInvalid:
        'Use 2 to 63 lower-case letters, digits and single hyphens, starting with a letter.',
      title: 'Title',
      titleHelp: 'A name for people. Optional.',
      titleInvalid:
        'Use at most 100 characters on one line, none of them invisible.',
      description: 'Description',
      descriptionHelp: 'What the account is for. Optional.',
      descriptionInvalid: 'Use at most 500 characters, none of them invisible.',
      owner: 'Owner',
      ownerHelp: 'The group or user that answers for the account.',
      ownerInvalid: 'Choose a group or a user from the list.',
      ownerSearchFailed: 'The catalog could not be searched.',
      ownerNoOptions: 'No group or user matches.',
      ownerClear: 'Clear',
      ownerOpen: 'Open',
      ownerClose: 'Close',
      principal: 'Acts as',
      userHelp:
        'The permission policy is asked about every call, as for a person.',
      serviceHelp:
        'For routes that expect a service. The permission policy is not asked about services: only the restrictions bind it.',
      plugins: 'Plugins',
      pluginsHelp:
        'The plugins that the key may call. All when empty.',
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
      enabled: 'Enabled',
      enabledHelp: 'The API key of a disabled account does not work.',
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
        'Make one account for each use: then you can see what each is doing, and end one without breaking another.',
      create: 'Create',
      nameTaken: 'There is a service account with this name already.',
      created: 'Service account {{name}} created',
    },
    editPage: {
      title: 'Edit Service Account',
      details: 'Details',
      save: 'Save',
      saved: '{{name}} saved',
      updated: 'Last changed {{change}}',
      created: 'Created {{change}}',
      conflict:
        'Somebody else changed this account meanwhile. Your changes are still here, but were not saved. Reload takes the account as it is now and drops your changes.',
      loadFailed: 'The account could not be loaded.',
      notFound: {
        title: 'There is no such account',
        text: '{{ref}} does not exist, or you may not see it.',
      },
      user: {
        text: 'Only service accounts have an API key. People sign in instead.',
        catalog: 'See this user in the catalog:',
      },
      danger: {
        title: 'Danger area',
        text: 'Deleting the account ends its API keys at once and deletes their history.',
        delete: 'Delete',
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
      text: 'Requests with its API keys are refused from now on. You can enable the account again, and its newest key works again then.',
      retiring:
        'Replaced keys that still work end for good, also when the account is enabled again: {{hints}}.',
      confirm: 'Disable',
    },
    deleteDialog: {
      title: 'Delete {{name}}?',
      text: 'Requests with its API keys are refused from now on. The account and the history of its keys are gone: this cannot be undone.',
      confirmName: 'Type {{name}} to confirm',
      confirm: 'Delete',
      deleted: '{{name}} deleted',
    },
    apiKeySection: {
      title: 'API Key',
      none: 'This account has no API key yet.',
      active: 'The API key …{{hint}} works {{end}}.',
      several: '{{number}} API keys of this account work, {{end}}.',
      retiring:
        'The newest key, …{{hint}}, does not work, but what it replaced still does, {{end}}.',
      disabled:
        'No API key works while the account is disabled. The newest works again once the account is enabled.',
      lost: 'No API key works: the keyring secret of …{{hint}} is gone, so it cannot be shown either. Rotate it.',
      expired: 'No API key works: …{{hint}} has expired.',
      revoked: 'No API key works: …{{hint}} was revoked.',
      until: 'until {{time}}',
      untilAtTheLatest: 'until {{time}} at the latest',
      untilEnded: 'until somebody ends it',
      lastUsed: 'This account last used a key {{use}}.',
      neverUsed: 'No key that works was ever used.',
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
        times_one: '{{count}} time',
        times_other: '{{count}} times',
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
        'The browser did not allow copying. The key is revealed: select it and copy it with the keyboard.',
      hiddenAgain: 'The key is hidden again after 60 seconds.',
      generated: 'A new API key was generated.',
      rotated:
        'The API key was rotated. Requests with the old key are refused from now on.',
      rotatedWithGrace:
        'The API key was rotated. The old key, …{{hint}}, works until {{time}}. Edit Service Account tells whether it is still used, and can end it sooner.',
      keepSecret:
        'Whoever has this key acts as {{name}}. Keep it in a secret manager.',
      recorded: 'Every time the key is shown is recorded.',
      once: 'This key cannot be shown again. Copy it now.',
      closing: {
        text: 'You have not copied the key, and it cannot be shown again.',
        close: 'Close anyway',
        keepOpen: 'Keep open',
      },
      generate: {
        first: 'This account has no API key yet. Generate one?',
        afterRevoked:
          'The last key, …{{hint}}, was revoked, and stays so. Generate a new API key?',
        expires: 'Expires',
        confirm: 'Generate',
      },
      rotate: {
        text: 'A new key takes the place of the current one. Whatever uses the current one needs the new one.',
        expired: 'The key …{{hint}} has expired. A new one takes its place.',
        lost: 'The key …{{hint}} does not work: its keyring secret is gone. A new one takes its place.',
        lastUsed: 'The current key, …{{hint}}, was last used {{use}}.',
        neverUsed: 'The current key, …{{hint}}, has never been used.',
        grace: 'The current key',
        graceNone: 'Ends at once',
        graceFor: 'Works on for {{duration}}',
        graceNoneHelp:
          'Requests with …{{hint}} are refused as soon as you rotate it.',
        graceHelp:
          'Both keys work until …{{hint}} ends on {{time}}. You can end it sooner.',
        expires: 'The new key expires',
        endsRetiring: 'It ends as soon as you rotate again.',
        confirm: 'Rotate',
      },
      test: {
        button: 'Test this key',
        works: 'The key works.',
        refused: 'The portal does not accept this key.',
        who: 'Who',
        owns: 'Owns what is of',
        reach: 'May call',
        allPlugins: 'Every plugin but security and auth',
        until: 'Until',
      },
      unavailable: {
        accountDisabled:
          'The account is disabled, so its API key is not shown. Enable the account first.',
        expired:
          'The API key has expired, so it is of no more use. Rotate it to get a new one.',
        shownOnce:
          'In this portal a key is shown only once, when it is made. Rotate it to get a new one.',
        lost: 'The keyring secret of the API key is gone: it does not work, and cannot be shown. Rotate it to get a new one, or ask the team that runs the portal to put the secret back into security.keyring.',
        undecryptable:
          'The API key cannot be decrypted, so it cannot be shown. Rotate it to get a new one, or ask the team that runs the portal to check security.keyring.',
      },
      conflict:
        'Somebody else rotated or revoked the key meanwhile, so nothing was changed. Reload to go on with the newest key.',
      changing: {
        generate: 'The key is being generated.',
        rotate: 'The key is being rotated.',
        stay: 'This window stays open until it is known what came of it.',
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
        once: 'It cannot be shown any more: in this portal a key is shown only when it is made. Rotate once more to get one.',
        unchanged: 'The answer did not arrive. So far nothing was changed.',
        unknownGenerate:
          'The answer did not arrive, and the account cannot be read either: it is not known whether a key was generated.',
        unknownRotate:
          'The answer did not arrive, and the account cannot be read either: it is not known whether the key was rotated.',
        show: 'Show it',
        lookAgain: 'Look again',
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
      text: 'Requests with the key …{{hint}} are refused from now on. This cannot be undone, but a new key can be generated.',
      retiring:
        'Requests with the replaced key …{{hint}} are refused from now on. This cannot be undone.',
      other:
        'Another key of this account works on: …{{hint}}, {{end}}. Revoke all ends every key.',
      lastUsed: 'It was last used {{use}}.',
      neverUsed: 'It has never been used.',
      confirm: 'Revoke',
      revoked: 'API key of {{name}} revoked',
      revokedOthersWork:
        'API key …{{hint}} of {{name}} revoked. Still working: {{hints}}',
    },
    revokeAllDialog: {
      title: 'Revoke all API keys of {{name}}?',
      text: 'Requests with any key of the account are refused from now on. This cannot be undone, but a new key can be generated.',
      key: '…{{hint}}, last used: {{use}}',
      confirm: 'Revoke all',
      revoked: 'All API keys of {{name}} revoked',
    },
    retiringKey: {
      works: 'The replaced key …{{hint}} works until {{time}}.',
      used: 'It is still used: last {{use}}.',
      notUsed: 'It has not been used since it was replaced.',
      end: 'End it now',
      reload: 'Look again',
    },
    expiry: {
      default: 'After {{duration}} (default)',
      after: 'After {{duration}}',
      day: 'With a day of my choice',
      never: 'Never',
      ends: 'Ends on {{time}}.',
      limits:
        'This portal lets a key live for {{fallback}} by default, and for {{longest}} at most.',
      neverHelp: 'The key works until somebody ends it.',
      lastDay: 'Last day',
      lastDayHelp: 'From {{first}} to {{last}}.',
      dayInvalid: 'Choose a day from {{first}} to {{last}}.',
    },
    snippets: {
      title: 'Use it',
      variable:
        'Put the key into a secret store, and from there into the environment variable {{variable}}.',
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
