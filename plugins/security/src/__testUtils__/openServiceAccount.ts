import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { FakeSecurityApi } from '../../dev/FakeSecurityApi';
import { renderSecurity } from './renderSecurity';

/** Opens the page of the service account `ci`. */
export async function openServiceAccount(
  account: (
    api: FakeSecurityApi,
  ) => Partial<ServiceAccountDetails> = () => ({}),
) {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci', title: 'CI', ...account(api) });
  const updateServiceAccount = jest.spyOn(api, 'updateServiceAccount');
  const rendered = renderSecurity(api, { path: '/service-account/ci' });
  await screen.findByRole('heading', { level: 2 });
  const field = (name: string) => screen.getByRole('textbox', { name });
  const button = (name: string) => screen.getByRole('button', { name });
  const click = async (name: string) =>
    user.click(await screen.findByRole('button', { name }));
  const section = (name: string) => screen.getByRole('region', { name });
  const location = () => screen.getByTestId('location').textContent;
  /** Confirms the dialog that is open, or is about to be. */
  const confirm = async (name: string) =>
    user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name }),
    );
  return {
    user,
    api,
    field,
    button,
    click,
    confirm,
    section,
    location,
    updateServiceAccount,
    ...rendered,
  };
}

/** What a list of facts says of a term. */
export function fact(facts: HTMLElement, term: string): string | null {
  return within(facts).getByText(term, { selector: 'dt' }).nextElementSibling!
    .textContent;
}
