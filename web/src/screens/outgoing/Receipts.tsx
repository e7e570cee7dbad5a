// Who received the document, and what became of it.
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import * as issuing from '../../api/issuing';
import type { Issuing, Receipt } from '../../api/issuing';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Glyph } from '../../ui/status';
import { ReasonDialog } from './ReasonDialog';

const glyph = { sent: 'none', arrived: 'info', registered: 'ok', refused: 'bad', withdrawn: 'warn' } as const;

export function Receipts({ id, view, onAfter }: { id: string; view: Issuing; onAfter: (after: Issuing) => void }) {
  const { unit, can } = useSession();
  const [noting, setNoting] = useState<{ receipt: Receipt; state: 'registered' | 'refused' } | null>(null);
  return (
    <>
      {view.links.map((one) => (
        <p key={one.document} className="issue-line">
          {m.issuing.link[one.kind]}:{' '}
          <Link to={(one.direction === 'draft' ? '/van-ban-di/soan/$id' : '/van-ban-di/$id') as never} params={{ id: one.document } as never}>
            {one.symbol ?? one.subject}
          </Link>
          . {one.reason}
        </p>
      ))}
      {view.receipts.length > 0 ? (
        <section className="issue-part" aria-label={m.issuing.receipts}>
          <h3>{m.issuing.receipts}</h3>
          <ul className="issue-list">
            {view.receipts.map((one) => (
              <li key={one.id}>
                <Glyph status={glyph[one.state]} /> <strong>{one.to_name}</strong>: {m.issuing.receipt[one.state]}
                {one.number_text ? `, ${one.in_system ? m.issuing.receiptNumber(one.number_text) : one.number_text}` : ''}
                <span className="soft">
                  {' '}
                  {dateTime(one.at)}
                  {one.notice ? `, ${m.issuing.notice[one.notice]}` : ''}
                </span>
                {one.reason ? <blockquote>{one.reason}</blockquote> : null}
                {!one.in_system && one.state === 'sent' && can('register_document') ? (
                  <span className="issue-row">
                    <Button small kind="quiet" onClick={() => setNoting({ receipt: one, state: 'registered' })}>
                      {m.issuing.noteReceived}
                    </Button>
                    <Button small kind="quiet" onClick={() => setNoting({ receipt: one, state: 'refused' })}>
                      {m.issuing.noteRefused}
                    </Button>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {noting ? (
        <ReasonDialog
          title={`${noting.receipt.to_name}: ${m.issuing.receipt[noting.state]}`}
          label={noting.state === 'refused' ? m.issuing.reasonTitle.reason : m.issuing.receiptNumber('')}
          optional={noting.state === 'registered'}
          go={m.issuing.keep}
          onClose={() => setNoting(null)}
          onGo={async (note) => {
            onAfter(await issuing.noteReceipt(unit.code, id, noting.receipt.id, { state: noting.state, ...(note ? { note } : {}) }));
            setNoting(null);
          }}
        />
      ) : null}
    </>
  );
}
