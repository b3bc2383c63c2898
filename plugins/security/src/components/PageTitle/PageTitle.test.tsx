import { Header, TabbedLayout } from '@backstage/core-components';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { Link, Route, Routes } from 'react-router-dom';
import { PageTitle } from './PageTitle';

const config = { app: { title: 'Portal' } };

it('names page and portal, also below the header of the legacy system', async () => {
  renderInTestApp(
    <>
      <Header title="Security" />
      <TabbedLayout>
        <TabbedLayout.Route path="/" title="Users">
          <PageTitle title="Users · Security" />
        </TabbedLayout.Route>
      </TabbedLayout>
    </>,
    { config },
  );
  await waitFor(() => expect(document.title).toBe('Users · Security · Portal'));
});

it('leaves no name behind on a page that has none', async () => {
  renderInTestApp(
    <Routes>
      <Route
        path="/"
        element={
          <>
            <PageTitle title="Users" />
            <Link to="/nameless">Away</Link>
          </>
        }
      />
      <Route path="/nameless" element={<p>Nameless</p>} />
    </Routes>,
    { config },
  );
  await waitFor(() => expect(document.title).toBe('Users · Portal'));
  screen.getByRole('link', { name: 'Away' }).click();
  await waitFor(() => expect(document.title).toBe('Portal'));
});
