import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { ApiKeyRefusal, VerifiedApiKey } from './VerifiedApiKey';

const RESULTS = [
  'valid',
  'unknown',
  'malformed',
  'ended',
  'disabled',
  'unavailable',
] as const;

/** What came of a verification, and whether the answer was known before. */
export interface VerificationOutcome {
  apiKey?: VerifiedApiKey;
  /** Where there is no key. */
  refusal?: ApiKeyRefusal | 'malformed' | 'unavailable';
  isRemembered: boolean;
}

const CONFIRMATIONS = {
  confirmed: { 'security.confirmation.result': 'confirmed' },
  unavailable: { 'security.confirmation.result': 'unavailable' },
};

// Made once: every call with a key comes by here.
const attributesOf = (isRemembered: boolean) =>
  Object.fromEntries(
    RESULTS.map(result => [
      result,
      {
        'security.verification.result': result,
        'security.verification.cached': isRemembered,
      },
    ]),
  );
const REMEMBERED = attributesOf(true);
const FOUND_OUT = attributesOf(false);

/** What one plugin counts of the verification of keys. */
export class VerificationMetrics {
  readonly #verifications: MetricsServiceCounter;
  readonly #duration: MetricsServiceHistogram;
  readonly #confirmations: MetricsServiceCounter;

  constructor(metrics: MetricsService) {
    this.#verifications = metrics.createCounter(
      'security.api_key.verifications',
      {
        description: 'Calls with an API key, by what came of verifying it',
        unit: '{verification}',
      },
    );
    this.#duration = metrics.createHistogram(
      'security.api_key.verification.duration',
      {
        description: 'How long it took to find out what an API key is good for',
        unit: 's',
        advice: {
          explicitBucketBoundaries: [
            0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
            0.5, 1, 2.5, 5,
          ],
        },
      },
    );
    this.#confirmations = metrics.createCounter(
      'security.api_key.confirmations',
      {
        description:
          'Times that a process asked what has ended of what it remembers',
        unit: '{confirmation}',
      },
    );
  }

  /** @param began - when it began, by `performance.now()` */
  record({ refusal, isRemembered }: VerificationOutcome, began: number): void {
    const attributes = (isRemembered ? REMEMBERED : FOUND_OUT)[
      refusal ?? 'valid'
    ];
    this.#verifications.add(1, attributes);
    this.#duration.record((performance.now() - began) / 1000, attributes);
  }

  countConfirmation(result: keyof typeof CONFIRMATIONS): void {
    this.#confirmations.add(1, CONFIRMATIONS[result]);
  }
}
