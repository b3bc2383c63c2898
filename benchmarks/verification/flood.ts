// A program of its own, so that its work is not in the way of who measures.
import { generateApiKey } from '../../plugins/security-node/src';
import { Load } from './load';

/** What is refused, at a steady rate. */
export interface FloodOrder {
  port: number;
  /** Keys in the right form that nobody has, or no tokens at all. */
  of: 'unknown keys' | 'garbage';
  perSecond: number;
  seconds: number;
}

process.on('message', async ({ port, of, ...rate }: FloodOrder) => {
  const load = new Load(port, 20);
  await load.steady({ ...rate, expectedStatus: 401 }, () =>
    of === 'garbage' ? 'garbage' : generateApiKey(),
  );
  load.close();
  process.send!('done');
});
