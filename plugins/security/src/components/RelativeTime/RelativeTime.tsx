import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Tooltip from '@material-ui/core/Tooltip';
import { useDates } from '../../hooks/useDates';
import { securityTranslationRef } from '../../translation';

/** How long ago, with the exact time on hover; "Never" without a time. */
export function RelativeTime({ time }: { time: string | undefined }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute, relative, utc } = useDates();
  if (!time) {
    return <>{t('common.never')}</>;
  }
  return (
    <Tooltip title={`${absolute(time)} · ${utc(time)}`}>
      <time dateTime={time}>{relative(time)}</time>
    </Tooltip>
  );
}
