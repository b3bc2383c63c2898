import { tokenTypes } from '@backstage/plugin-auth-node';
import { serviceAccountEntityRef } from 'backstage-plugin-security-common';
import { decodeJwt, decodeProtectedHeader } from 'jose';

/**
 * Whether this is a user token in the name of a service account, by what it
 * says of itself: whoever takes it verifies it.
 */
export function isAccountToken(token: string): boolean {
  const subject = readJwt(() => decodeJwt(token).sub);
  return (
    subject
      ?.toLocaleLowerCase('en-US')
      .startsWith(serviceAccountEntityRef('')) ?? false
  );
}

/** Whether it is of the kind that Backstage keeps in cookies. */
export function isLimitedToken(token: string): boolean {
  const type = readJwt(() => decodeProtectedHeader(token).typ);
  return type === tokenTypes.limitedUser.typParam;
}

/** The id of the key that it was signed with. */
export function signingKeyId(token: string): string | undefined {
  return readJwt(() => decodeProtectedHeader(token).kid);
}

function readJwt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
