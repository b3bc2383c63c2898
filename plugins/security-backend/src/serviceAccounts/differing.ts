import { isDeepStrictEqual } from 'node:util';
import { ServiceAccountRecord } from '../records/ServiceAccountRecord';
import { ServiceAccountChanges } from './ServiceAccountStore';

/** The fields that are to be other ones than now. */
export function differing(
  wanted: ServiceAccountChanges,
  account: ServiceAccountRecord,
): ServiceAccountChanges {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) =>
        !isDeepStrictEqual(value, account[field as keyof typeof account]),
    ),
  );
}
