import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import { PropsWithChildren, StrictMode } from 'react';
import { FakeSecurityApi } from '../../dev/FakeSecurityApi';
import { securityApiRef } from '../api';
import { useApiKeyFlow } from './useApiKeyFlow';

function renderFlow(api: FakeSecurityApi) {
  const showApiKey = jest.spyOn(api, 'showApiKey');
  const rendered = renderHook(() => useApiKeyFlow('ci', 'show'), {
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
});
