import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  AccessCondition,
  conditionParamText,
} from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  parts: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
  },
  details: {
    overflowWrap: 'anywhere',
  },
}));

/** What has to hold of a resource, in the words of the rules' authors. */
export function Conditions({ condition }: { condition: AccessCondition }) {
  const { t } = useTranslationRef(securityTranslationRef);
  if ('anyOf' in condition) {
    return <Parts title={t('access.anyOf')} parts={condition.anyOf} />;
  }
  if ('allOf' in condition) {
    return <Parts title={t('access.allOf')} parts={condition.allOf} />;
  }
  if ('not' in condition) {
    return <Parts title={t('access.not')} parts={[condition.not]} />;
  }
  return <Rule {...condition} />;
}

function Parts({ title, parts }: { title: string; parts: AccessCondition[] }) {
  const classes = useStyles();
  return (
    <>
      {title}
      <ul className={classes.parts}>
        {parts.map((part, index) => (
          <li key={index}>
            <Conditions condition={part} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Rule({
  rule,
  description,
  params = {},
}: Extract<AccessCondition, { rule: string }>) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <>
      {description && <div>{description}</div>}
      <div className={classes.details}>
        <code>{rule}</code>
        {Object.entries(params).map(([name, value]) => (
          <div key={name}>
            {t('access.param', { name, value: conditionParamText(value) })}
          </div>
        ))}
      </div>
    </>
  );
}
