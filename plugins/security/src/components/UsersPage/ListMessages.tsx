import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { ListAccountsResponse } from 'backstage-plugin-security-common';
import { UsersQuery } from '../../hooks/useUsersQuery';
import { securityTranslationRef } from '../../translation';
import { Message } from '../Message/Message';
import { NoServiceAccounts } from './NoServiceAccounts';

/** What is said of a list in which there is nothing to see. */
export function ListMessages({
  users,
  page,
}: {
  users: UsersQuery;
  page: ListAccountsResponse;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { query, isFiltered } = users;
  const { nextCursor } = page;
  if (nextCursor && page.items.length === 0) {
    return (
      <Message
        title={t('usersPage.nothingYet.title')}
        text={t('usersPage.nothingYet.text')}
        action={
          <Button
            variant="outlined"
            color="primary"
            onClick={() => users.goToPage(nextCursor)}
          >
            {t('usersPage.nothingYet.goOn')}
          </Button>
        }
      />
    );
  }
  if (isFiltered && page.items.length === 0) {
    return (
      <Message
        title={t('usersPage.nothingMatches.title')}
        text={t('usersPage.nothingMatches.text')}
        action={
          <Button
            variant="outlined"
            color="primary"
            onClick={users.clearFilters}
          >
            {t('usersPage.nothingMatches.clear')}
          </Button>
        }
      />
    );
  }
  // Service accounts come first, so none on the first page means none at all.
  const hasNone =
    !isFiltered && !query.cursor && page.items[0]?.type !== 'service-account';
  return hasNone ? <NoServiceAccounts /> : null;
}
