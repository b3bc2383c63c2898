import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  PolicyFinding,
  securityApiKeyConfigurePermission,
  securityApiKeyRevokePermission,
  securityConfigurationReadPermission,
  securityServiceAccountCreatePermission,
  securityServiceAccountDeletePermission,
  securityServiceAccountUpdatePermission,
  securityServicePrincipalConfigurePermission,
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';

const RIGHTS = {
  [securityConfigurationReadPermission.name]: 'read',
  [securityApiKeyConfigurePermission.name]: 'configure',
  [securityApiKeyRevokePermission.name]: 'revoke',
  [securityServiceAccountCreatePermission.name]: 'create',
  [securityServiceAccountUpdatePermission.name]: 'update',
  [securityServiceAccountDeletePermission.name]: 'delete',
  [securityServicePrincipalConfigurePermission.name]: 'becomeService',
} as const;

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(3),
  },
}));

/** What somebody is given by the policy, permission by permission. */
export function GivenAway({ finding }: { finding: PolicyFinding }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();

  function inWords({ name, decision }: PolicyFinding['permissions'][number]) {
    const right = RIGHTS[name];
    return t(`policyBanner.decisions.${decision}`, {
      right: right ? t(`policyBanner.rights.${right}`) : name,
      permission: name,
    });
  }

  return (
    <div>
      <Typography variant="body2">
        {t(`policyBanner.who.${finding.who}`)}
      </Typography>
      <ul className={classes.list}>
        {finding.permissions.map(permission => (
          <Typography key={permission.name} component="li" variant="body2">
            {inWords(permission)}
          </Typography>
        ))}
      </ul>
    </div>
  );
}
