import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityDisplayName,
  EntityRefLink,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { useContext } from 'react';
import { InDialog } from '../../hooks/useNotify';

const useStyles = makeStyles({
  root: {
    overflowWrap: 'anywhere',
  },
});

/**
 * What the catalog calls a person or a group, with a link to it, and the ref on
 * hover. As long as that is not known, or when it is gone: what the ref says.
 * In a dialog it is no link: who follows one loses a key that is shown once.
 */
export function EntityName({ entityRef }: { entityRef: string }) {
  const classes = useStyles();
  const isInDialog = useContext(InDialog);
  if (!isUserOrGroup(entityRef)) {
    return <>{entityRef}</>;
  }
  return isInDialog ? (
    <EntityDisplayName entityRef={entityRef} hideIcon />
  ) : (
    <EntityRefLink entityRef={entityRef} hideIcon className={classes.root} />
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
