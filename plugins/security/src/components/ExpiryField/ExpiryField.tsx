import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApiKeyPolicy } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { securityTranslationRef } from '../../translation';
import { TextInput } from '../TextInput/TextInput';
import { daysOf, endOf, Expiry, lifetimesOf } from './expiry';

/** When a new key is to end, within what the portal allows. */
export function ExpiryField({
  label,
  policy,
  value,
  onChange,
}: {
  label: string;
  policy: ApiKeyPolicy;
  value: Expiry;
  onChange(value: Expiry): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute, day, duration } = useDates();
  const end = endOf(value, policy);
  const limits = t('expiry.limits', {
    longest: duration(policy.maxLifetimeSeconds),
  });

  function help() {
    if (end === null) {
      return t('expiry.neverHelp');
    }
    return end
      ? `${t('expiry.ends', { time: absolute(end) })} ${limits}`
      : limits;
  }

  function choose(chosen: string) {
    const choice =
      chosen === 'day' || chosen === 'never' ? chosen : Number(chosen);
    onChange({ ...value, choice });
  }

  const { first, last } = daysOf(policy);
  const days = { first: day(first), last: day(last) };
  return (
    <>
      <TextInput
        select
        id="security-key-expiry"
        label={label}
        helperText={help()}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        value={value.choice}
        onChange={choose}
      >
        {lifetimesOf(policy).map(seconds => (
          <option key={seconds} value={seconds}>
            {seconds === policy.defaultLifetimeSeconds
              ? t('expiry.default', { duration: duration(seconds) })
              : t('expiry.after', { duration: duration(seconds) })}
          </option>
        ))}
        {first <= last && <option value="day">{t('expiry.day')}</option>}
        {policy.canNeverExpire && (
          <option value="never">{t('expiry.never')}</option>
        )}
      </TextInput>
      {value.choice === 'day' && (
        <TextInput
          type="date"
          id="security-key-last-day"
          label={t('expiry.lastDay')}
          InputLabelProps={{ shrink: true }}
          inputProps={{ min: first, max: last }}
          error={value.day && !end ? t('expiry.dayInvalid', days) : undefined}
          helperText={t('expiry.lastDayHelp', days)}
          value={value.day}
          onChange={chosen => onChange({ ...value, day: chosen })}
        />
      )}
    </>
  );
}
