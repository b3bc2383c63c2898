import {
  StatusError,
  StatusOK,
  StatusWarning,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Block from '@material-ui/icons/Block';
import {
  AccountKeyState,
  AccountKeyStatus,
  daysLeft,
} from 'backstage-plugin-security-common';
import { ComponentType, PropsWithChildren } from 'react';
import { securityTranslationRef } from '../../translation';

type Icon = ComponentType<PropsWithChildren<{ variant?: 'body2' }>>;

const useStyles = makeStyles(theme => ({
  // As the status components of the portal.
  ended: {
    display: 'flex',
    alignItems: 'baseline',
    fontWeight: 500,
    '& svg': {
      flexShrink: 0,
      position: 'relative',
      top: '0.125em',
      width: '0.8em',
      height: '0.8em',
      marginRight: theme.spacing(1),
      color: theme.palette.text.secondary,
    },
  },
}));

/** The portal's own icon for this, `--`, looks like missing data. */
function StatusEnded({ children }: PropsWithChildren<{}>) {
  const classes = useStyles();
  return (
    <Typography component="span" variant="body2" className={classes.ended}>
      <Block />
      {children}
    </Typography>
  );
}

const ICONS: Record<Exclude<AccountKeyStatus, 'none'>, Icon> = {
  active: StatusOK,
  retiring: StatusWarning,
  disabled: StatusEnded,
  lost: StatusError,
  expired: StatusError,
  revoked: StatusEnded,
};

/** How a key stands, or all keys of an account, in a word and with an icon. */
export function ApiKeyStatusLabel({
  state,
  now,
}: {
  state: Pick<AccountKeyState, 'status' | 'worksUntil'>;
  now: number;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const { status } = state;
  if (status === 'none') {
    return <>{t('keyStatus.none')}</>;
  }
  const days = status === 'active' ? daysLeft(state, now) : undefined;
  const Status = days === undefined ? ICONS[status] : StatusWarning;
  return (
    // The status components of the portal are hidden from screen readers.
    <Status variant="body2" aria-hidden={undefined} aria-label={undefined}>
      {days === undefined
        ? t(`keyStatus.${status}`)
        : t('keyStatus.expiresIn', { count: days })}
    </Status>
  );
}
