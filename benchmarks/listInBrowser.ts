import { chromium } from '@playwright/test';
import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import prepareChromium, { chromiumPath } from '../scripts/e2e/chromium';

const USERS = 10_000;
const ROUNDS = 7;
const BACKEND = 'http://localhost:28017';
const APP = 'http://localhost:28010';
const ROOT = resolve(__dirname, '..');

/**
 * How long a person waits for the list: from opening its address to the first
 * row that can be selected, with a development build of the portal.
 */
async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'security-benchmark-'));
  const config = join(folder, 'app-config.yaml');
  await writeFile(join(folder, 'users.yaml'), manyUsers());
  await writeFile(config, portalConfig(join(folder, 'users.yaml')));
  const servers = ['backend', 'app'].map(name => start(name, config));
  try {
    await waitFor(`${BACKEND}/.backstage/health/v1/readiness`);
    await waitFor(APP);
    const token = await waitForUsers();
    console.log(
      `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`,
    );
    await prepareChromium();
    const times = await measure();
    const [fastest, median, slowest] = [0, (ROUNDS - 1) / 2, ROUNDS - 1].map(
      index => times[index],
    );
    console.log(
      `${USERS} users: first row after ${median} ms (median of ${ROUNDS}; ${fastest} to ${slowest})`,
    );
    await measureAnswer(token);
  } finally {
    for (const { pid, exitCode } of servers) {
      if (pid && exitCode === null) {
        process.kill(-pid);
      }
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
    app: { baseUrl: APP },
    backend: {
      baseUrl: BACKEND,
      listen: { port: 28017 },
      cors: { origin: APP },
    },
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

function start(name: string, config: string): ChildProcess {
  return spawn(
    'yarn',
    [
      'backstage-cli',
      'repo',
      'start',
      name,
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
  const answer = await fetch(`${BACKEND}/api/auth/persona/refresh`, {
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
        `${BACKEND}/api/catalog/entities/by-query?filter=kind=user&limit=0`,
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

/** In milliseconds, in order. */
async function measure(): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: chromiumPath });
  const page = await browser.newPage();
  await page.goto(APP);
  await page.getByRole('button', { name: 'Sign in as Amara Osei' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = Date.now();
    await page.goto(`${APP}/security/users`);
    await page.getByRole('radio').first().waitFor();
    times.push(Date.now() - begin);
  }
  await browser.close();
  return times.sort((a, b) => a - b);
}

/** The part of it that the backend takes. */
async function measureAnswer(token: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 21; round++) {
    const begin = performance.now();
    const answer = await fetch(`${BACKEND}/api/security/v1/users`, {
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
