import { createServiceAccountSchema } from 'backstage-plugin-security-common';
import {
  demoServiceAccounts,
  moreDemoServiceAccounts,
} from './demoServiceAccounts';

describe('demoServiceAccounts', () => {
  it.each([...demoServiceAccounts, ...moreDemoServiceAccounts])(
    'has a valid $name',
    account => {
      expect(createServiceAccountSchema.parse(account)).toEqual(account);
    },
  );
});
