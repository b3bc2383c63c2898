import { useState } from 'react';

/** The question whether what somebody typed may be lost. */
export interface DiscardQuestion {
  discard(): void;
  keepEditing(): void;
}

/** Asks before a step that loses what somebody typed. */
export function useDiscardQuestion(hasChanges: boolean): {
  /** Does it at once where nothing is lost by it, or else after a yes. */
  askBefore(step: () => void): void;
  /** What waits for an answer: see `DiscardDialog`. */
  question: DiscardQuestion | undefined;
} {
  const [waiting, setWaiting] = useState<{ step(): void }>();
  return {
    askBefore: step => (hasChanges ? setWaiting({ step }) : step()),
    question: waiting && {
      discard() {
        setWaiting(undefined);
        waiting.step();
      },
      keepEditing: () => setWaiting(undefined),
    },
  };
}
