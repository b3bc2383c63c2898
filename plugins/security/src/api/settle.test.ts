import { refusal } from '../../dev/FakeSecurityApi';
import { answerWithin, settle, settleDone } from './settle';

const lost = () => Promise.reject(new TypeError('Failed to fetch'));

describe('settle', () => {
  it('looks only when no answer came', async () => {
    const look = jest.fn();
    await expect(settle(async () => 'answer', look)).resolves.toBe('answer');
    const refused = await refusal(403, 'NotAllowedError', 'no');
    await expect(settle(() => Promise.reject(refused), look)).rejects.toBe(
      refused,
    );
    expect(look).not.toHaveBeenCalled();
  });

  it('answers with what it sees', async () => {
    await expect(settle(lost, async () => 'seen')).resolves.toBe('seen');
    await expect(settleDone(lost, async () => true)).resolves.toBeUndefined();
  });

  it('tells what was not done from what is not known', async () => {
    await expect(settleDone(lost, async () => false)).rejects.toMatchObject({
      outcome: 'unchanged',
    });
    await expect(settleDone(lost, lost)).rejects.toMatchObject({
      outcome: 'unknown',
    });
  });
});

describe('answerWithin', () => {
  it('gives up, and tells the call so', async () => {
    let given: AbortSignal | undefined;
    await expect(
      answerWithin(10, signal => {
        given = signal;
        return new Promise(() => {});
      }),
    ).rejects.toThrow('No answer came in time');
    expect(given?.aborted).toBe(true);
  });
});
