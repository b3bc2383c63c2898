import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { ServiceAccount } from 'backstage-plugin-security-common';
import { lazy, Suspense, useRef, useState } from 'react';
import { AccountState } from '../../hooks/useAccount';
import { securityTranslationRef } from '../../translation';
import { Section } from '../Section/Section';

const AccessReport = lazy(() =>
  import('./AccessReport').then(m => ({ default: m.AccessReport })),
);

/** What the account may do, once somebody asks: that takes the backend time. */
export function AccessSection({
  account,
  isEditing,
  reload,
}: {
  account: ServiceAccount;
  isEditing: boolean;
  reload: AccountState['reload'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const [checks, setChecks] = useState(0);
  const check = () => setChecks(checks + 1);

  const titleRef = useRef<HTMLHeadingElement>(null);

  return (
    <Section
      title={t('access.title')}
      titleRef={titleRef}
      action={
        <Button color="primary" variant="outlined" onClick={check}>
          {t(checks === 0 ? 'access.check' : 'access.checkAgain')}
        </Button>
      }
    >
      <Typography variant="body2">{t('access.text')}</Typography>
      {checks > 0 && (
        <Suspense fallback={<Progress />}>
          <AccessReport
            account={account}
            check={checks}
            isEditing={isEditing}
            onCheckAgain={check}
            reload={reload}
            titleRef={titleRef}
          />
        </Suspense>
      )}
    </Section>
  );
}
