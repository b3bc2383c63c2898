import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { useId } from '../../hooks/useId';
import { securityTranslationRef } from '../../translation';
import { ScrollBox } from '../ScrollBox/ScrollBox';
import { AccessGroup, AccessLine } from './accessLines';

const useStyles = makeStyles(theme => ({
  title: {
    marginTop: theme.spacing(3),
  },
  table: {
    '& td, & th': {
      lineHeight: theme.typography.body2.lineHeight,
      verticalAlign: 'baseline',
      wordBreak: 'normal',
      overflowWrap: 'normal',
    },
  },
  // Where it is narrow, the answer is to be seen beside the name.
  name: {
    minWidth: theme.spacing(18),
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('xs')]: {
      whiteSpace: 'normal',
      '&&': {
        overflowWrap: 'anywhere',
      },
    },
  },
  answer: {
    minWidth: theme.spacing(32),
    [theme.breakpoints.down('xs')]: {
      minWidth: theme.spacing(24),
    },
  },
  nowrap: {
    whiteSpace: 'nowrap',
  },
}));

/** Permissions by plugin, as a policy knows them, and an answer to each. */
export function AccessTable({
  title,
  text,
  answer,
  groups,
  renderAnswer,
}: {
  title: string;
  text?: string;
  /** The title of the column of the answers. */
  answer: string;
  groups: AccessGroup[];
  renderAnswer(permission: AccessLine): ReactNode;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const id = useId();

  return (
    <>
      <Typography
        id={id}
        component="h4"
        variant="subtitle2"
        className={classes.title}
      >
        {title}
      </Typography>
      {text && <Typography variant="body2">{text}</Typography>}
      <ScrollBox labelledBy={id}>
        <Table size="small" className={classes.table} aria-labelledby={id}>
          <TableHead>
            <TableRow>
              <TableCell>{t('access.columns.permission')}</TableCell>
              <TableCell className={classes.answer}>{answer}</TableCell>
              <TableCell>{t('access.columns.action')}</TableCell>
              <TableCell>{t('access.columns.resourceType')}</TableCell>
            </TableRow>
          </TableHead>
          {groups.map(({ pluginId, note, permissions }) => (
            <TableBody key={pluginId}>
              <TableRow>
                <TableCell component="th" scope="rowgroup" colSpan={4}>
                  <strong>{pluginId}</strong>
                  {note && <> · {note}</>}
                </TableCell>
              </TableRow>
              {permissions.map(permission => (
                <TableRow key={permission.name}>
                  <TableCell
                    component="th"
                    scope="row"
                    role="rowheader"
                    className={classes.name}
                  >
                    <code>{permission.name}</code>
                  </TableCell>
                  <TableCell>{renderAnswer(permission)}</TableCell>
                  <TableCell>
                    {t(`permissions.${permission.action ?? 'use'}`)}
                  </TableCell>
                  <TableCell className={classes.nowrap}>
                    {permission.resourceType ? (
                      <code>{permission.resourceType}</code>
                    ) : (
                      t('access.noResourceType')
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          ))}
        </Table>
      </ScrollBox>
    </>
  );
}
