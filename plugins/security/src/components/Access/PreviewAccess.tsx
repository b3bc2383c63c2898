import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  PreviewAccess as Changes,
  previewAccessSchema,
} from 'backstage-plugin-security-common';
import { lazy, Suspense, useState } from 'react';
import { securityTranslationRef } from '../../translation';

const AccessPreview = lazy(() =>
  import('./AccessPreview').then(m => ({ default: m.AccessPreview })),
);

const useStyles = makeStyles(theme => ({
  root: {
    marginTop: theme.spacing(2),
    '& > button': {
      marginBottom: theme.spacing(1),
    },
  },
}));

/** Offers to say what a change would do to the account's access. */
export function PreviewAccess({
  name,
  changes,
}: {
  /** Of the account. */
  name: string;
  /** As they would be saved; those that its access does not depend on are left. */
  changes: Changes;
}) {
  const { ownerRef, principal, plugins, restrictions } = changes;
  const relevant = JSON.stringify({
    ownerRef,
    principal,
    plugins,
    restrictions,
  });
  const request = previewAccessSchema.safeParse(JSON.parse(relevant));
  // With other changes goes what was shown of these.
  return <Preview key={relevant} name={name} request={request.data} />;
}

function Preview({
  name,
  request,
}: {
  name: string;
  /** Undefined when there is nothing to ask, or nothing that could be saved. */
  request: Changes | undefined;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const [timesAsked, setTimesAsked] = useState(0);

  return (
    <div className={classes.root}>
      <Button
        color="primary"
        variant="outlined"
        disabled={!request}
        onClick={() => setTimesAsked(timesAsked + 1)}
      >
        {t('access.preview.button')}
      </Button>
      {request && timesAsked > 0 && (
        <Suspense fallback={<Progress />}>
          <AccessPreview key={timesAsked} name={name} changes={request} />
        </Suspense>
      )}
    </div>
  );
}
