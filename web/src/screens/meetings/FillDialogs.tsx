// Ways to fill a plan at once: a table (file or pasted rows), last year again, proposals from recorded facts.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import type { ImportResult } from '../../api/meetings';
import { copyYear, importPlan, importTable, meetingsKey, proposalsQuery, takeProposals } from '../../api/meetings';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { Empty, ErrorBox, Loaded } from '../../ui/states';
import { Glyph } from '../../ui/status';

type Way = 'copy' | 'all' | 'good';

export function ImportDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const [csv, setCsv] = useState('');
  const [file, setFile] = useState<File>();
  const send = useMutation({
    mutationFn: (way: Way) => {
      if (way === 'copy') return copyYear(unit.code, year);
      return file ? importTable(unit.code, year, file, way === 'good') : importPlan(unit.code, year, nfc(csv), way === 'good');
    },
    onSuccess: () => client.invalidateQueries({ queryKey: meetingsKey(unit.code) }),
  });
  const rows = send.error instanceof ApiError && send.error.code === 'plan.rows' ? send.error.problem : undefined;
  const change = (next: () => void): void => {
    next();
    send.reset();
  };
  return (
    <Dialog
      title={m.meetings.importTitle}
      onClose={onClose}
      width={680}
      footer={
        <>
          <Button busy={send.isPending} onClick={() => send.mutate('copy')}>
            {m.meetings.copy}
          </Button>
          {rows ? (
            <Button busy={send.isPending} onClick={() => send.mutate('good')}>
              {m.fill.onlyGood}
            </Button>
          ) : null}
          <Button kind="primary" busy={send.isPending} disabled={csv.trim() === '' && !file} onClick={() => send.mutate('all')}>
            {m.meetings.importNow}
          </Button>
        </>
      }
    >
      <p className="soft">{m.fill.importHint}</p>
      <Field id="ke-hoach-tep" label={m.fill.file}>
        <input id="ke-hoach-tep" type="file" accept=".xlsx,.csv,text/csv" onChange={(event) => change(() => setFile(event.target.files?.[0]))} />
      </Field>
      {file ? null : (
        <Field id="ke-hoach-bang" label={m.meetings.importRows}>
          <TextArea id="ke-hoach-bang" rows={6} value={csv} onChange={(text) => change(() => setCsv(text))} />
        </Field>
      )}
      {rows ? (
        <div className="import-rows" role="alert">
          <p>
            <strong>{rows.detail}</strong>
          </p>
          <ul>
            {(rows.fields ?? []).map((one) => (
              <li key={one.path}>
                <Glyph status="bad" /> {one.message}
              </li>
            ))}
          </ul>
        </div>
      ) : send.error ? (
        <ErrorBox compact error={send.error} />
      ) : null}
      {send.data ? <Rows result={send.data} /> : null}
    </Dialog>
  );
}

function Rows({ result }: { result: ImportResult }) {
  return (
    <div className="import-rows" role="status">
      <p>
        <strong>{m.meetings.importDone(result.saved, result.refused)}</strong> {result.warnings.join(' ')}
      </p>
      <ul>
        {result.rows
          .filter((row) => !row.ok)
          .map((row, i) => (
            <li key={i}>
              <Glyph status="bad" /> {[m.meetings.importLine(row.line), row.title, row.message].filter(Boolean).join('. ')}
            </li>
          ))}
      </ul>
    </div>
  );
}

export function ProposalsDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const { unit } = useSession();
  const client = useQueryClient();
  const query = useQuery(proposalsQuery(unit.code, year));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const items = query.data?.items ?? [];
  const take = useMutation({
    mutationFn: () => takeProposals(unit.code, year, [...picked]),
    onSuccess: async () => {
      setPicked(new Set());
      await client.invalidateQueries({ queryKey: meetingsKey(unit.code) });
    },
  });
  const pick = (id: string): void =>
    setPicked((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Dialog
      title={m.fill.proposalsTitle(year)}
      onClose={onClose}
      width={720}
      footer={
        <>
          <Button onClick={onClose}>{m.meetings.close}</Button>
          <Button kind="primary" busy={take.isPending} disabled={picked.size === 0} why={picked.size === 0 ? m.fill.takeNone : undefined} onClick={() => take.mutate()}>
            {m.fill.take(picked.size)}
          </Button>
        </>
      }
    >
      <p className="soft">{m.fill.proposalsHint}</p>
      {take.error ? <ErrorBox compact error={take.error} /> : null}
      {take.data ? <Rows result={take.data} /> : null}
      <Loaded query={query} lines={6}>
        {() =>
          items.length === 0 ? (
            <Empty>{m.fill.proposalsEmpty}</Empty>
          ) : (
            <>
              <label className="proposal-all">
                <input type="checkbox" checked={picked.size === items.length} onChange={() => setPicked(picked.size === items.length ? new Set() : new Set(items.map((one) => one.id)))} /> {m.fill.pickAll}
              </label>
              <ul className="proposals">
                {items.map((one) => (
                  <li key={one.id}>
                    <label>
                      <input type="checkbox" checked={picked.has(one.id)} onChange={() => pick(one.id)} />
                      <span>
                        <strong>{one.title}</strong>
                        <span className="soft">
                          {[date(one.date), m.fill.source[one.source], one.mode ? m.meetings.mode[one.mode] : '', one.scope ? m.meetings.scope[one.scope] : ''].filter(Boolean).join(', ')}
                        </span>
                        <span className="soft">{one.basis}</span>
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
              {query.data?.more ? <p className="soft">{m.fill.proposalsMore}</p> : null}
            </>
          )
        }
      </Loaded>
    </Dialog>
  );
}
