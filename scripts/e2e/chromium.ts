import { chromium } from '@playwright/test';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

const UNPACK_DIR = resolve(__dirname, '../../node_modules/.cache/e2e-chromium');
const UNPACKED = resolve(UNPACK_DIR, 'chromium');
const OF_THE_SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser to test with: `CHROMIUM_PATH`, else what `yarn playwright install
 * chromium` has downloaded, else the one of the system, else the one inside
 * the npm package `@sparticuz/chromium`.
 */
export const chromiumPath = findChromium();

function findChromium(): string {
  return (
    process.env.CHROMIUM_PATH ||
    [chromium.executablePath(), ...OF_THE_SYSTEM].find(existsSync) ||
    UNPACKED
  );
}

/** Playwright's global setup: unpacks the npm package's browser if needed. */
export default async function prepareChromium() {
  if (chromiumPath !== UNPACKED || existsSync(UNPACKED)) {
    return;
  }
  mkdirSync(UNPACK_DIR, { recursive: true });
  // The package reads it when it is imported, and unpacks to there.
  process.env.TMPDIR = UNPACK_DIR;
  const { default: packaged } = await import('@sparticuz/chromium');
  await packaged.executablePath();
}
