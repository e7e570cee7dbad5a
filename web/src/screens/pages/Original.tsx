// What a document looks like and what the machine read of it, as two tabs; the text alone where the file has no pages. A text that was read
// badly says so, and stands beside that of the same document in the register when there is one.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PageOwner } from '../../api/pages';
import { documentQuery } from '../../api/queries';
import type { Reading } from '../../api/types';
import { m } from '../../app/messages';
import { Segmented } from '../../ui/controls';
import { Glyph } from '../../ui/status';
import type { FieldName, Mark } from '../incoming/fields';
import { TextPage } from '../incoming/TextPage';
import './pages.css';
import { PageViewer } from './PageViewer';

type Tab = 'page' | 'text';
export interface Twin {
  unit: string;
  id: string; // the same document in the register
  compare: ReactNode; // the link to Đối chiếu
}

export function Original(p: {
  owner: PageOwner | null; // null: the file has no pages to draw
  reading: Pick<Reading, 'ocr' | 'pages'> | null | undefined;
  text: string;
  marks: Mark[];
  current: FieldName | null;
  onPick?: (field: FieldName) => void;
  bar?: ReactNode;
  legend?: ReactNode; // of the marks in the text
  twin?: Twin | null | undefined;
}) {
  const [tab, setTab] = useState<Tab>(p.owner ? 'page' : 'text');
  const shown = p.owner === null ? 'text' : p.text === '' ? 'page' : tab;
  const suspect = p.reading?.ocr?.suspect === true;
  return (
    <div className="panel-text">
      <div className="panel-bar">
        {p.owner && p.text !== '' ? (
          <Segmented<Tab>
            label={m.pages.tabs}
            value={shown}
            onChange={setTab}
            options={[
              { value: 'page', label: m.pages.pageTab },
              { value: 'text', label: m.pages.textTab },
            ]}
          />
        ) : (
          <span>
            {p.owner ? m.pages.pageTab : m.entry.page}
            {p.reading?.pages ? `, ${m.entry.pages(p.reading.pages)}` : ''}
          </span>
        )}
        {p.bar}
        {shown === 'text' ? p.legend : null}
      </div>
      {suspect ? (
        <p className="page-suspect" role="note">
          <Glyph status="warn" size={14} />
          <span>
            {m.pages.suspect[p.reading?.ocr?.reason ?? ''] ?? m.pages.suspect.low_confidence} {p.owner && shown === 'text' ? m.pages.seePage : null}
          </span>
        </p>
      ) : null}
      {shown === 'page' && p.owner ? (
        <PageViewer key={`${p.owner.kind} ${p.owner.id}`} owner={p.owner} pages={p.reading?.pages} />
      ) : suspect && p.twin ? (
        <Recovered {...p} twin={p.twin} />
      ) : (
        <TextPage text={p.text} marks={p.marks} current={p.current} {...(p.onPick ? { onPick: p.onPick } : {})} />
      )}
    </div>
  );
}

function Recovered(p: { text: string; marks: Mark[]; current: FieldName | null; onPick?: (field: FieldName) => void; twin: Twin }) {
  const query = useQuery(documentQuery(p.twin.unit, p.twin.id));
  const other = query.data;
  const read = <TextPage text={p.text} marks={p.marks} current={p.current} {...(p.onPick ? { onPick: p.onPick } : {})} />;
  if (!other?.text) return read;
  return (
    <div className="page-both">
      <section aria-label={m.pages.asRead}>
        <h3>{m.pages.asRead}</h3>
        {read}
      </section>
      <section aria-label={m.pages.recovered(other.symbol ?? other.subject)}>
        <h3>
          <Link to={(other.direction === 'out' ? '/van-ban-di/$id' : '/van-ban-den/$id') as never} params={{ id: other.id } as never}>
            {m.pages.recovered(other.symbol ?? other.subject)}
          </Link>{' '}
          {p.twin.compare}
        </h3>
        <TextPage text={other.text} marks={[]} current={null} />
      </section>
    </div>
  );
}
