import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    overflowWrap: 'anywhere',
  },
});

/**
 * What the catalog calls a person or a group, with a link to it, and the ref on
 * hover. As long as that is not known, or when it is gone: what the ref says.
 */
export function EntityName({ entityRef }: { entityRef: string }) {
  const classes = useStyles();
  return isUserOrGroup(entityRef) ? (
    <EntityRefLink entityRef={entityRef} hideIcon className={classes.root} />
  ) : (
    <>{entityRef}</>
  );
}

/** What a plugin did by itself was done by `plugin:<id>`. */
function isUserOrGroup(ref: string): boolean {
  try {
    return ['user', 'group'].includes(parseEntityRef(ref).kind.toLowerCase());
  } catch {
    return false;
  }
}
