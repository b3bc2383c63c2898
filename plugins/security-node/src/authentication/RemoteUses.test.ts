import { RemoteUses } from './RemoteUses';
import { ApiKeyUse } from './VerifiedApiKey';

function setUp() {
  const sent: ApiKeyUse[][] = [];
  const send = jest.fn(async (uses: ApiKeyUse[]) => {
    sent.push(uses);
  });
  return { uses: new RemoteUses(send), send, sent };
}

describe('RemoteUses', () => {
  it('tells of each key and plugin when first and last, and how often', async () => {
    const { uses, sent } = setUp();
    uses.note('a', 'catalog', 1);
    uses.note('a', 'search', 0);
    await new Promise(resolve => setTimeout(resolve, 50));
    uses.note('a', 'catalog', 1);
    uses.note('b', 'catalog', 1);
    await uses.flush();
    await uses.flush();
    expect(sent).toEqual([
      [
        expect.objectContaining({ keyId: 'a', pluginId: 'catalog', calls: 2 }),
        expect.objectContaining({ keyId: 'a', pluginId: 'search', calls: 0 }),
        expect.objectContaining({ keyId: 'b', pluginId: 'catalog', calls: 1 }),
      ],
    ]);
    const [[{ firstAgeMs, ageMs }]] = sent;
    expect(firstAgeMs - ageMs).toBeGreaterThanOrEqual(40);
  });

  it('sends again what did not arrive, and nothing twice', async () => {
    const { uses, send, sent } = setUp();
    for (let i = 0; i < 1_200; i++) {
      uses.note(`key-${i}`, 'catalog', 1);
    }
    const arrive = send.getMockImplementation()!;
    send
      .mockImplementationOnce(arrive)
      .mockRejectedValueOnce(new Error('The other process is away'));
    await uses.flush();
    uses.note('key-1199', 'catalog', 1);
    await uses.flush();
    const sums = new Map<string, number>();
    for (const { keyId, calls } of sent.flat()) {
      sums.set(keyId, (sums.get(keyId) ?? 0) + calls);
    }
    expect(sums.size).toBe(1_200);
    expect([...sums].filter(([, calls]) => calls !== 1)).toEqual([
      ['key-1199', 2],
    ]);
  });
});
