import { createServiceAccountSchema } from 'backstage-plugin-security-common';
import { demoServiceAccounts } from './demoServiceAccounts';

describe('demoServiceAccounts', () => {
  it.each(demoServiceAccounts)('has a valid $name', account => {
    expect(createServiceAccountSchema.parse(account)).toEqual(account);
  });
});
