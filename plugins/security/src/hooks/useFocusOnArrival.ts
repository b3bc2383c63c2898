import { RefObject, useEffect, useRef } from 'react';

/** For the heading of a page: whoever comes there goes on from it. */
export function useFocusOnArrival(): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}
