import { Content, Header, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { isError } from '@backstage/errors';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { PersonaCard } from './PersonaCard';
import { Persona, personas } from './personas';

const useStyles = makeStyles(theme => ({
  content: {
    maxWidth: 1200,
  },
  introduction: {
    maxWidth: '65ch',
    marginBottom: theme.spacing(3),
  },
  error: {
    marginBottom: theme.spacing(3),
  },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
    gap: theme.spacing(3),
    padding: 0,
    margin: 0,
    listStyle: 'none',
  },
}));

export function PersonaChoice(props: {
  error?: Error;
  onChoose(persona: Persona): void;
}) {
  const classes = useStyles();
  const title = useApi(configApiRef).getOptionalString('app.title');
  return (
    <Page themeId="home">
      <Header title={title ?? 'Backstage'} pageTitleOverride="Sign in" />
      <Content className={classes.content}>
        <Typography variant="h2" gutterBottom>
          Who are you today?
        </Typography>
        <Typography className={classes.introduction}>
          This is a development portal with an example organisation. Sign in as
          one of these people to see what the permission policy lets each of
          them do. No password needed.
        </Typography>
        {props.error && (
          <Alert severity="error" className={classes.error}>
            <AlertTitle>Could not sign in</AlertTitle>
            {reasonOf(props.error)}. If the backend has only just started, it
            may still be loading the catalog; try again in a moment.
          </Alert>
        )}
        <ul className={classes.cards}>
          {personas.map(persona => (
            <PersonaCard
              key={persona.entityRef}
              persona={persona}
              onChoose={props.onChoose}
            />
          ))}
        </ul>
      </Content>
    </Page>
  );
}

function reasonOf(error: Error): string {
  return isError(error.cause) ? error.cause.message : error.message;
}
