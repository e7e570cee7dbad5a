// Quiet bars above the page: the line is down, entries wait, one of them needs a look, a newer page is there.
import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/icons';
import { useLine } from '../line';
import { m } from '../messages';
import { useOutbox } from '../outbox';
import { useSession } from '../session';
import { reload, useNewVersion } from '../version';

export function Bars() {
  const { me } = useSession();
  const up = useLine();
  const { waiting, review } = useOutbox(me.account_id);
  const newer = useNewVersion();
  const words = [...(up ? (waiting > 0 ? [m.shell.sending(waiting)] : []) : [m.shell.offline(waiting)]), ...(review > 0 ? [m.shell.toReview(review)] : [])];
  return (
    <div role="status" className="no-print">
      {words.length > 0 ? (
        <p className="bar bar-warn">
          <Icon name={up ? 'upload' : 'offline'} size={16} />
          <span>{words.join('. ')}</span>
          {waiting + review > 0 ? (
            <Link to="/cho-gui" className="underlined">
              {m.shell.openOutbox}
            </Link>
          ) : null}
        </p>
      ) : null}
      {newer ? (
        <p className="bar">
          <Icon name="refresh" size={16} />
          <span>{m.shell.newVersion}</span>
          <Button small onClick={() => void reload()}>
            {m.shell.newVersionGo}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
