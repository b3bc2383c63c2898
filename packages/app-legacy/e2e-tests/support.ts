import { expect, Page } from '@playwright/test';

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
