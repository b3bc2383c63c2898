import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { refusal } from '../../../dev/FakeSecurityApi';
import { RequestError } from './RequestError';

async function renderError(status: number) {
  const error = await refusal(status, 'Error', 'What the backend says');
  renderInTestApp(
    <RequestError error={error} onRetry={() => {}} onReload={() => {}} />,
  );
  const alert = await screen.findByRole('alert');
  const buttons = screen
    .queryAllByRole('button')
    .map(({ textContent }) => textContent);
  return { alert, buttons };
}

describe('RequestError', () => {
  it.each([
    [400, []],
    [403, []],
    [404, []],
    [409, ['Reload']],
    [503, ['Retry']],
  ])('offers after %d: %p', async (status, expected) => {
    const { buttons } = await renderError(status);
    expect(buttons).toEqual(expected);
  });

  it('says in plain words that the session has ended', async () => {
    const { alert, buttons } = await renderError(401);
    expect(alert).toHaveTextContent(/^Your session has ended\. Sign in again/);
    expect(buttons).toEqual(['Retry']);
  });
});
