import { screen, within } from '@testing-library/react';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { FakeSecurityApi } from '../../dev/FakeSecurityApi';
import { openServiceAccount } from './openServiceAccount';

export const ANSWERS = 'What the policy answers';
export const RULED_OUT = 'Ruled out, whatever the policy says';

/** Opens the page of the service account `ci`, to check its access there. */
export async function openAccess(
  account: Partial<ServiceAccountDetails> = {},
  prepare: (api: FakeSecurityApi) => void = () => {},
) {
  const opened = await openServiceAccount(() => ({
    createdAt: '2020-01-01T08:00:00.000Z',
    ...account,
  }));
  prepare(opened.api);
  const getAccess = jest.spyOn(opened.api, 'getAccess');
  const section = opened.section('Access');
  const summary = () => within(section).findByText(/permissions shown$/);
  const check = async () => {
    await opened.click('Check access');
    await summary();
  };
  return { ...opened, access: section, getAccess, check, summary };
}

/** The rows of a table, as they are read. */
export function rows(table: string): string[][] {
  return within(screen.getByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1)
    .map(row => Array.from(row.children, cell => cell.textContent ?? ''));
}
