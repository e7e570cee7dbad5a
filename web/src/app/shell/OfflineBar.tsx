import { useEffect, useState } from 'react';
import { onNews } from '../../api/client';
import { Icon } from '../../ui/icons';
import { m } from '../messages';

/** Says so when the line is down, and that typing may go on: drafts stay in this browser. */
export function OfflineBar() {
  const [up, setUp] = useState(navigator.onLine);
  useEffect(() => {
    const change = (): void => setUp(navigator.onLine);
    window.addEventListener('online', change);
    window.addEventListener('offline', change);
    const stop = onNews((news) => {
      if (news.kind === 'line') setUp(news.up);
    });
    return () => {
      window.removeEventListener('online', change);
      window.removeEventListener('offline', change);
      stop();
    };
  }, []);
  return (
    <div role="status">
      {up ? null : (
        <p className="offline-bar">
          <Icon name="offline" size={16} /> {m.shell.offline}
        </p>
      )}
    </div>
  );
}
