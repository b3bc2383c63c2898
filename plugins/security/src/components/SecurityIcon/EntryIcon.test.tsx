import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  EvaluatePermissionResponse,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { act, render, screen } from '@testing-library/react';
import { EntryIcon } from './EntryIcon';

function renderEntry(authorize?: () => Promise<EvaluatePermissionResponse>) {
  const apis = authorize ? [[permissionApiRef, { authorize }] as const] : [];
  const { container } = render(
    <TestApiProvider apis={apis}>
      <a href="/security">
        <EntryIcon /> Security
      </a>
      <h1>
        <EntryIcon /> Security
      </h1>
    </TestApiProvider>,
  );
  return {
    entry: () => screen.queryByRole('link'),
    iconOfPage: () => container.querySelector('h1 svg'),
  };
}

describe('EntryIcon', () => {
  // An answer is shared for two seconds.
  beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));
  afterEach(() => {
    jest.advanceTimersByTime(2_000);
    jest.useRealTimers();
  });

  it.each([
    ['may not see the module', async () => ({ result: AuthorizeResult.DENY })],
    ['cannot be asked about', () => Promise.reject(new Error('503'))],
  ] as Array<[string, () => Promise<EvaluatePermissionResponse>]>)(
    'hides the entry of who %s, and is drawn on the page',
    async (_, authorize) => {
      const { entry, iconOfPage } = renderEntry(authorize);
      await act(() => jest.advanceTimersByTimeAsync(100));

      expect(entry()).not.toBeInTheDocument();
      expect(iconOfPage()).toBeVisible();
    },
  );

  it('brings up the entry when the answer is yes, and not before', async () => {
    let answer = (_: EvaluatePermissionResponse) => {};
    const { entry, iconOfPage } = renderEntry(
      () => new Promise(resolve => (answer = resolve)),
    );
    await act(() => jest.advanceTimersByTimeAsync(100));
    expect(entry()).not.toBeInTheDocument();
    expect(iconOfPage()).toBeVisible();

    answer({ result: AuthorizeResult.ALLOW });
    expect(await screen.findByRole('link')).toBeVisible();
    expect(iconOfPage()).toBeVisible();
  });

  it('hides the entry in an app that has no permissions to ask about', () => {
    const { entry, iconOfPage } = renderEntry();

    expect(entry()).not.toBeInTheDocument();
    expect(iconOfPage()).toBeVisible();
  });
});
