import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import { PropsWithChildren, StrictMode } from 'react';
import { FakeSecurityApi, FULL_ACCESS } from '../../dev/FakeSecurityApi';
import { securityApiRef } from '../api';
import { ApiKeyAction, useApiKeyFlow } from './useApiKeyFlow';

function renderFlow(api: FakeSecurityApi, action: ApiKeyAction = 'show') {
  const showApiKey = jest.spyOn(api, 'showApiKey');
  const rendered = renderHook(() => useApiKeyFlow('ci', action), {
    wrapper: ({ children }: PropsWithChildren<{}>) => (
      <StrictMode>
        <TestApiProvider
          apis={[
            [securityApiRef, api],
            [identityApiRef, mockApis.identity()],
          ]}
        >
          {children}
        </TestApiProvider>
      </StrictMode>
    ),
  });
  return { ...rendered, showApiKey };
}

describe('useApiKeyFlow', () => {
  it('shows the key once although StrictMode mounts twice', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'ci', apiKeys: [api.makeKey()] });
    const { result, showApiKey } = renderFlow(api);

    await waitFor(() => expect(result.current.step.name).toBe('shown'));
    expect(showApiKey).toHaveBeenCalledTimes(1);
  });

  it('asks for no key once it is closed', async () => {
    const api = new FakeSecurityApi();
    const account = api.add({ name: 'ci' });
    let answer = (_account: typeof account) => {};
    jest
      .spyOn(api, 'getAccount')
      .mockReturnValue(new Promise(resolve => (answer = resolve)));
    const { unmount, showApiKey } = renderFlow(api);

    unmount();
    answer(account);
    await Promise.resolve();
    expect(showApiKey).not.toHaveBeenCalled();
  });

  it('generates the first key unasked where that was asked for before', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'ci' });
    const { result, showApiKey } = renderFlow(api, 'generate');

    await waitFor(() => expect(result.current.step.name).toBe('shown'));
    expect(showApiKey).toHaveBeenCalledTimes(1);
    expect(result.current.step).toMatchObject({ shown: { generated: true } });
  });

  it('asks before it generates another one', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'ci', apiKeys: [api.makeKey({ status: 'revoked' })] });
    const { result, showApiKey } = renderFlow(api, 'generate');

    await waitFor(() => expect(result.current.step.name).toBe('generate'));
    expect(showApiKey).not.toHaveBeenCalled();
  });

  it.each(['show', 'rotate', 'generate'] as const)(
    'does not %s without the right',
    async action => {
      const api = new FakeSecurityApi();
      api.add({
        name: 'ci',
        access: { ...FULL_ACCESS, canConfigureApiKey: false },
      });
      const { result, showApiKey } = renderFlow(api, action);

      await waitFor(() =>
        expect(result.current.step).toMatchObject({
          name: 'unavailable',
          reason: 'not-permitted',
        }),
      );
      expect(showApiKey).not.toHaveBeenCalled();
    },
  );

  it('settles the lost answer of the first key', async () => {
    const api = new FakeSecurityApi();
    api.add({ name: 'ci' });
    const { showApiKey } = api;
    api.showApiKey = async account => {
      await showApiKey.call(api, account);
      throw new TypeError('Failed to fetch');
    };
    const { result } = renderFlow(api, 'generate');
    await waitFor(() => expect(result.current.step.name).toBe('made'));
  });
});
