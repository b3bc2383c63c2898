import { within } from '@testing-library/react';
import {
  ANY_KEY,
  openApiKeyDialog,
  withKey,
} from '../../__testUtils__/openApiKeyDialog';

describe('ShownStep', () => {
  it('tells what the portal takes the key for', async () => {
    const { dialog, click } = await openApiKeyDialog('Show API Key', api => ({
      apiKeys: [api.makeKey({ expiresAt: '2999-01-02T03:04:05.000Z' })],
      plugins: ['catalog', 'search'],
    }));
    await click('Test this key');
    expect(
      await within(dialog).findByText(/The key works\./),
    ).toBeInTheDocument();
    const facts = within(dialog).getAllByRole('term');
    const fact = (term: string) =>
      facts.find(each => each.textContent === term)?.nextSibling?.textContent;
    expect(fact('Who')).toBe('user:service-account/ci');
    expect(fact('Owns what belongs to')).toBe(
      'user:service-account/ci, group:default/platform',
    );
    expect(fact('Acts as')).toBe('A user, under the permission policy');
    expect(fact('May call')).toBe('catalog, search');
    expect(fact('Until')).toBe('2 Jan 2999, 03:04');
  });

  it('tells the restrictions of a service', async () => {
    const { dialog, click } = await openApiKeyDialog('Show API Key', api => ({
      ...withKey(api),
      principal: 'service',
      restrictions: [
        { plugin: 'catalog', permissions: ['catalog.entity.read'] },
        { plugin: 'search' },
      ],
    }));
    await click('Test this key');
    expect(
      await within(dialog).findByText('catalog (catalog.entity.read), search'),
    ).toBeInTheDocument();
  });

  it('says that the key is refused', async () => {
    const { dialog, click, api, field } = await openApiKeyDialog(
      'Show API Key',
      withKey,
    );
    await field();
    await api.revokeAllApiKeys({ namespace: 'service-account', name: 'ci' });
    await click('Test this key');
    expect(
      await within(dialog).findByText('The portal does not accept this key.'),
    ).toBeInTheDocument();
  });

  it('has snippets for this portal, without the key', async () => {
    const { user, dialog, field } = await openApiKeyDialog(
      'Show API Key',
      withKey,
    );
    await field();
    const tabs = await within(dialog).findAllByRole('tab');
    expect(tabs.map(tab => tab.textContent)).toEqual([
      'curl',
      'CI job',
      'MCP client',
    ]);
    const parts = [
      '/catalog/entities',
      '${{ secrets.BACKSTAGE_API_KEY }}',
      '/mcp-actions/v1',
    ];
    for (const [index, part] of parts.entries()) {
      await user.click(tabs[index]);
      const panel = within(dialog).getByRole('tabpanel');
      expect(panel).toHaveTextContent(part);
      expect(panel).toHaveTextContent('BACKSTAGE_API_KEY');
      expect(panel).not.toHaveTextContent(ANY_KEY);
    }
  });

  it('calls in the snippets only what the key may call', async () => {
    const { dialog, field } = await openApiKeyDialog('Show API Key', api => ({
      ...withKey(api),
      plugins: ['search'],
    }));
    await field();
    const panel = await within(dialog).findByRole('tabpanel');
    expect(panel).toHaveTextContent('/security/v1/self');
    expect(panel).not.toHaveTextContent('catalog');
  });
});
