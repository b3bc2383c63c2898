import { Browser, BrowserContext, chromium, Page } from '@playwright/test';
import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import prepareChromium, { chromiumPath } from '../scripts/e2e/chromium';

const USERS = 1_000;
const ROUNDS = 7;
const PORTAL = 'http://localhost:28017';
const PAGES = { 'Security › Users': '/security/users', Catalog: '/catalog' };
const FIRST_ROW = 'table tbody tr a';
const ROOT = resolve(__dirname, '..');

/**
 * How long a person waits for the list: from opening its address to the first
 * row, with a production build of the portal, beside the catalog's own page.
 */
async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'security-benchmark-'));
  const config = join(folder, 'app-config.yaml');
  await writeFile(join(folder, 'users.yaml'), manyUsers());
  await writeFile(config, portalConfig(join(folder, 'users.yaml')));
  execFileSync(
    'yarn',
    [
      'workspace',
      'app',
      'build',
      '--config',
      '../../app-config.yaml',
      '--config',
      config,
    ],
    { cwd: ROOT, stdio: 'ignore' },
  );
  const backend = startBackend(config);
  try {
    await waitFor(`${PORTAL}/.backstage/health/v1/readiness`);
    const token = await waitForUsers();
    console.log(
      `${cpus()[0].model}, ${cpus().length} cores, Node ${
        process.version
      }, ${USERS} users`,
    );
    await prepareChromium();
    const browser = await chromium.launch({ executablePath: chromiumPath });
    await measureInTurns(browser);
    await browser.close();
    await measureAnswer(token);
  } finally {
    if (backend.pid && backend.exitCode === null) {
      process.kill(-backend.pid);
    }
    await rm(folder, { recursive: true });
  }
}

function manyUsers(): string {
  return Array.from({ length: USERS }, (_, index) =>
    [
      'apiVersion: backstage.io/v1alpha1',
      'kind: User',
      `metadata: { name: person-${String(index).padStart(5, '0')} }`,
      `spec: { profile: { displayName: Person ${index} }, memberOf: [] }`,
    ].join('\n'),
  ).join('\n---\n');
}

function portalConfig(users: string): string {
  return JSON.stringify({
    app: { baseUrl: PORTAL },
    backend: { baseUrl: PORTAL, listen: { port: 28017 } },
    catalog: {
      locations: [
        {
          type: 'file',
          target: resolve(ROOT, 'examples/org.yaml'),
          rules: [{ allow: ['User', 'Group', 'System', 'Component'] }],
        },
        { type: 'file', target: users, rules: [{ allow: ['User'] }] },
      ],
    },
  });
}

function startBackend(config: string): ChildProcess {
  return spawn(
    'yarn',
    [
      'backstage-cli',
      'repo',
      'start',
      'backend',
      '--config',
      '../../app-config.yaml',
      '--config',
      config,
    ],
    { cwd: ROOT, stdio: 'ignore', detached: true },
  );
}

async function waitFor(url: string): Promise<void> {
  for (let attempt = 0; attempt < 180; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await new Promise(done => setTimeout(done, 1000));
  }
  throw new Error(`No answer from ${url}`);
}

async function signIn(): Promise<string | undefined> {
  const answer = await fetch(`${PORTAL}/api/auth/persona/refresh`, {
    method: 'POST',
    headers: {
      'x-persona': 'user:default/amara.osei',
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  return answer.ok ? (await answer.json()).backstageIdentity.token : undefined;
}

/** Waits until the catalog has everybody; returns a token of one of them. */
async function waitForUsers(): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const token = await signIn();
    if (token) {
      const answer = await fetch(
        `${PORTAL}/api/catalog/entities/by-query?filter=kind=user&limit=0`,
        { headers: { Authorization: `Bearer ${token}` } },
      );
      const { totalItems } = await answer.json();
      if (totalItems > USERS) {
        return token;
      }
    }
    await new Promise(done => setTimeout(done, 2000));
  }
  throw new Error('The catalog did not load all users');
}

async function measureInTurns(browser: Browser): Promise<void> {
  const signedIn = await browser.newContext();
  const page = await signedIn.newPage();
  await page.goto(PORTAL);
  await page.getByRole('button', { name: 'Sign in as Amara Osei' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();

  const titles = Object.keys(PAGES) as Array<keyof typeof PAGES>;
  const cold = new Map<string, number[]>(titles.map(title => [title, []]));
  const warm = new Map<string, number[]>(titles.map(title => [title, []]));
  const calls = new Map<string, string[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const title of titles) {
      const context = await browser.newContext();
      await context.addInitScript(
        ([key, persona]) => sessionStorage.setItem(key, persona),
        ['persona', 'user:default/amara.osei'],
      );
      const opened = await open(context, PAGES[title]);
      cold.get(title)!.push(opened.ms);
      calls.set(title, opened.calls);
      warm.get(title)!.push((await open(context, PAGES[title])).ms);
      await context.close();
    }
  }
  console.log('| first row, ms | cold | warm | API calls until then |');
  for (const title of titles) {
    console.log(
      `| ${title} | ${spread(cold.get(title)!)} | ${spread(
        warm.get(title)!,
      )} | ${calls.get(title)!.length} |`,
    );
  }
  console.log(calls.get('Security › Users')!.join('\n'));
  await reportChunks(page);
}

/** Opens a page, until its first row. */
async function open(context: BrowserContext, path: string) {
  const page = await context.newPage();
  const calls: string[] = [];
  page.on('request', request => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) {
      calls.push(`${request.method()} ${pathname}`);
    }
  });
  const begin = Date.now();
  await page.goto(PORTAL + path, { waitUntil: 'commit' });
  await page.locator(FIRST_ROW).first().waitFor();
  const ms = Date.now() - begin;
  const until = [...calls];
  await page.close();
  return { ms, calls: until };
}

/** What the module brings, to somebody who comes from another page. */
async function reportChunks(page: Page): Promise<void> {
  await page.goto(`${PORTAL}/settings`);
  await page.getByRole('link', { name: 'Security' }).first().waitFor();
  await page.waitForLoadState('networkidle');
  const chunks: Array<Promise<[string, number]>> = [];
  page.on('response', response => {
    if (response.url().endsWith('.js')) {
      chunks.push(
        response
          .body()
          .then(body => [basename(response.url()), gzipSync(body).length]),
      );
    }
  });
  await page.getByRole('link', { name: 'Security' }).first().click();
  await page.locator(FIRST_ROW).first().waitFor();
  for (const [name, bytes] of await Promise.all(chunks)) {
    console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB gzipped`);
  }
}

function spread(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${sorted[(ROUNDS - 1) / 2]} (${sorted[0]} to ${sorted[ROUNDS - 1]})`;
}

/** The part of it that the backend takes. */
async function measureAnswer(token: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 21; round++) {
    const begin = performance.now();
    const answer = await fetch(`${PORTAL}/api/security/v1/users`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    await answer.json();
    times.push(performance.now() - begin);
  }
  const median = times.sort((a, b) => a - b)[10];
  console.log(`GET /v1/users: ${median.toFixed(0)} ms (median of 21)`);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
