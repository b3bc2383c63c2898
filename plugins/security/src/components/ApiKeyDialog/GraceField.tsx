import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApiKeyPolicy } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';

const HOUR_SECONDS = 60 * 60;
const PERIODS = [1, 24, 7 * 24, 30 * 24].map(hours => hours * HOUR_SECONDS);

/** For how long the old key works on beside the new one, in seconds. */
export function GraceField({
  policy,
  value,
  helperText,
  onChange,
}: {
  policy: ApiKeyPolicy;
  /** 0 for not at all. */
  value: number;
  helperText: string;
  onChange(value: number): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { duration } = useDates();
  const longest = policy.maxGraceSeconds;
  const periods = [...PERIODS.filter(period => period < longest), longest];
  return (
    <TextInput
      select
      id="security-key-grace"
      label={t('apiKeyDialog.rotate.grace')}
      helperText={helperText}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      value={value}
      onChange={chosen => onChange(Number(chosen))}
    >
      <option value={0}>{t('apiKeyDialog.rotate.graceNone')}</option>
      {periods.map(period => (
        <option key={period} value={period}>
          {t('apiKeyDialog.rotate.graceFor', { duration: duration(period) })}
        </option>
      ))}
    </TextInput>
  );
}
