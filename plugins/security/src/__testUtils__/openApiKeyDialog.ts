import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { DateTime } from 'luxon';
import { FakeSecurityApi, valueOf } from '../../dev/FakeSecurityApi';
import { renderSecurity } from './renderSecurity';

export const ANY_KEY = /bsak_/;
export const DAY_SECONDS = 24 * 60 * 60;

/** A service account with a key. */
export const withKey = (api: FakeSecurityApi) => ({
  apiKeys: [api.makeKey()],
});

/** A service account that never had a key. */
export const withoutKey = () => ({});

/** Opens the dialog from the page of a service account, as a person does. */
export async function openApiKeyDialog(
  button: 'Show API Key' | 'Rotate',
  account: (api: FakeSecurityApi) => Partial<ServiceAccountDetails>,
  prepare: (api: FakeSecurityApi) => void = () => {},
) {
  const user = userEvent.setup({ delay: null });
  const api = new FakeSecurityApi();
  api.add({ name: 'ci', ...account(api) });
  prepare(api);
  const showApiKey = jest.spyOn(api, 'showApiKey');
  const rotateApiKey = jest.spyOn(api, 'rotateApiKey');
  renderSecurity(api, { path: '/service-account/ci' });
  await user.click(await screen.findByRole('button', { name: button }));
  const dialog = await screen.findByRole('dialog');
  const click = async (name: string) =>
    user.click(await within(dialog).findByRole('button', { name }));
  const field = () => within(dialog).findByRole('textbox', { name: 'API Key' });
  const expiry = () =>
    within(dialog).findByRole('combobox', { name: /[Ee]xpires$/ });
  const key = () => valueOf(api.serviceAccounts.get('ci')!.apiKey!);
  const statuses = async () => {
    const details = await api.getAccount({
      namespace: 'service-account',
      name: 'ci',
    });
    return (details as ServiceAccountDetails).apiKeys.map(
      ({ status }) => status,
    );
  };
  return {
    user,
    api,
    dialog,
    click,
    field,
    expiry,
    key,
    statuses,
    showApiKey,
    rotateApiKey,
  };
}

export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

export function secondsUntil(time: string): number {
  return (Date.parse(time) - Date.now()) / 1000;
}

/** The day as the page writes it. */
export function dayOf(time: string): string {
  return DateTime.fromISO(time, { zone: 'utc' }).toFormat('d LLL yyyy');
}

export function optionsOf(select: HTMLElement) {
  return within(select)
    .getAllByRole('option')
    .map(option => option.textContent);
}
