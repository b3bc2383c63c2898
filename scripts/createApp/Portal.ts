import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 180_000;

/** The backend of the app, and the guest who is signed in there. */
export class Portal {
  private process: ChildProcess | undefined;
  private token = '';

  constructor(private readonly dir: string, private readonly port: number) {}

  /** Starts the backend, and waits until the guest is signed in. */
  async start(): Promise<void> {
    this.process = spawn('yarn', ['workspace', 'backend', 'start'], {
      cwd: this.dir,
      stdio: ['ignore', 'inherit', 'inherit'],
      // A group of its own, to end with all its children.
      detached: true,
      env: {
        ...process.env,
        NODE_ENV: 'development',
        SECURITY_KEYRING_SECRET: randomBytes(32).toString('base64'),
      },
    });
    await this.waitFor('/api/auth/guest/refresh');
  }

  async stop(): Promise<void> {
    const { process: running } = this;
    this.process = undefined;
    if (running?.pid && running.exitCode === null) {
      const ended = once(running, 'exit');
      process.kill(-running.pid, 'SIGKILL');
      await ended;
    }
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
      if (this.process?.exitCode !== null) {
        throw new Error('The backend has stopped');
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
    throw new Error(`${path} does not answer 200 but ${last}`);
  }

  private async signIn(): Promise<void> {
    const response = await this.call('/api/auth/guest/refresh', { token: '' });
    const { backstageIdentity } = await response.json();
    this.token = backstageIdentity.token;
  }
}
