import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import { renderSecurity } from '../../__testUtils__/renderSecurity';

describe('AccountPage', () => {
  it('leads back from an account that is not there', async () => {
    const user = userEvent.setup({ delay: null });
    renderSecurity(new FakeSecurityApi(), { path: '/service-account/gone' });
    expect(
      await screen.findByText(
        'user:service-account/gone does not exist, or you may not see it.',
      ),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(document.title).toMatch(/^There is no such account · /),
    );
    await user.click(screen.getByRole('link', { name: 'Back to Users' }));
    expect(screen.getByTestId('location')).toHaveTextContent(
      /^\/security\/users$/,
    );
  });

  it('offers no key for a person', async () => {
    const api = new FakeSecurityApi();
    api.users = [
      {
        type: 'user',
        entityRef: 'user:default/alice',
        namespace: 'default',
        name: 'alice',
        title: 'Alice',
      },
    ];
    renderSecurity(api, { path: '/default/alice' });
    expect(
      await screen.findByText(
        'This is a person. People sign in, and have no API key.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Alice' })).toHaveFocus();
    expect(
      screen.getByRole('link', { name: 'Open in the catalog' }),
    ).toHaveAttribute('href', '/catalog/default/user/alice');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
