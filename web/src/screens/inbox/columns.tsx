// The lists of the scan inbox, one set of columns for each state.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { InboxItem, InboxTab } from '../../api/inbox';
import { m } from '../../app/messages';
import { date, dateTime, fileSize } from '../../lib/format';
import { Button } from '../../ui/Button';
import type { Column } from '../../ui/DataGrid';
import { Glyph, Progress, Tag } from '../../ui/status';
import { sureFrom } from '../incoming/fields';

const fieldWord = (name: string | undefined): string => m.inbox.field[name ?? ''] ?? m.inbox.field.subject ?? '';
const badBelow = 0.5;

/** Word, shape and colour: which field to look at first. */
export function CheckCell({ item }: { item: InboxItem }) {
  if (item.confidence === undefined || item.weakest_field === undefined) {
    return (
      <span className="doc-state">
        <Glyph status="ok" size={13} />
        {m.inbox.sure}
      </span>
    );
  }
  const missing = item.confidence === 0;
  const sure = item.confidence >= sureFrom;
  return (
    <span className={`doc-state${sure ? '' : ' inbox-doubt'}`}>
      <Glyph status={sure ? 'ok' : 'warn'} size={13} />
      <span className="ellipsis">{missing ? m.inbox.missing(fieldWord(item.weakest_field)) : sure ? m.inbox.sure : m.inbox.unsure(fieldWord(item.weakest_field), Math.floor(item.confidence * 100))}</span>
    </span>
  );
}

export function OcrTag({ item, suspect }: { item: Pick<InboxItem, 'ocr_used' | 'confidence'>; suspect: boolean }) {
  if (suspect) return <Tag status="warn">{m.inbox.ocrBad}</Tag>;
  if (!item.ocr_used) return null;
  return <Tag status="info">{!item.confidence ? m.inbox.ocr : m.inbox.ocrSure(Math.floor(item.confidence * 100))}</Tag>;
}
export const isBadScan = (item: Pick<InboxItem, 'ocr_used' | 'confidence'>): boolean => item.ocr_used && item.confidence !== undefined && item.confidence > 0 && item.confidence < badBelow;

export function StateCell({ item }: { item: InboxItem }) {
  if (item.state === 'reading') {
    return (
      <span className="doc-state">
        <Progress state="half" />
        {m.inbox.state.reading}, {m.inbox.pageOf(item.pages_done, item.pages)}
      </span>
    );
  }
  return (
    <span className="doc-state">
      {item.state === 'refused' ? <Glyph status="bad" size={13} /> : <Progress state={item.state === 'registered' ? 'full' : 'open'} />}
      {m.inbox.state[item.state]}
    </span>
  );
}

export interface RowActions {
  retry: (item: InboxItem) => void;
  drop: (item: InboxItem) => void;
}

export function ActionCell({ item, actions }: { item: InboxItem; actions: RowActions }): ReactNode {
  if (item.state === 'refused') {
    return (
      <span className="inbox-actions">
        <Button small icon="refresh" label={`${m.inbox.retry}: ${item.name}`} onClick={() => actions.retry(item)}>
          {m.inbox.retry}
        </Button>
        <Button small label={`${m.inbox.refuse}: ${item.name}`} onClick={() => actions.drop(item)}>
          {m.inbox.refuse}
        </Button>
      </span>
    );
  }
  if (item.document_id) {
    return (
      <Link to="/van-ban-den/$id" params={{ id: item.document_id }}>
        {m.inbox.openDocument}
      </Link>
    );
  }
  return null;
}

const what = (item: InboxItem) => (
  <span className="two-line">
    <span>
      <strong>{item.symbol ?? m.inbox.unread}</strong> <span className="soft register-issuer">{[item.issuer, date(item.date)].filter(Boolean).join(', ')}</span>
    </span>
    <span className="soft">{item.subject ?? item.name}</span>
  </span>
);
const file = (item: InboxItem) => (
  <span className="two-line" title={item.name}>
    <span>{item.name}</span>
    <span className="soft">
      {fileSize(item.size)}
      {item.pages ? `, ${m.entry.pages(item.pages)}` : ''}
    </span>
  </span>
);

export function columnsOf(tab: InboxTab, panel: boolean, actions: RowActions): Column<InboxItem>[] {
  const document: Column<InboxItem> = { key: 'document', label: m.inbox.col.document, width: 'minmax(150px, 1.6fr)', render: what };
  const name: Column<InboxItem> = { key: 'file', label: m.inbox.col.file, width: 'minmax(120px, 1fr)', render: file };
  const at: Column<InboxItem> = { key: 'at', label: m.inbox.col.at, width: '124px', render: (row) => dateTime(row.created_at) };
  if (tab === 'review') {
    const check: Column<InboxItem> = { key: 'check', label: m.inbox.col.check, width: panel ? '168px' : '196px', render: (row) => <CheckCell item={row} /> };
    if (panel) return [document, check];
    return [document, check, { key: 'ocr', label: m.inbox.ocr, width: '156px', render: (row) => <OcrTag item={row} suspect={isBadScan(row)} /> }, name];
  }
  if (tab === 'refused') {
    return [
      name,
      {
        key: 'reason',
        label: m.inbox.col.reason,
        width: 'minmax(200px, 2fr)',
        render: (row) => (
          <span className="inbox-reason" title={row.message ?? ''}>
            <Glyph status="bad" size={13} /> <span>{row.message}</span>
          </span>
        ),
      },
      ...(panel ? [] : [{ key: 'action', label: m.inbox.col.action, width: '216px', render: (row: InboxItem) => <ActionCell item={row} actions={actions} /> }]),
    ];
  }
  if (tab === 'registered') {
    return [document, ...(panel ? [] : [name, at]), { key: 'action', label: m.inbox.col.action, width: '112px', render: (row) => <ActionCell item={row} actions={actions} /> }];
  }
  return [
    { ...name, width: 'minmax(160px, 1.6fr)' },
    { key: 'state', label: m.inbox.col.state, width: '190px', render: (row) => <StateCell item={row} /> },
    ...(panel ? [] : [{ key: 'source', label: m.inbox.col.source, width: '140px', render: (row: InboxItem) => m.inbox.source[row.source] }, at]),
  ];
}

export function cardOf(item: InboxItem, actions: RowActions): ReactNode {
  return (
    <>
      <span className="register-card-top">
        <strong className="ellipsis">{item.symbol ?? item.name}</strong>
        {item.state === 'review' ? <CheckCell item={item} /> : <StateCell item={item} />}
      </span>
      <span className={item.state === 'refused' ? 'inbox-card-reason' : 'ellipsis'}>{item.state === 'refused' ? item.message : (item.subject ?? item.name)}</span>
      <span className="soft register-card-top">
        <span className="ellipsis">{item.symbol ? item.name : fileSize(item.size)}</span>
        {item.state === 'refused' || item.document_id ? <ActionCell item={item} actions={actions} /> : <span className="nowrap">{date(item.date)}</span>}
      </span>
    </>
  );
}
