import { screen, within } from '@testing-library/react';
import { refusal } from '../../../dev/FakeSecurityApi';
import {
  ANSWERS,
  openAccess,
  RULED_OUT,
  rows,
} from '../../__testUtils__/openAccess';

describe('the report of the access', () => {
  it('is narrowed down by decision, plugin and name', async () => {
    const filter = (name: string) => screen.getByRole('combobox', { name });
    const { user, click, check, summary } = await openAccess({}, api => {
      api.policy = {
        'catalog.entity.delete': { decision: 'denied' },
        'catalog.location.read': { decision: 'denied' },
      };
    });
    await check();
    expect(await summary()).toHaveTextContent('5 of 5');
    const decision = filter('Decision');
    expect(Array.from(decision.children, each => each.textContent)).toEqual([
      'Any',
      'Allowed (2)',
      'Denied (2)',
      'Ruled out (1)',
    ]);
    await user.selectOptions(decision, 'Denied (2)');
    expect(rows(ANSWERS).map(([name]) => name)).toEqual([
      'catalog · Not called for 90 days',
      'catalog.entity.delete',
      'catalog.location.read',
    ]);
    expect(
      screen.queryByRole('table', { name: RULED_OUT }),
    ).not.toBeInTheDocument();
    await user.type(
      screen.getByRole('searchbox', { name: 'Permission' }),
      'ENTITY',
    );
    expect(rows(ANSWERS)).toHaveLength(2);
    expect(await summary()).toHaveTextContent('1 of 5');

    await user.selectOptions(filter('Plugin'), 'security');
    expect(
      screen.queryByRole('table', { name: ANSWERS }),
    ).not.toBeInTheDocument();
    expect(await summary()).toHaveTextContent('0 of 5');
    await click('Clear filters');
    expect(await summary()).toHaveTextContent('5 of 5');

    await user.selectOptions(filter('Decision'), 'Ruled out (1)');
    expect(rows(RULED_OUT)).toEqual([
      ['security · Takes no API keys'],
      ['security.configuration.read', 'Allowed', 'Read', 'None'],
    ]);
  });

  it('can be asked for again after an error that may pass', async () => {
    const { click, getAccess, summary } = await openAccess();
    getAccess.mockRejectedValueOnce(
      await refusal(503, 'ServiceUnavailableError', 'It cannot be asked'),
    );
    await click('Check access');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The access could not be checked. It cannot be asked',
    );
    await click('Retry');
    expect(await summary()).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([403, 404])('is not asked for again after %d', async status => {
    const { click, getAccess } = await openAccess();
    getAccess.mockRejectedValue(
      await refusal(status, 'Error', 'It is refused'),
    );
    await click('Check access');
    expect(await screen.findByRole('alert')).toHaveTextContent('It is refused');
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });

  it('says that it waits for the policy', async () => {
    const { click, getAccess, access } = await openAccess();
    getAccess.mockReturnValue(new Promise(() => {}));
    await click('Check access');
    expect(await within(access).findByRole('status')).toHaveTextContent(
      'Asking the permission policy…',
    );
  });
});
