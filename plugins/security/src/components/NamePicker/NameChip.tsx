import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Chip, { ChipProps } from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/ReportProblemOutlined';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  // Long names wrap.
  root: {
    height: 'auto',
    minHeight: theme.spacing(3),
    maxWidth: '100%',
    margin: 3,
  },
  label: {
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
  },
  icon: {
    flexShrink: 0,
  },
  deleteIcon: {
    flexShrink: 0,
  },
}));

/** The name of a plugin or a permission, marked when the portal lacks it. */
export function NameChip({
  name,
  isUnknown,
  ...props
}: Omit<ChipProps, 'label'> & { name: string; isUnknown: boolean }) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <Chip
      size="small"
      variant={isUnknown ? 'outlined' : 'default'}
      {...props}
      classes={classes}
      icon={isUnknown ? <WarningIcon /> : undefined}
      label={isUnknown ? t('names.unknown', { name }) : name}
    />
  );
}
