import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import {
  PolicyCheckUp,
  securityApiKeyConfigurePermission,
} from 'backstage-plugin-security-common';
import { useState } from 'react';
import { useId } from '../../hooks/useId';
import { securityTranslationRef } from '../../translation';
import { GivenAway } from './GivenAway';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
  },
  // An alert leaves it as narrow as what is in it.
  message: {
    flexGrow: 1,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  details: {
    '& > *': {
      marginTop: theme.spacing(1),
    },
  },
  link: {
    color: 'inherit',
    textDecoration: 'underline',
  },
}));

/** What the permission policy lets somebody do who has no rights. */
export function PolicyBanner({ checkUp }: { checkUp: PolicyCheckUp }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const detailsId = useId();
  const [isOpen, setOpen] = useState(false);
  const { findings, dangerousSettings, policiesUrl } = checkUp;
  const areOff = checkUp.status === 'not-asked';

  function title() {
    if (areOff) {
      return t('policyBanner.off.title');
    }
    const given = findings.flatMap(({ who, permissions }) =>
      permissions
        .filter(({ decision }) => decision !== 'undecided')
        .map(({ name }) => ({ who, name })),
    );
    const keys = given.find(
      ({ name }) => name === securityApiKeyConfigurePermission.name,
    );
    const { who } = keys ?? given[0];
    return t(`policyBanner.title.${who}.${keys ? 'keys' : 'module'}`);
  }

  return (
    <Alert
      severity="warning"
      role="region"
      aria-label={t('policyBanner.label')}
      classes={{ message: classes.message }}
    >
      <div className={classes.head}>
        <Typography variant="subtitle2" component="p">
          {title()}
        </Typography>
        <Button
          size="small"
          color="inherit"
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'policyBanner.hide' : 'policyBanner.show')}
        </Button>
      </div>
      <Collapse in={isOpen} unmountOnExit>
        <div id={detailsId} className={classes.details}>
          {findings.map(finding => (
            <GivenAway key={finding.who} finding={finding} />
          ))}
          <Typography variant="body2">
            {t(areOff ? 'policyBanner.off.toDo' : 'policyBanner.toDo')}{' '}
            {policiesUrl ? (
              <Link to={policiesUrl} className={classes.link}>
                {t('policyBanner.policies')}
              </Link>
            ) : (
              t('policyBanner.policiesInDocs')
            )}
          </Typography>
          {dangerousSettings.length > 0 && (
            <Typography variant="body2">
              {t('policyBanner.settings', {
                settings: dangerousSettings.join(', '),
              })}
            </Typography>
          )}
        </div>
      </Collapse>
    </Alert>
  );
}
