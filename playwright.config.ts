import { defineConfig } from '@playwright/test';
import { chromiumPath } from './scripts/e2e/chromium';

const CI = Boolean(process.env.CI);

const BACKEND = 'http://localhost:18017';
const APP = 'http://localhost:18010';
const LEGACY_APP = 'http://localhost:18011';

/** The paths of config files are relative to the package that starts. */
function start(packageName: string, ...configs: string[]): string {
  const options = ['app-config.yaml', 'app-config.e2e.yaml', ...configs]
    .map(file => `--config ../../${file}`)
    .join(' ');
  return `yarn workspace ${packageName} start ${options}`;
}

const whenReady = { timeout: 180_000, reuseExistingServer: !CI };

export default defineConfig({
  globalSetup: './scripts/e2e/chromium.ts',
  outputDir: 'node_modules/.cache/e2e-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: CI,
  retries: CI ? 1 : 0,
  // Both projects sign in to one backend, and its accounts are shared.
  workers: 1,
  reporter: CI
    ? [['list'], ['json', { outputFile: '.ci/e2e.json' }]]
    : [['list']],
  use: {
    launchOptions: { executablePath: chromiumPath },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  webServer: [
    {
      ...whenReady,
      command: start('backend'),
      url: `${BACKEND}/.backstage/health/v1/readiness`,
    },
    { ...whenReady, command: start('app'), url: APP },
    {
      ...whenReady,
      command: start('app-legacy', 'app-config.e2e-legacy.yaml'),
      url: LEGACY_APP,
    },
  ],
  projects: [
    {
      name: 'app',
      testDir: 'packages/app/e2e-tests',
      use: { baseURL: APP },
    },
    {
      name: 'app-legacy',
      testDir: 'packages/app-legacy/e2e-tests',
      use: { baseURL: LEGACY_APP },
    },
  ],
});
