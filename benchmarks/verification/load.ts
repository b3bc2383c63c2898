import { Agent, request } from 'node:http';

/** Sends requests to the trivial route over connections that stay open. */
export class Load {
  readonly #agent: Agent;
  readonly #port: number;

  constructor(port: number, connections: number) {
    this.#port = port;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: connections,
      // All in turns: the server closes those that are idle for seconds.
      scheduling: 'fifo',
    });
  }

  /** Milliseconds until the answer. */
  async send(token: string, expectedStatus = 200): Promise<number> {
    const start = performance.now();
    const status = await this.statusOf(token);
    if (status !== expectedStatus) {
      throw new Error(`Answer ${status}`);
    }
    return performance.now() - start;
  }

  statusOf(token: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port: this.#port,
          path: '/api/probe',
          agent: this.#agent,
          headers: { Authorization: `Bearer ${token}` },
        },
        response => {
          response.resume().on('end', () => resolve(response.statusCode));
        },
      )
        .on('error', reject)
        .end();
    });
  }

  /** Requests a second, with as many at once as there are connections. */
  async throughput(token: string, count: number): Promise<number> {
    const start = performance.now();
    let left = count;
    const worker = async () => {
      while (left-- > 0) {
        await this.send(token);
      }
    };
    await Promise.all(
      Array.from({ length: this.#agent.maxSockets }, () => worker()),
    );
    return count / ((performance.now() - start) / 1000);
  }

  /** The durations of requests that start at a steady rate. */
  async steady(
    options: { perSecond: number; seconds: number; expectedStatus?: number },
    token: () => string,
  ): Promise<number[]> {
    const { perSecond, seconds, expectedStatus } = options;
    const start = performance.now();
    const sent: Array<Promise<number>> = [];
    while (sent.length < perSecond * seconds) {
      const due = ((performance.now() - start) / 1000) * perSecond;
      while (sent.length < Math.min(due, perSecond * seconds)) {
        sent.push(this.send(token(), expectedStatus));
      }
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    return Promise.all(sent);
  }

  close(): void {
    this.#agent.destroy();
  }
}
