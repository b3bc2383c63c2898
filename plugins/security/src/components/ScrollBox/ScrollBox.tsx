import { makeStyles } from '@material-ui/core/styles';
import {
  PropsWithChildren,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import useEvent from 'react-use/esm/useEvent';

const useStyles = makeStyles(theme => {
  const shadow =
    theme.palette.type === 'dark'
      ? 'rgba(0, 0, 0, 0.8)'
      : 'rgba(0, 0, 0, 0.25)';
  const edge = {
    content: '""',
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: theme.spacing(2),
    zIndex: 1,
    pointerEvents: 'none',
  } as const;
  return {
    root: {
      position: 'relative',
    },
    box: {
      overflowX: 'auto',
    },
    before: {
      '&::before': {
        ...edge,
        left: 0,
        background: `linear-gradient(to right, ${shadow}, transparent)`,
      },
    },
    after: {
      '&::after': {
        ...edge,
        right: 0,
        background: `linear-gradient(to left, ${shadow}, transparent)`,
      },
    },
  };
});

/** Scrolls sideways what is too wide, with a shadow where there is more. */
export function ScrollBox({
  labelledBy,
  children,
}: PropsWithChildren<{ labelledBy: string }>) {
  const classes = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState({ before: false, after: false });

  const measure = useCallback(() => {
    const {
      scrollLeft = 0,
      scrollWidth = 0,
      clientWidth = 0,
    } = box.current ?? {};
    const before = scrollLeft > 1;
    const after = scrollLeft + clientWidth < scrollWidth - 1;
    setHidden(was =>
      was.before === before && was.after === after ? was : { before, after },
    );
  }, []);
  useEffect(measure);
  useEvent('resize', measure);

  return (
    <div
      className={[
        classes.root,
        hidden.before && classes.before,
        hidden.after && classes.after,
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <div
        ref={box}
        role="region"
        // Whoever has no mouse scrolls it with the arrow keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-labelledby={labelledBy}
        className={classes.box}
        onScroll={measure}
      >
        {children}
      </div>
    </div>
  );
}
