import { conditionText } from './conditionText';
import { AccessCondition } from './schemas';

const A = { rule: 'A' };
const B = { rule: 'B' };
const C = { rule: 'C' };

describe('conditionText', () => {
  it.each<[AccessCondition, string]>([
    [A, 'A'],
    [{ not: A }, 'not A'],
    [{ anyOf: [A, B] }, 'A or B'],
    [{ allOf: [A, { not: B }] }, 'A and not B'],
    [{ allOf: [A, { anyOf: [B, C] }] }, 'A and (B or C)'],
    [{ not: { anyOf: [A, B] } }, 'not (A or B)'],
    [{ rule: 'A', description: 'Allow some' }, 'A (Allow some)'],
    [
      { rule: 'A', description: 'Allow some', params: { names: ['x', 'y'] } },
      'A (Allow some; names: x, y)',
    ],
    [
      { rule: 'A', params: { key: 'k', names: [], max: 3 } },
      'A (key: k; names: []; max: 3)',
    ],
  ])('of %j', (condition, text) => {
    expect(conditionText(condition)).toBe(text);
  });

  it('takes the words that it is given', () => {
    const words = { and: 'und', or: 'oder', not: 'nicht' };
    expect(
      conditionText({ allOf: [A, { anyOf: [{ not: B }, C] }] }, words),
    ).toBe('A und (nicht B oder C)');
  });
});
