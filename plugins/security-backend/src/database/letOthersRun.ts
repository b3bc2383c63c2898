import { setTimeout } from 'node:timers/promises';

/**
 * Between the parts of much work that nobody waits for. SQLite works in this
 * very process: statements in a row would hold up every call until the last of
 * them, as what awaits them never comes back to the event loop. Two
 * milliseconds are what a call takes, so that it waits for one part or two.
 */
export async function letOthersRun(): Promise<void> {
  await setTimeout(2);
}
