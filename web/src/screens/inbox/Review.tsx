// One scanned document in the panel: the read text, why it needs a look, and the entry form of "Vào sổ văn bản đến". Saving opens the next.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ApiError } from '../../api/client';
import type { InboxDetail } from '../../api/inbox';
import { inboxItemQuery, inboxListQuery, inboxProgressQuery } from '../../api/queries';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import type { ListSearch } from '../../app/router';
import { useSession } from '../../app/session';
import { datesInHead, todayIso } from '../../lib/dates';
import { readDraft } from '../../lib/store';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/layout';
import { Empty, ErrorBox, Loaded, Loading } from '../../ui/states';
import { Glyph } from '../../ui/status';
import type { EntryDraft, EntryStart } from '../incoming/EntryForm';
import { EntryForm } from '../incoming/EntryForm';
import { valuesOf } from '../incoming/fields';
import { ActionCell, isBadScan, OcrTag, StateCell } from './columns';
import { RefuseDialog } from './RefuseDialog';
import { leastCertain, nextInLine, whyUnsure } from './review';
import { skip, useSkipped } from './useInbox';

const done = new Set<string>(); // registered or refused in this sitting: the list may still show them for a moment

export default function Review() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const skipped = useSkipped();
  const query = useQuery(inboxItemQuery(unit.code, id));
  const list = useInfiniteQuery(inboxListQuery(unit.code, 'review'));
  const progress = useQuery(inboxProgressQuery(unit.code));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const at = rows.findIndex((row) => row.id === id);
  const [finished, setFinished] = useState(false);
  const [refusing, setRefusing] = useState(false);
  useEffect(() => setFinished(false), [id]);

  const close = useCallback(() => void navigate({ to: '/hop-quet', search: (before: object) => ({ ...before, rong: undefined }) } as never), [navigate]);
  const open = useCallback(
    (to: string) => void navigate({ to: '/hop-quet/$id', params: { id: to }, search: (before: object) => ({ ...before, loc: undefined }), replace: true } as never),
    [navigate],
  );
  const advance = (): void => {
    const next = nextInLine(rows, id, done, skipped);
    if (next === null) setFinished(true);
    else open(next);
  };
  const forward = (): void => {
    if (query.data?.item.state === 'review') skip(id, true);
    advance();
  };
  const before = at > 0 ? rows.slice(0, at).findLast((row) => !done.has(row.id)) : undefined;
  useKeys({
    escape: close,
    f8: forward,
    'shift+f8': () => before && open(before.id),
    f9: () => query.data?.item.state === 'review' && !finished && setRefusing(true),
  });

  if (!can('register_document')) {
    return (
      <Panel title={m.inbox.review} onClose={close}>
        <ErrorBox error={new ApiError(403, { code: 'permission.denied', detail: m.inbox.noRight })} />
      </Panel>
    );
  }
  const left = rows.filter((row) => !done.has(row.id));
  const place = at >= 0 ? m.inbox.place(at + 1, Math.max(rows.length, progress.data?.review ?? 0)) : null;
  return (
    <Panel
      title={m.inbox.review}
      sub={place}
      focusKey={finished ? 'finished' : id}
      autoFocus={finished || (query.data !== undefined && query.data.item.state !== 'review')}
      onClose={close}
      onPrevious={before ? () => open(before.id) : undefined}
      onNext={at >= 0 && at + 1 < rows.length ? forward : undefined}
      wide={search.rong === '1'}
      onWide={() => void navigate({ to: '.', search: (old: object) => ({ ...old, rong: search.rong === '1' ? undefined : '1' }), replace: true } as never)}
    >
      {finished ? (
        <Empty
          action={
            left.length > 0 ? (
              <Button
                kind="primary"
                onClick={() => {
                  for (const row of left) skip(row.id, false);
                  open(left[0]?.id ?? id);
                }}
              >
                {m.inbox.reviewSkipped}
              </Button>
            ) : (
              <Button kind="primary" onClick={close}>
                {m.inbox.backToList}
              </Button>
            )
          }
        >
          {left.length > 0 ? m.inbox.skippedLeft(left.length) : m.inbox.finished}
        </Empty>
      ) : query.error instanceof ApiError && query.error.status === 404 ? (
        <ErrorBox error={new ApiError(404, { ...query.error.problem, detail: m.inbox.notFound })} />
      ) : (
        <Loaded query={query} lines={10}>
          {(data) => (
            <Body
              key={data.item.id}
              data={data}
              onSaved={() => {
                done.add(data.item.id);
                advance();
              }}
              onSkip={forward}
              onRefuse={() => setRefusing(true)}
            />
          )}
        </Loaded>
      )}
      {refusing && query.data ? (
        <RefuseDialog
          item={query.data.item}
          onClose={() => setRefusing(false)}
          onDone={() => {
            setRefusing(false);
            done.add(id);
            advance();
          }}
        />
      ) : null}
    </Panel>
  );
}

function Body({ data, onSaved, onSkip, onRefuse }: { data: InboxDetail; onSaved: () => void; onSkip: () => void; onRefuse: () => void }) {
  const { unit } = useSession();
  const { item, intake } = data;
  const draftKey = `inbox/${unit.code}/${item.id}`;
  const [start, setStart] = useState<EntryStart | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!intake || item.state !== 'review') return undefined;
    let gone = false;
    void readDraft<EntryDraft>(draftKey).then((draft) => {
      if (gone) return;
      const fresh = { values: valuesOf(intake.reading, todayIso()), intake, keptAt: null, restored: false, dirty: false };
      setStart(draft ? { ...fresh, values: draft.values, keptAt: draft.at, restored: true } : fresh);
    });
    return () => {
      gone = true;
    };
  }, [draftKey, intake, item.state]);

  if (!intake || item.state !== 'review') {
    return (
      <div className="panel-fields inbox-still">
        <p>
          <StateCell item={item} />
        </p>
        <p className="soft">{item.message ?? (item.state === 'registered' ? m.inbox.already : item.state === 'dropped' ? m.inbox.droppedNote('') : m.inbox.noIntake)}</p>
        <ActionCell item={item.state === 'refused' ? { ...item, state: 'dropped' } : item} actions={{ retry: () => undefined, drop: () => undefined }} />
      </div>
    );
  }
  if (!start) return <Loading lines={10} />;
  const reading = intake.reading;
  const suspect = Boolean(reading.ocr?.suspect) || isBadScan(item);
  const focus = leastCertain(item, reading, start.values);
  const reasons = whyUnsure(focus, reading, start.values, datesInHead(reading.text ?? '').length).map((why) => (why.kind === 'unsure' ? m.inbox.why.unsure(Math.floor(why.confidence * 100)) : m.inbox.why[why.kind]));
  const sure = whyUnsure(focus, reading, start.values, 0)[0]?.kind === 'sure';
  return (
    <EntryForm
      key={round}
      start={start}
      draftKey={draftKey}
      focus={() => focus}
      owner={{ kind: 'inbox', unit: unit.code, id: item.id }}
      badge={
        <>
          <OcrTag item={{ ...item, ocr_used: item.ocr_used || Boolean(reading.ocr?.used) }} suspect={suspect} />
          <a className="link" href={`/api/v1/units/${encodeURIComponent(unit.code)}/inbox/${item.id}/file`} download>
            {m.inbox.original}
          </a>
        </>
      }
      note={
        <div className={`inbox-why${sure ? ' inbox-why-sure' : ''}`} id="vi-sao-can-xem">
          <Glyph status={sure ? 'ok' : 'warn'} size={15} />
          <p>
            <strong>
              {m.inbox.checkFirst}: {m.entry.fields[focus]}
            </strong>
            {' – '}
            {reasons.join('; ')}.{suspect ? <span className="inbox-why-more"> {m.inbox.ocrBadHint}</span> : null}
          </p>
        </div>
      }
      onDropDraft={() => {
        setStart({ values: valuesOf(reading, todayIso()), intake, keptAt: null, restored: false, dirty: false });
        setRound(round + 1);
      }}
      onSaved={onSaved}
      actions={(form) => (
        <>
          {form.savedLine}
          <Button onClick={onRefuse} shortcut="F9" disabled={form.saving}>
            {m.inbox.refuse}
          </Button>
          <Button onClick={onSkip} shortcut="F8" disabled={form.saving}>
            {m.inbox.skip}
          </Button>
          <Button ref={form.saveButton} kind="primary" shortcut="Ctrl S" busy={form.saving} onClick={() => form.submit(true)}>
            {m.inbox.save(form.nextNumber)}
          </Button>
        </>
      )}
    />
  );
}
