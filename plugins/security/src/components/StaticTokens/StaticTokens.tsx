import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ExternalAccessEntry } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useId } from '../../hooks/useId';
import { securityTranslationRef } from '../../translation';
import type { AccountPreset } from '../CreateServiceAccountDialog/useCreateForm';
import { ReplaceTokenDialog } from './ReplaceTokenDialog';
import { StaticTokensTable } from './StaticTokensTable';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(1, 2),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
  },
}));

/** What may call the backend with a token of its configuration, folded up. */
export function StaticTokens({
  tokens,
  notToCreate,
  onCreate,
}: {
  tokens: ExternalAccessEntry[];
  /** Why no account can be created. */
  notToCreate: string | undefined;
  onCreate(preset: AccountPreset): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const titleId = useId();
  const detailsId = useId();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<ExternalAccessEntry>();

  return (
    <Paper
      role="group"
      variant="outlined"
      aria-labelledby={titleId}
      className={classes.root}
    >
      <div className={classes.head}>
        <Typography id={titleId} variant="subtitle2" component="h3">
          {t('staticTokens.title', { count: tokens.length })}
        </Typography>
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId : undefined}
          aria-describedby={titleId}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'staticTokens.hide' : 'staticTokens.show')}
        </Button>
      </div>
      <Collapse in={isOpen} unmountOnExit>
        <div id={detailsId}>
          <Typography variant="body2">{t('staticTokens.text')}</Typography>
          <StaticTokensTable
            labelledBy={titleId}
            tokens={tokens}
            onChoose={setChosen}
          />
        </div>
      </Collapse>
      {chosen && (
        <ReplaceTokenDialog
          token={chosen}
          notToCreate={notToCreate}
          onClose={() => setChosen(undefined)}
          onCreate={preset => {
            setChosen(undefined);
            onCreate(preset);
          }}
        />
      )}
    </Paper>
  );
}
