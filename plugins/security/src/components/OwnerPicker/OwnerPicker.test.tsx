import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { UserEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { valueOf } from '../../../dev/FakeSecurityApi';
import { OwnerPicker } from './OwnerPicker';

function entity(
  kind: string,
  name: string,
  title: string,
  namespace = 'default',
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace, title },
  };
}

const entities = [
  ...Array.from({ length: 30 }, (_, index) =>
    entity('Group', `squad-${index + 10}`, `Squad ${index + 10}`),
  ),
  entity('Group', 'zebra', 'Zebra'),
  // More than are shown, and before all people.
  ...Array.from({ length: 30 }, (_, index) =>
    entity('User', `a-robot-${index}`, `Robot ${index}`, 'service-account'),
  ),
  entity('User', 'amara', 'Amara'),
];

function renderPicker(props: { helperText?: string } = {}, initialValue = '') {
  const user = userEvent.setup({ delay: null });
  const onChange = jest.fn();
  function Form() {
    const [value, setValue] = useState(initialValue);
    return (
      <OwnerPicker
        id="owner"
        value={value}
        onChange={ref => {
          setValue(ref);
          onChange(ref);
        }}
        {...props}
      />
    );
  }
  const catalogApi = catalogApiMock({ entities });
  renderInTestApp(<Form />, {
    apis: [
      catalogApi,
      mockApis.identity({
        ownershipEntityRefs: ['user:default/amara', 'group:default/zebra'],
      }),
    ],
  });
  return { user, onChange, catalogApi };
}

const owner = () => screen.findByRole('combobox', { name: 'Owner' });

async function optionsIn(heading: string) {
  const group = await screen.findByRole('group', { name: heading });
  return within(group)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
}

describe('OwnerPicker', () => {
  it('offers my groups, then a few groups and people', async () => {
    const { user } = renderPicker();
    await user.click(await owner());
    expect(await optionsIn('My groups')).toEqual(['Zebragroup:default/zebra']);
    expect(await optionsIn('Groups')).toHaveLength(10);
    expect(await optionsIn('People')).toEqual(['Amarauser:default/amara']);
    expect(
      screen
        .getAllByRole('group')
        .map(group => group.getAttribute('aria-label')),
    ).toEqual(['My groups', 'Groups', 'People']);
  });

  it('searches on the server', async () => {
    const { user } = renderPicker();
    await user.type(await owner(), 'squad-39');
    expect(
      await screen.findByRole('option', { name: /Squad 39/ }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });

  it.each([
    ['pasted', (user: UserEvent, key: string) => user.paste(key)],
    ['typed', (user: UserEvent, key: string) => user.keyboard(key)],
  ])('asks nobody about an API key that is %s', async (_, enter) => {
    const { user, catalogApi } = renderPicker();
    const asked = jest.spyOn(catalogApi, 'queryEntities');
    await user.click(await owner());
    await screen.findByRole('option', { name: /Zebra/ });
    await enter(user, valueOf({ hint: 'aB3d' }));
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(asked).toHaveBeenCalled();
    expect(JSON.stringify(asked.mock.calls)).not.toMatch(/bsak_./);
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('shows the title of what was chosen, and its ref below', async () => {
    const { user, onChange } = renderPicker({ helperText: 'Who answers' });
    expect(await owner()).toHaveAccessibleDescription('Who answers');
    await user.type(await owner(), 'zeb');
    await user.click(await screen.findByRole('option', { name: /Zebra/ }));
    expect(onChange).toHaveBeenLastCalledWith('group:default/zebra');
    expect(await owner()).toHaveValue('Zebra');
    expect(await owner()).toHaveAccessibleDescription('group:default/zebra');

    await user.clear(await owner());
    expect(onChange).toHaveBeenLastCalledWith('');
  });

  it('is a filter without help', async () => {
    const { user } = renderPicker();
    await user.type(await owner(), 'zeb');
    await user.click(await screen.findByRole('option', { name: /Zebra/ }));
    expect(await owner()).toHaveAccessibleDescription('');
  });

  it('shows the title of who was chosen before', async () => {
    renderPicker({}, 'group:default/zebra');
    await waitFor(async () => expect(await owner()).toHaveValue('Zebra'));
  });

  it('shows the ref of who is gone from the catalog', async () => {
    renderPicker({}, 'group:default/gone');
    expect(await owner()).toHaveValue('group:default/gone');
  });
});
