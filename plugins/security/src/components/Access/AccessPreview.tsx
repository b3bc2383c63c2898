import { Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  AccessPreview as Preview,
  PermissionPreview,
  PreviewAccess,
} from 'backstage-plugin-security-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { securityApiRef } from '../../api';
import { useNumber } from '../../hooks/useNumber';
import { securityTranslationRef } from '../../translation';
import { RequestError } from '../RequestError/RequestError';
import { AccessChanges } from './AccessChanges';
import { DecidedBy } from './DecidedBy';

/** What the account could do once it is changed, against now. */
export function AccessPreview({
  name,
  changes,
}: {
  name: string;
  changes: PreviewAccess;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const securityApi = useApi(securityApiRef);
  const number = useNumber();
  const {
    value: preview,
    loading,
    error,
    retry,
  } = useAsyncRetry(
    () => securityApi.previewAccess(name, changes),
    // It is another component for other changes.
    [securityApi, name],
  );
  if (error && !loading) {
    return (
      <RequestError
        error={error}
        title={t('access.preview.failed')}
        onRetry={retry}
      />
    );
  }
  return (
    <>
      {!preview && <Progress />}
      <Typography variant="body2" role="status">
        {preview
          ? t('access.preview.summary', numbersOf(preview, number))
          : t('access.checking')}
      </Typography>
      {preview && (
        <>
          <DecidedBy decidedBy={preview.decidedBy} />
          {preview.askedAs && (
            <Typography variant="body2">
              {t('access.preview.askedAs', {
                askedAs: <code>{preview.askedAs}</code>,
                ref: <code>{preview.entityRef}</code>,
              })}
            </Typography>
          )}
          <AccessChanges preview={preview} />
        </>
      )}
    </>
  );
}

function numbersOf({ plugins }: Preview, number: (value: number) => string) {
  const permissions = plugins.flatMap(plugin => plugin.permissions);
  const count = (change: PermissionPreview['change']) =>
    number(permissions.filter(each => each.change === change).length);
  return { gained: count('gained'), lost: count('lost'), same: count('same') };
}
