import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 180_000;

/** The backend of the app, and the guest who is signed in there. */
export class Portal {
  private process: ChildProcess | undefined;
  private hasEnded = false;
  private token = '';

  constructor(private readonly dir: string, private readonly port: number) {}

  /** Starts the backend, and waits until the guest is signed in. */
  async start(): Promise<void> {
    const log = openSync(this.logFile, 'w');
    this.process = spawn('yarn', ['workspace', 'backend', 'start'], {
      cwd: this.dir,
      stdio: ['ignore', log, log],
      // A group of its own, to end with all its children.
      detached: true,
      env: {
        ...process.env,
        NODE_ENV: 'development',
        SECURITY_KEYRING_SECRET: randomBytes(32).toString('base64'),
      },
    });
    this.process.once('exit', () => {
      this.hasEnded = true;
    });
    await this.waitFor('/api/auth/guest/refresh');
  }

  async stop(): Promise<void> {
    if (this.process?.pid && !this.hasEnded) {
      const ended = once(this.process, 'exit');
      process.kill(-this.process.pid, 'SIGKILL');
      await ended;
    }
  }

  private lastLog(): string {
    return readFileSync(this.logFile, 'utf8').split('\n').slice(-50).join('\n');
  }

  /**
   * The answer to a request of the guest.
   *
   * @param token - another token than the guest's
   */
  async call(
    path: string,
    { body, token = this.token }: { body?: object; token?: string } = {},
  ): Promise<Response> {
    return fetch(`http://localhost:${this.port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
  }

  /** Waits until a path answers 200, and signs in again each time. */
  async waitFor(path: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    let last: unknown;
    while (Date.now() < end) {
      if (this.hasEnded) {
        throw new Error(`The backend has stopped\n${this.lastLog()}`);
      }
      try {
        // The groups of the guest are known only when the catalog is.
        await this.signIn();
        const { status } = await this.call(path);
        if (status === 200) {
          return;
        }
        last = status;
      } catch (error) {
        last = error;
      }
      await sleep(500);
    }
    throw new Error(`${path} answers ${last}\n${this.lastLog()}`);
  }

  private get logFile(): string {
    return join(this.dir, 'backend.log');
  }

  private async signIn(): Promise<void> {
    const response = await this.call('/api/auth/guest/refresh', { token: '' });
    const { backstageIdentity } = await response.json();
    this.token = backstageIdentity.token;
  }
}
