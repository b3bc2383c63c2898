import { useState } from 'react';

let count = 0;

/** An id for an element; React has its own only since version 18. */
export function useId(): string {
  return useState(() => `security-${++count}`)[0];
}
