import { expect, Page, test } from '@playwright/test';
import { expectAccessible, signInAs } from './support';

const ACCOUNT = '/security/users/service-account/payments-deploy';

const LANGUAGES = {
  de: {
    name: 'Deutsch',
    module: 'Sicherheit',
    users: 'Benutzer',
    accounts: 'Benutzer und Dienstkonten',
    showApiKey: 'API-Schlüssel anzeigen',
    showNamed: 'API-Schlüssel von payments-deploy anzeigen',
    generate: 'Erzeugen',
    close: 'Schließen',
    date: /^\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}$/,
  },
  fr: {
    name: 'Français',
    module: 'Sécurité',
    users: 'Utilisateurs',
    accounts: 'Utilisateurs et comptes de service',
    showApiKey: 'Afficher la clé API',
    showNamed: 'Afficher la clé API de payments-deploy',
    generate: 'Générer',
    close: 'Fermer',
    date: /^\d{1,2} \p{L}+\.? \d{4}, \d{2}:\d{2}$/u,
  },
  ja: {
    name: '日本語',
    module: 'セキュリティ',
    users: 'ユーザー',
    accounts: 'ユーザーとサービスアカウント',
    showApiKey: 'APIキーを表示',
    showNamed: 'payments-deploy のAPIキーを表示',
    generate: '生成',
    close: '閉じる',
    date: /^\d{4}\/\d{2}\/\d{2} \d{1,2}:\d{2}$/,
  },
} as const;

/** At the widths of a desk and of a phone: nothing is cut off. */
async function expectToFit(page: Page, part: string) {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(() =>
        page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        ),
      )
      .toBeLessThanOrEqual(0);
    await expectAccessible(page, part);
  }
}

for (const [language, texts] of Object.entries(LANGUAGES)) {
  test(`the page in ${texts.name}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width: 1280, height: 900 });
    await signInAs(page, 'amara.osei');
    const loaded: string[] = [];
    page.on('response', answer => loaded.push(answer.url()));
    await page.goto('/security/users');
    await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible();
    await expect(
      page.getByRole('table', { name: 'Users and service accounts' }),
    ).toBeVisible();
    const chunks = () => loaded.filter(url => /translations_\w+_ts/.test(url));
    expect(chunks()).toEqual([]);

    await test.step('it is chosen in the settings, without a reload', async () => {
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('option', { name: texts.name }).click();
      await page.getByRole('link', { name: 'Security' }).first().click();
      await expect(
        page.getByRole('heading', { name: texts.module }),
      ).toBeVisible();
      await expect(page.getByRole('tab', { name: texts.users })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      expect(chunks()).toEqual([
        expect.stringContaining(`translations_${language}_ts`),
      ]);
    });

    await test.step('the list', async () => {
      await expect(
        page.getByRole('table', { name: texts.accounts }),
      ).toBeVisible();
      await expectToFit(page, 'main');
    });

    await test.step('an account', async () => {
      await page.goto(ACCOUNT);
      await expect(page.locator('time').first()).toHaveText(texts.date);
      await expectToFit(page, 'main');
    });

    await test.step('a key', async () => {
      const dialog = page.getByRole('dialog');
      const close = dialog.getByRole('button', { name: texts.close });
      await page
        .getByRole('button', { name: texts.showApiKey, exact: true })
        .click();
      await expect(
        close.or(dialog.getByRole('button', { name: texts.generate })),
      ).toBeVisible();
      await expectToFit(page, '[role=dialog]');
    });

    await test.step('it is still chosen after a reload', async () => {
      await page.goto('/security/users');
      await expect(
        page.getByRole('button', { name: texts.showNamed }),
      ).toBeVisible();
    });
  });
}
