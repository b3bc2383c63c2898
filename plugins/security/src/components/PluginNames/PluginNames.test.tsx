import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { FakeSecurityApi } from '../../../dev/FakeSecurityApi';
import { securityApiRef } from '../../api';
import { PluginNames, RestrictionNames } from './PluginNames';

function render(element: JSX.Element, api = new FakeSecurityApi()) {
  const listPlugins = jest.spyOn(api, 'listPlugins');
  renderInTestApp(element, { apis: [[securityApiRef, api]] });
  return { listPlugins };
}

describe('PluginNames', () => {
  it('marks what this portal does not have', async () => {
    const { listPlugins } = render(
      <>
        <PluginNames ids={['catalog', 'elsewhere']} />
        <RestrictionNames
          restrictions={[
            { plugin: 'search' },
            {
              plugin: 'catalog',
              permissions: ['catalog.entity.read', 'catalog.entity.raed'],
            },
          ]}
        />
      </>,
    );
    await screen.findByText('elsewhere · Not in this portal');
    expect(
      screen.getAllByText(/Not in this portal/).map(each => each.textContent),
    ).toEqual([
      'elsewhere · Not in this portal',
      'catalog.entity.raed · Not in this portal',
    ]);
    expect(screen.getAllByText('All permissions')).toHaveLength(1);
    expect(listPlugins).toHaveBeenCalledTimes(1);
  });

  it('marks nothing when the portal cannot be asked', async () => {
    const api = new FakeSecurityApi();
    jest.spyOn(api, 'listPlugins').mockRejectedValue(new Error('no answer'));
    render(<PluginNames ids={['elsewhere']} />, api);
    expect(await screen.findByText('elsewhere')).toBeInTheDocument();
  });
});
