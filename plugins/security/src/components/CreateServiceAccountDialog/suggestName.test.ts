import { valueOf } from '../../../dev/FakeSecurityApi';
import { suggestName } from './suggestName';

const KEY = valueOf({ hint: 'aB3d' });

describe('suggestName', () => {
  it.each([
    ['Nightly Build', 'nightly-build'],
    ['  Déploiement (prod) – v2! ', 'deploiement-prod-v2'],
    ['2nd try', 'nd-try'],
    ['Terraform__drift', 'terraform-drift'],
    [`${'long '.repeat(12)}abcd`, `${'long-'.repeat(12)}abc`],
    ['a'.repeat(62).concat(' b'), 'a'.repeat(62)],
    ['x', ''],
    [KEY, ''],
    [`Token ${KEY}`, ''],
    [KEY.slice(0, 20), ''],
    ['夜间构建', ''],
    ['', ''],
  ])('makes of %p the name %p', (title, name) => {
    expect(suggestName(title)).toBe(name);
  });
});
