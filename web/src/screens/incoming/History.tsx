import type { HistoryRow } from '../../api/types';
import { m } from '../../app/messages';
import { dateTime } from '../../lib/format';

const names: Record<string, string> = { ...m.entry.fields, handler_unit_id: m.entry.fields.handler, handler_name: m.entry.fields.handler };

/** Column names of the server in the words of the form. */
export const inWords = (detail: string): string => detail.replace(/[a-z]+(_[a-z]+)+|\b[a-z]{3,}\b/g, (word) => names[word] ?? word);

export function History({ rows }: { rows: HistoryRow[] | undefined }) {
  if (!rows || rows.length === 0) return null;
  return (
    <section className="history" aria-label={m.incoming.history}>
      <p className="history-title">{m.incoming.history}</p>
      <ul>
        {rows.map((row) => (
          <li key={`${row.at}${row.action}`}>
            <time>{dateTime(row.at)}</time> {[row.actor_name, [m.incoming.actions[row.action] ?? row.action, row.action === 'document.change' ? inWords(row.detail) : row.detail].filter(Boolean).join(', ')].filter(Boolean).join(': ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
