import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ApiKey } from 'backstage-plugin-security-common';
import { useDates } from '../../hooks/useDates';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(0.5),
    margin: 0,
    overflowWrap: 'anywhere',
    '& dt': {
      fontWeight: theme.typography.fontWeightBold,
    },
    '& dd': {
      margin: 0,
    },
  },
}));

/** What is known of a key, the key itself apart. */
export function ApiKeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { absolute, relative } = useDates();
  const classes = useStyles();

  function shown() {
    const { timesShown: count, lastShownAt, lastShownBy } = apiKey;
    return lastShownAt && lastShownBy
      ? t('apiKeyDialog.facts.shownTimes', {
          count,
          who: lastShownBy,
          time: absolute(lastShownAt),
        })
      : t('apiKeyDialog.facts.shownNever');
  }

  const facts = [
    [t('apiKeyDialog.facts.hint'), t('common.hint', { hint: apiKey.hint })],
    [
      t('apiKeyDialog.facts.created'),
      t('common.byWhom', {
        time: absolute(apiKey.createdAt),
        who: apiKey.createdBy,
      }),
    ],
    [
      t('apiKeyDialog.facts.expires'),
      apiKey.expiresAt
        ? absolute(apiKey.expiresAt)
        : t('apiKeyDialog.facts.noExpiry'),
    ],
    [
      t('apiKeyDialog.facts.lastUsed'),
      apiKey.lastUsedAt ? relative(apiKey.lastUsedAt) : t('common.never'),
    ],
    [t('apiKeyDialog.facts.shown'), shown()],
  ];

  return (
    <Typography component="dl" variant="body2" className={classes.facts}>
      {facts.flatMap(([fact, value]) => [
        <dt key={fact}>{fact}</dt>,
        <dd key={`${fact} value`}>{value}</dd>,
      ])}
    </Typography>
  );
}
