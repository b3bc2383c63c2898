import { discoveryApiRef, IdentityApi } from '@backstage/core-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { personas } from './personas';
import { PersonaSignInPage } from './PersonaSignInPage';

const fetchMock = jest.fn<Promise<Response>, Parameters<typeof fetch>>();

const token = `e30.${btoa(JSON.stringify({ exp: 4e9 }))}.s`;
const session = {
  profile: { displayName: 'Chen Wei' },
  backstageIdentity: {
    token,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/chen.wei',
      ownershipEntityRefs: ['user:default/chen.wei'],
    },
  },
};

async function renderPage() {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  await renderInTestApp(
    <TestApiProvider apis={[[discoveryApiRef, mockApis.discovery()]]}>
      <PersonaSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return onSignInSuccess;
}

function signInButton(name: string) {
  return screen.findByRole('button', { name: `Sign in as ${name}` });
}

function answer(status: number, body: object) {
  fetchMock.mockResolvedValueOnce({
    ok: status === 200,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => body,
    text: async () => JSON.stringify(body),
  } as Response);
}

describe('PersonaSignInPage', () => {
  beforeEach(() => {
    sessionStorage.clear();
    fetchMock.mockReset();
    global.fetch = fetchMock;
  });

  it('offers every persona and says what each may do', async () => {
    await renderPage();

    for (const { name, role, may } of personas) {
      await expect(signInButton(name)).resolves.toBeEnabled();
      expect(screen.getByRole('heading', { name })).toBeVisible();
      expect(screen.getByText(role)).toBeVisible();
      expect(screen.getAllByText(may)).toHaveLength(1);
    }
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('signs in as the chosen one, until signing out', async () => {
    answer(200, session);
    const onSignInSuccess = await renderPage();

    await userEvent.click(await signInButton('Chen Wei'));

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [url, init] = fetchMock.mock.calls[0];
    expect(url).toBe('http://example.com/api/auth/persona/refresh');
    expect(new Headers(init?.headers).get('x-persona')).toBe(
      'user:default/chen.wei',
    );
    expect(sessionStorage.getItem('persona')).toBe('user:default/chen.wei');

    const [identity] = onSignInSuccess.mock.calls[0];
    await expect(identity.getCredentials()).resolves.toEqual({ token });
    await identity.signOut();
    expect(sessionStorage.getItem('persona')).toBeNull();
  });

  it('signs in again after a reload', async () => {
    sessionStorage.setItem('persona', 'user:default/chen.wei');
    answer(200, session);

    const onSignInSuccess = await renderPage();

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('says why signing in failed and lets choose again', async () => {
    answer(404, {
      error: { name: 'NotFoundError', message: 'User not found' },
    });
    const onSignInSuccess = await renderPage();

    await userEvent.click(await signInButton('Chen Wei'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Could not sign in.*User not found/,
    );
    expect(sessionStorage.getItem('persona')).toBeNull();

    answer(200, session);
    await userEvent.click(await signInButton('Chen Wei'));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });
});
