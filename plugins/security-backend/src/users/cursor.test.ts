import { InputError } from '@backstage/errors';
import { Cursor, decodeCursor, encodeCursor } from './cursor';

const BY_NAME = { orderBy: 'name', order: 'asc' } as const;
const BY_TIME = { orderBy: 'createdAt', order: 'desc' } as const;

function encodeJson(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

describe('cursor', () => {
  it.each<[string, Cursor, typeof BY_NAME | typeof BY_TIME]>([
    [
      'a name',
      { serviceAccountsAfter: { value: 'backup', name: 'backup' } },
      BY_NAME,
    ],
    [
      'a time',
      { serviceAccountsAfter: { value: 1795420800123, name: 'backup' } },
      BY_TIME,
    ],
    ['the first user', { users: { catalogCursor: undefined } }, BY_NAME],
    ['later users', { users: { catalogCursor: 'opaque=/+' } }, BY_TIME],
  ])('finds %s again', (_, cursor, ordering) => {
    const text = encodeCursor(cursor, ordering);

    expect(text).toMatch(/^[\w-]+$/);
    expect(decodeCursor(text, ordering)).toEqual(cursor);
  });

  it('belongs to one order', () => {
    const text = encodeCursor(
      { serviceAccountsAfter: { value: 'backup', name: 'backup' } },
      BY_NAME,
    );
    for (const ordering of [
      { orderBy: 'name', order: 'desc' },
      { orderBy: 'owner', order: 'asc' },
      { orderBy: 'createdAt', order: 'asc' },
    ] as const) {
      expect(() => decodeCursor(text, ordering)).toThrow(InputError);
    }
  });

  const position = { ...BY_NAME, value: 'backup', name: 'backup' };
  it.each([
    ['nothing', ''],
    ['no base64', '!!!'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no object', encodeJson(null)],
    ['a list', encodeJson([position])],
    ['text', encodeJson('backup')],
    ['no fields', encodeJson({})],
    ['no order', encodeJson({ value: 'backup', name: 'backup' })],
    ['an unknown field', encodeJson({ ...position, more: 1 })],
    ['both kinds', encodeJson({ ...position, catalogCursor: 'x' })],
    ['no name', encodeJson({ ...BY_NAME, value: 'backup' })],
    ['a value of another type', encodeJson({ ...position, value: ['backup'] })],
    ['an object as value', encodeJson({ ...position, value: { $gt: '' } })],
    ['a number in place of a name', encodeJson({ ...position, value: 5 })],
    ['a long value', encodeJson({ ...position, value: 'x'.repeat(201) })],
    ['a long name', encodeJson({ ...position, name: 'x'.repeat(64) })],
    ['a NUL in the value', encodeJson({ ...position, value: 'a\0' })],
    ['a NUL in the name', encodeJson({ ...position, name: 'a\0' })],
    ['a number for the catalog', encodeJson({ ...BY_NAME, catalogCursor: 5 })],
    [
      'a long cursor of the catalog',
      encodeJson({ ...BY_NAME, catalogCursor: 'x'.repeat(4001) }),
    ],
    [
      'a prototype',
      Buffer.from('{"__proto__":{"orderBy":"name","order":"asc"}}').toString(
        'base64url',
      ),
    ],
  ])('is refused with %s', (_, text) => {
    expect(() => decodeCursor(text, BY_NAME)).toThrow(
      new InputError('cursor: does not belong to this list'),
    );
  });

  it.each([
    ['text', '2026-11-23'],
    ['before 1970', -1],
    ['not an integer', 1.5],
    ['later than any date', 8.64e15 + 1],
  ])('is refused with a time that is %s', (_, value) => {
    expect(() =>
      decodeCursor(encodeJson({ ...position, ...BY_TIME, value }), BY_TIME),
    ).toThrow(InputError);
  });
});
