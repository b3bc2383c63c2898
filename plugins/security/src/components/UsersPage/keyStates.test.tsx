import { screen, within } from '@testing-library/react';
import {
  ApiKey,
  KeyStatusFilter,
  keyStatusFilterSchema,
} from 'backstage-plugin-security-common';
import { FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import { fact } from '../../__testUtils__/openServiceAccount';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

const DAY = 24 * 60 * 60 * 1000;

function inDays(days: number) {
  return new Date(Date.now() + days * DAY).toISOString();
}

const NEWEST: Record<string, Partial<ApiKey>> = {
  active: { expiresAt: inDays(100) },
  expiring: { expiresAt: inDays(2.5) },
  expired: { expiresAt: inDays(-1) },
  revoked: { status: 'revoked', revokedAt: inDays(-1) },
  lost: { status: 'lost' },
};
const REPLACED: Record<string, Partial<ApiKey>> = {
  'in grace': { retiresAt: inDays(1), expiresAt: inDays(30) },
  'grace over': { retiresAt: inDays(-1), expiresAt: inDays(30) },
};
const LABELS: Record<string, string> = {
  none: 'None',
  active: 'Active',
  expiring: 'Expires in 3 days',
  expired: 'Expired',
  revoked: 'Revoked',
  lost: 'Secret lost',
};

const CASES = [
  { newest: 'none', replaced: 'none' },
  ...Object.keys(NEWEST).flatMap(newest =>
    ['none', ...Object.keys(REPLACED)].map(replaced => ({ newest, replaced })),
  ),
]
  .flatMap(keys => [
    { ...keys, account: 'active' },
    { ...keys, account: 'disabled' },
  ])
  .map((each, index) => ({ ...each, name: `account-${index}` }));

type Case = (typeof CASES)[number];

/** What is true of the account, said without the code under test. */
function truthOf({ newest, replaced, account }: Case) {
  const isNewestGood = newest === 'active' || newest === 'expiring';
  const newestWorks = account === 'active' && isNewestGood;
  const replacedWorks = account === 'active' && replaced === 'in grace';
  const works = newestWorks || replacedWorks;

  function label() {
    if (newestWorks) {
      return LABELS[newest];
    }
    if (replacedWorks) {
      return 'Replaced, still works';
    }
    return isNewestGood ? 'Disabled' : LABELS[newest];
  }

  function facts() {
    const others = newestWorks ? '1 more' : 'not working, but 1 more';
    const all = [
      newest !== 'none' && '…newK',
      replacedWorks && others,
      newest === 'active' && newestWorks && 'expires in 3 months',
    ];
    return all.filter(Boolean).join(' · ');
  }

  function lastUsed() {
    if (newest === 'none') {
      return 'Never';
    }
    return replacedWorks ? '5 minutes ago' : '2 days ago';
  }

  function filters(): KeyStatusFilter[] {
    if (!works) {
      return [
        'not-working',
        isNewestGood ? 'disabled' : (newest as KeyStatusFilter),
      ];
    }
    const found: KeyStatusFilter[] = ['active'];
    return found
      .concat(newest === 'active' ? [] : ['expiring'])
      .concat(replacedWorks ? ['retiring'] : []);
  }

  function newestLabel() {
    if (newest === 'none') {
      return undefined;
    }
    return isNewestGood && account === 'disabled' ? 'Disabled' : LABELS[newest];
  }

  function replacedLabel() {
    if (replaced === 'none') {
      return undefined;
    }
    return replacedWorks ? 'Replaced, still works' : 'Revoked';
  }

  return {
    replacedWorks,
    works,
    newestLabel: newestLabel(),
    replacedLabel: replacedLabel(),
    label: label(),
    facts: facts(),
    lastUsed: lastUsed(),
    filters: filters(),
  };
}

async function apiWith(cases: Case[]) {
  const api = new FakeSecurityApi();
  for (const { name, newest, replaced, account } of cases) {
    const apiKeys = [];
    if (newest !== 'none') {
      apiKeys.push(
        api.makeKey({
          hint: 'newK',
          createdAt: inDays(-3),
          lastUsedAt: inDays(-2.1),
          ...NEWEST[newest],
        }),
      );
    }
    if (replaced !== 'none') {
      apiKeys.push(
        api.makeKey({
          hint: 'oldK',
          createdAt: inDays(-9),
          lastUsedAt: new Date(Date.now() - 5.2 * 60_000).toISOString(),
          ...REPLACED[replaced],
        }),
      );
    }
    api.add({ name, apiKeys });
    if (account === 'disabled') {
      await api.updateServiceAccount(name, { version: 1, status: 'disabled' });
    }
  }
  return api;
}

describe('what is said of the keys of an account', () => {
  it('is the truth in every row of the list', async () => {
    renderSecurity(await apiWith(CASES), { path: '?limit=100' });
    await screen.findByRole('table');
    const rows = CASES.map(each => {
      const row = screen
        .getByRole('checkbox', { name: `Select ${each.name}`, hidden: true })
        .closest('tr')!;
      const [, , key, lastUsed] = Array.from(row.querySelectorAll('td')).map(
        cell => cell.textContent,
      );
      return { ...each, key, lastUsed };
    });

    expect(rows).toEqual(
      CASES.map(each => {
        const { label, facts, lastUsed } = truthOf(each);
        return { ...each, key: label + facts, lastUsed };
      }),
    );
  });

  it.each(keyStatusFilterSchema.options)(
    'is what the filter %s finds',
    async keyStatus => {
      const api = await apiWith(CASES);
      const { items } = await api.listAccounts({ keyStatus, limit: 100 });
      const named = CASES.filter(({ name }) =>
        items.some(item => item.name === name),
      );
      expect(named).toEqual(
        CASES.filter(each => truthOf(each).filters.includes(keyStatus)),
      );
    },
  );

  it.each(CASES)(
    'is the truth on the page: newest $newest, replaced $replaced, account $account',
    async each => {
      const { replacedWorks, newestLabel, replacedLabel } = truthOf(each);
      renderSecurity(await apiWith([each]), {
        path: `/service-account/${each.name}`,
      });
      await screen.findByRole('heading', { name: 'API Key' });
      const section = screen.getByRole('region', { name: 'API Key' });

      const text = section.textContent!;
      const [newestRow, replacedRow] = within(section)
        .queryAllByRole('row')
        .slice(1)
        .map(row => row.querySelector('td')!.textContent);
      const hasKey = each.newest !== 'none';

      expect({
        newest: hasKey && [fact(section, 'Key'), fact(section, 'Last used')],
        canBeRevoked: within(section).queryByText('Revoke') !== null,
        replaced: within(section)
          .queryAllByRole('note')
          .map(note => /still used, last (.*?)\./.exec(note.textContent!)?.[1]),
        newestRow,
        replacedRow,
      }).toEqual({
        newest: hasKey && [`…newK${newestLabel}`, '2 days ago'],
        canBeRevoked: hasKey && !['expired', 'revoked'].includes(each.newest),
        replaced: replacedWorks ? ['5 minutes ago'] : [],
        newestRow: newestLabel,
        replacedRow: replacedLabel,
      });
      expect(
        each.account === 'disabled' &&
          /Active|Replaced, still works|works until/.test(text),
      ).toBe(false);
    },
  );
});
