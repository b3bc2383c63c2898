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
 * hover. As long as that is not known, or when it is gone: what the ref says. A
 * dialog has no link, which would lose what it holds.
 */
export function EntityName({ entityRef }: { entityRef: string }) {
  const classes = useStyles();
  const isInDialog = useContext(InDialog);
  if (!isEntityRef(entityRef)) {
    return <>{entityRef}</>;
  }
  return isInDialog ? (
    <EntityDisplayName entityRef={entityRef} hideIcon />
  ) : (
    <EntityRefLink entityRef={entityRef} hideIcon className={classes.root} />
  );
}

function isEntityRef(ref: string): boolean {
  try {
    parseEntityRef(ref);
    return true;
  } catch {
    return false;
  }
}
