import Tooltip from '@material-ui/core/Tooltip';
import { useDates } from '../../hooks/useDates';

/** When something happened, with UTC and how long ago that is on hover. */
export function ExactTime({ time }: { time: string }) {
  const { absolute, relative, utc } = useDates();
  return (
    <Tooltip title={`${utc(time)} · ${relative(time)}`}>
      <time dateTime={time}>{absolute(time)}</time>
    </Tooltip>
  );
}
