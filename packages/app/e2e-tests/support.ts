import AxeBuilder from '@axe-core/playwright';
import { expect, Locator, Page } from '@playwright/test';
import { resolve } from 'node:path';

/** Who can sign in, and what each may do: see `packages/personas`. */
export const personas = {
  'amara.osei': 'Amara Osei',
  'bruno.keller': 'Bruno Keller',
  'isaac.levi': 'Isaac Levi',
  'chen.wei': 'Chen Wei',
  'elif.demir': 'Elif Demir',
  'dana.novak': 'Dana Novak',
};

export type Persona = keyof typeof personas;

/** Opens the portal and signs in, the way a person does. */
export async function signInAs(page: Page, persona: Persona) {
  await page.goto('/');
  const signIn = page.getByRole('button', {
    name: `Sign in as ${personas[persona]}`,
  });
  const signOut = page.getByRole('button', { name: 'Sign out' });
  // Just after the start the backend's catalog does not know everybody yet,
  // and the page says so and offers the choice again.
  await expect(async () => {
    await signIn.click({ timeout: 5_000 });
    await expect(signOut).toBeVisible({ timeout: 10_000 });
  }).toPass();
}

/** What every API key looks like. */
export const API_KEY = /^bsak_[0-9A-Za-z]{38}$/;

/** Opens Security › Users, with the search and filters of a query string. */
export async function openUsers(page: Page, query = '') {
  await page.goto(`/security/users?${query}`);
  await expect(
    page.getByRole('button', { name: 'Create Service Account' }),
  ).toBeVisible();
}

/** A button of the page by its whole name: rows have others like it. */
export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** The row of an account in the list. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('row').filter({
    has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }),
  });
}

/** Selects one account alone, as a click anywhere in its row does. */
export async function selectAccount(page: Page, name: string) {
  await rowOf(page, name).click({ position: { x: 2, y: 2 } });
}

/** The accounts that the list shows. */
export function accounts(page: Page): Locator {
  return page.getByRole('checkbox', { name: /^Select (?!all)/ });
}

/** Creates a service account of the Payments team, and ends on its page. */
export async function createServiceAccount(
  page: Page,
  { name, title = '' }: { name: string; title?: string },
) {
  await openUsers(page);
  await page.getByRole('button', { name: 'Create Service Account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('combobox', { name: 'Owner' }).fill('payments');
  await dialog.getByRole('option', { name: /team-payments/ }).click();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Edit Service Account' }),
  ).toBeVisible();
}

/** Shows the key of the account that is selected or open; makes one if needed. */
export async function showApiKey(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  const generate = dialog.getByRole('button', { name: 'Generate' });
  const reveal = dialog.getByRole('button', { name: 'Reveal' });
  await button(page, 'Show API Key').click();
  await expect(generate.or(reveal)).toBeVisible();
  if (await generate.isVisible()) {
    await generate.click();
  }
  await expect(reveal).toBeVisible();
  return dialog;
}

/** The key in the open dialog. */
export async function revealApiKey(dialog: Locator): Promise<string> {
  const field = dialog.getByRole('textbox', { name: 'API Key' });
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  await expect(field).toHaveValue(API_KEY);
  return field.inputValue();
}

/** Moves the focus there, the way people without a mouse do. */
export async function tabTo(page: Page, target: Locator, key = 'Tab') {
  const isThere = () => target.evaluate(e => e === document.activeElement);
  for (let stops = 0; stops < 60 && !(await isThere()); stops++) {
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

/** All that a browser could keep of a key after its dialog has closed. */
export async function whatThePageKeeps(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...Array.from(document.querySelectorAll('input')).map(i => i.value),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      JSON.stringify(window.history.state),
      window.location.href,
    ].join('\n'),
  );
}

/** Asks axe about a part of the page: the frame of the portal is not ours. */
export async function expectAccessible(page: Page, part: string) {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations).toEqual([]);
}

/** Takes the pictures of the documentation, where `UPDATE_SCREENSHOTS=1`. */
export async function screenshot(part: Page | Locator, name: string) {
  if (process.env.UPDATE_SCREENSHOTS === '1') {
    await part.screenshot({
      path: resolve(__dirname, `../../../docs/images/${name}.png`),
      animations: 'disabled',
    });
  }
}
