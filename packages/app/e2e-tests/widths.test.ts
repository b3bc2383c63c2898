import { expect, Page, test } from '@playwright/test';
import { expectAccessible, Persona, personas, signInAs } from './support';

const WIDTHS = [1440, 1024, 360];
const ACCOUNT = '/security/users/service-account/payments-deploy';

/** At each width: nothing is cut off, and axe finds nothing. */
async function expectToFit(page: Page) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page, 'main');
  }
  await page.setViewportSize({ width: 1440, height: 800 });
}

for (const persona of Object.keys(personas) as Persona[]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${persona} can read everything, ${colorScheme}, at every width`, async ({
      page,
    }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await signInAs(page, persona);
      const maySee = persona !== 'dana.novak';
      for (const path of ['/security/users', ACCOUNT]) {
        await page.goto(path);
        await expect(
          maySee
            ? page.getByRole('table').first()
            : page.getByText('You may not see the Security module'),
        ).toBeVisible();
        await expectToFit(page);
      }
    });
  }
}
