import Avatar from '@material-ui/core/Avatar';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardActions from '@material-ui/core/CardActions';
import CardContent from '@material-ui/core/CardContent';
import CardHeader from '@material-ui/core/CardHeader';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Persona } from './personas';

const useStyles = makeStyles(theme => ({
  card: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
  },
  header: {
    paddingBottom: 0,
  },
  avatar: {
    width: theme.spacing(7),
    height: theme.spacing(7),
    fontWeight: 'bold',
    color: theme.palette.primary.contrastText,
    backgroundColor: theme.palette.primary.main,
  },
  content: {
    flexGrow: 1,
  },
  actions: {
    padding: theme.spacing(0, 2, 2),
  },
}));

export function PersonaCard(props: {
  persona: Persona;
  onChoose(persona: Persona): void;
}) {
  const classes = useStyles();
  const { name, role, may } = props.persona;
  return (
    <li>
      <Card className={classes.card}>
        <CardHeader
          className={classes.header}
          avatar={
            <Avatar aria-hidden className={classes.avatar}>
              {initialsOf(name)}
            </Avatar>
          }
          title={name}
          titleTypographyProps={{ variant: 'h5', component: 'h3' }}
          subheader={role}
        />
        <CardContent className={classes.content}>
          <Typography>{may}</Typography>
        </CardContent>
        <CardActions className={classes.actions}>
          <Button
            fullWidth
            variant="outlined"
            color="primary"
            onClick={() => props.onChoose(props.persona)}
          >
            Sign in as {name}
          </Button>
        </CardActions>
      </Card>
    </li>
  );
}

function initialsOf(name: string): string {
  return name.replace(/(\p{L})\p{L}*\s*/gu, '$1');
}
