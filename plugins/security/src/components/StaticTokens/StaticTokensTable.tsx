import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ExternalAccessEntry } from 'backstage-plugin-security-common';
import { securityTranslationRef } from '../../translation';
import { ScrollBox } from '../ScrollBox/ScrollBox';
import { SuggestedAccountLink } from './SuggestedAccountLink';
import { TokenLimits } from './TokenLimits';
import { tokenLabel } from './tokenLabel';

const useStyles = makeStyles(theme => ({
  table: {
    '& td, & th': {
      lineHeight: theme.typography.body2.lineHeight,
      padding: theme.spacing(1),
      verticalAlign: 'baseline',
      wordBreak: 'normal',
      overflowWrap: 'break-word',
    },
  },
  token: {
    minWidth: theme.spacing(20),
    '&&': {
      overflowWrap: 'anywhere',
    },
  },
}));

/** The tokens, each with what takes its place and a way there. */
export function StaticTokensTable({
  labelledBy,
  tokens,
  onChoose,
}: {
  /** The id of the title. */
  labelledBy: string;
  tokens: ExternalAccessEntry[];
  onChoose(token: ExternalAccessEntry): void;
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  return (
    <ScrollBox labelledBy={labelledBy}>
      <Table
        size="small"
        className={classes.table}
        aria-labelledby={labelledBy}
      >
        <TableHead>
          <TableRow>
            <TableCell>{t('staticTokens.columns.subject')}</TableCell>
            <TableCell>{t('staticTokens.columns.type')}</TableCell>
            <TableCell>{t('staticTokens.columns.limits')}</TableCell>
            <TableCell>{t('staticTokens.columns.account')}</TableCell>
            <TableCell>{t('staticTokens.columns.action')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {tokens.map(token => (
            <TableRow key={token.setting}>
              <TableCell
                component="th"
                scope="row"
                role="rowheader"
                className={classes.token}
              >
                {tokenLabel(token)}
                <Typography variant="caption" component="div">
                  {token.setting}
                </Typography>
              </TableCell>
              <TableCell>{token.type}</TableCell>
              <TableCell>
                <TokenLimits restrictions={token.accessRestrictions} />
              </TableCell>
              <TableCell>
                {token.account?.exists ? (
                  <SuggestedAccountLink account={token.account} />
                ) : (
                  t('staticTokens.noAccount')
                )}
              </TableCell>
              <TableCell>
                <Button
                  size="small"
                  variant="outlined"
                  aria-label={t('staticTokens.replaceOne', {
                    token: tokenLabel(token),
                  })}
                  onClick={() => onChoose(token)}
                >
                  {t('staticTokens.replace')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollBox>
  );
}
