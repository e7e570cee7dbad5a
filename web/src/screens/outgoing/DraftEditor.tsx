// Draft on the left, what a check found on the right. Typing checks by itself after a short rest.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import * as issuingApi from '../../api/issuing';
import { hasPages } from '../../api/pages';
import { documentQuery, issuingQuery, keys } from '../../api/queries';
import type { CopyView, DocumentDetail } from '../../api/types';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { time, timeSeconds } from '../../lib/format';
import type { Span } from '../../lib/offsets';
import { CodePoints, moveSpans } from '../../lib/offsets';
import { Segmented } from '../../ui/controls';
import { ErrorBox, Loading } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { toast } from '../../ui/toast';
import { useMedium, useNarrow } from '../../ui/useNarrow';
import { CheckPanel } from './CheckPanel';
import type { EditorHandle } from './EditorText';
import { EditorText } from './EditorText';
import type { BoxMark, Item, Mark } from './findings';
import { boxMarks, countBySeverity, fact, marksNow, walk } from './findings';
import { CopyDialog } from './CopyDialog';
import { DraftFoot } from './DraftFoot';
import type { View } from './DraftHead';
import { DraftHead } from './DraftHead';
import { IssuePanel } from './IssuePanel';
import { NumberDialog } from './NumberDialog';
import { PageViewer } from '../pages/PageViewer';
import { DraftPage } from './DraftPage';
import { StaleDialog } from './StaleDialog';
import type { SuperiorPlace } from './Superior';
import { SuperiorDialog } from './Superior';
import { useCheck } from './useCheck';
import { useDraft } from './useDraft';
import './draft.css';

type Tab = 'check' | 'issue';
const ownItem = -1; // the mark of no finding

export default function DraftEditor() {
  const { unit } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const document = useQuery(documentQuery(unit.code, id));
  const text = useQuery({
    queryKey: [...keys.documents(unit.code), 'text', id],
    queryFn: ({ signal }) => api.draftText(unit.code, id, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  useTitle(m.draft.screen, document.data?.subject);
  const error = document.error ?? text.error;
  const [round, setRound] = useState(0); // an uploaded version starts the editor anew with its text
  const [problem, setProblem] = useState<unknown>(null); // of the last change of the file; outlives the editor's start anew
  const reload = async (): Promise<void> => {
    await Promise.all([document.refetch(), text.refetch()]);
    setRound((n) => n + 1);
  };
  if (document.data && text.data) return <Editor key={`${id} ${round}`} document={document.data} read={text.data} onReload={reload} problem={problem} onProblem={setProblem} />;
  return (
    <div className="page">
      {error ? (
        <ErrorBox
          error={error}
          onRetry={() => {
            void document.refetch();
            void text.refetch();
          }}
        />
      ) : (
        <Loading lines={14} />
      )}
    </div>
  );
}

interface EditorProps {
  document: DocumentDetail;
  read: { text: string; version: number };
  onReload: () => Promise<void>;
  problem: unknown;
  onProblem: (problem: unknown) => void;
}

function Editor({ document, read, onReload, problem, onProblem }: EditorProps) {
  const { unit, can } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const medium = useMedium();
  const flow = useQuery(issuingQuery(unit.code, document.id));
  const locked = document.direction !== 'draft' || !can('draft') || (flow.data?.locked ?? false);
  const draft = useDraft(unit.code, document.id, read, !locked, document.subject);
  const { text } = draft;

  const owner = hasPages(undefined, document.file?.media_type) ? ({ kind: 'documents', unit: unit.code, id: document.id } as const) : null;
  const [view, setView] = useState<View>(read.text.trim() === '' && !locked ? 'edit' : owner ? 'sheet' : 'page');
  const paperView: View = owner ? 'sheet' : 'page';
  const [target, setTarget] = useState<BoxMark | null>(null);
  const [fixing, setFixing] = useState<string | null>(null);
  const [panel, setPanel] = useState(true);
  const { checked, current, setCurrent, check, ...checkState } = useCheck(unit.code, document, text, !locked && text === read.text);
  const [passage, setPassage] = useState(0);
  const [numbering, setNumbering] = useState(false);
  const [tab, setTab] = useState<Tab>('check');
  const [copy, setCopy] = useState<CopyView | null>(null);
  const [superior, setSuperior] = useState<SuperiorPlace | null>(null);
  const [own, setOwn] = useState<Span | null>(null); // a task of the draft, opened from the table of the superior's tasks
  const editor = useRef<EditorHandle>(null);
  const desk = useRef<HTMLDivElement>(null);
  const caret = useRef<number | null>(null);

  const found = useMemo(() => marksNow(checked, text), [checked, text]);
  const marks = useMemo((): Mark[] => (own ? [...found, { ...own, item: ownItem, severity: 'info' }] : found), [found, own]);
  useEffect(() => setOwn(null), [text]);
  const counts = countBySeverity(checked?.items ?? []);

  const onSheet = view === 'sheet' && owner !== null && checked?.answer.looks === 'file' && text === checked.text;
  const boxes = useMemo(() => (onSheet ? boxMarks(checked, current) : []), [checked, current, onSheet]);
  const stops = (item: Item): number => (onSheet ? item.boxes.length : item.spans.length);
  const scrollTo = (item: number, at: number): void =>
    void requestAnimationFrame(() => {
      const all = [...(desk.current?.querySelectorAll(`[data-item="${item}"]`) ?? [])];
      (all[Math.min(at, all.length - 1)] ?? null)?.scrollIntoView({ block: 'center' });
    });
  const showOwn = (start: number, end: number): void => {
    if (!checked) return;
    const [span] = moveSpans([new CodePoints(checked.text).span({ start, end })], checked.text, text);
    if (!span) return;
    setOwn(span);
    if (view === 'sheet' || view === 'check') setView('page');
    scrollTo(ownItem, 0);
  };
  const show = (item: number, at: number): void => {
    setCurrent(item);
    setOwn(null);
    setPassage(at);
    setPanel(true);
    const opened = onSheet ? checked?.items[item] : undefined;
    const place = opened?.boxes[Math.min(at, opened.boxes.length - 1)];
    if (opened && place) setTarget({ ...place, item, severity: opened.finding.severity, label: fact(opened.finding.message) });
    if (onSheet) return;
    scrollTo(item, at);
  };
  const step = (by: 1 | -1): void => {
    if (!checked) return;
    const next = walk(checked, current, by);
    if (next === null) return;
    if (view === 'check') setView(paperView);
    show(next, 0);
    // The keys go on in the opened finding: its answers are the next stops. Who types keeps the caret.
    if (window.document.activeElement?.tagName !== 'TEXTAREA') requestAnimationFrame(() => window.document.querySelector<HTMLElement>(`[data-card="${next}"] .check-title`)?.focus({ preventScroll: true }));
  };
  const save = async (): Promise<void> => {
    const result = await draft.saveNow();
    if (result) toast(result === 'kept' ? m.outbox.keptDraft : m.draft.saved(timeSeconds(Date.now())));
  };
  useKeys({ f8: () => step(1), 'shift+f8': () => step(-1), 'ctrl+s': () => void save() });

  const edit = (at: number): void => {
    caret.current = at;
    setView('edit');
  };
  useEffect(() => {
    if (view !== 'edit' || caret.current === null) return;
    const at = caret.current;
    caret.current = null;
    editor.current?.focusAt(at);
    const line = text.slice(0, at).split('\n').length - 1;
    desk.current?.querySelectorAll('.editor-line')[line]?.scrollIntoView({ block: 'center' });
  }, [view, text]);

  const compareNow = async (): Promise<void> => {
    if (!(await draft.saveNow())) return; // the comparison reads the stored text
    client.removeQueries({ queryKey: [...keys.documents(unit.code), 'similar', document.id] });
    client.removeQueries({ queryKey: [...keys.documents(unit.code), 'compare'] });
    void navigate({ to: '/doi-chieu', search: { a: document.id } } as never);
  };

  const openNumbering = async (): Promise<void> => {
    if (!(await draft.saveNow())) return;
    const now = await check(draft.text, true);
    void flow.refetch();
    if (now?.answer.necessity && !flow.data?.necessity) {
      setTab('issue'); // the five questions come first
      return;
    }
    setNumbering(true);
  };
  const before = async (): Promise<number | null> => {
    if ((await draft.saveNow()) !== 'saved') return null;
    await check(draft.text, true);
    return (await flow.refetch()).data?.version ?? null;
  };
  const restore = async (seq: number, version: number): Promise<void> => {
    try {
      await issuingApi.restoreFile(unit.code, document.id, seq, version);
      toast(m.draft.undone);
      await onReload();
    } catch (failed) {
      const late = failed instanceof ApiError && failed.code === 'document.stale';
      onProblem(late ? new ApiError(failed.status, { ...failed.problem, detail: m.draft.undoLate }) : failed);
    }
  };
  // The file's presentation, of one norm or of all that can be mended; the words stay.
  const fix = async (norm: string | null): Promise<void> => {
    setFixing(norm ?? '');
    onProblem(null);
    try {
      const version = await before();
      if (version === null) return;
      const done = await issuingApi.repair(unit.code, document.id, { version, ...(norm ? { norms: [norm] } : {}) });
      const undo = done.undo;
      toast(m.draft.fixed(done.fixed.length, done.left.length), undo ? { label: m.incoming.undo, run: () => void restore(undo, done.version) } : undefined);
      await onReload();
    } catch (failed) {
      onProblem(failed);
    } finally {
      setFixing(null);
    }
  };
  // what may be done hangs on the check of the text as it is now
  const openTab = (next: Tab): void => {
    setTab(next);
    if (next === 'issue' && !locked) void before();
  };
  const flowAfter = (after: issuingApi.Issuing): void => void client.setQueryData(issuingQuery(unit.code, document.id).queryKey, after);
  const signed = flow.data?.step === 'signed' ? flow.data.signoffs[flow.data.signoffs.length - 1] : undefined;
  const lost = current !== null && (checked?.items[current]?.spans.length ?? 0) > 0 && !marks.some((mark) => mark.item === current);
  const ofActs = { id: document.id, before, onNumber: () => void openNumbering(), onAfter: flowAfter };
  const questions = (): void => {
    if (narrow) setView('check');
    openTab('issue');
  };
  const foot = <DraftFoot {...ofActs} flow={flow.data} checked={checked} onIssue={locked ? undefined : () => openTab('issue')} onFindings={undefined} onQuestions={questions} />;
  const checkPanel = (
    <CheckPanel
      checked={checked}
      checking={checkState.checking}
      error={checkState.error}
      onRetry={() => void check(text, false)}
      current={current}
      passage={passage}
      lost={lost}
      onOpen={(item) => (item === null ? setCurrent(null) : show(item, 0))}
      stops={stops}
      fix={locked ? undefined : { busy: fixing, onFix: (norm) => void fix(norm) }}
      onGo={(at) => {
        if (current === null) return;
        if (view === 'check') setView(paperView);
        show(current, at);
      }}
      onNext={() => step(1)}
      onCompare={() => void compareNow()}
      onClose={narrow ? undefined : () => setPanel(false)}
      empty={text.trim() === ''}
      answers={flow.data?.answers ?? []}
      onAnswer={
        locked
          ? undefined
          : async (item, kind, reason) =>
              flowAfter(await issuingApi.answerFinding(unit.code, document.id, { norm: item.finding.norm, quote: item.finding.passages[0]?.quote ?? '', kind, reason }))
      }
      onCopy={setCopy}
      onImplements={locked ? undefined : draft.saveImplements}
      onOwn={showOwn}
      onSuperior={setSuperior}
      tabs={
        <Segmented<Tab>
          label={m.issuing.tabs}
          value={tab}
          onChange={openTab}
          options={[
            { value: 'check', label: m.draft.check },
            { value: 'issue', label: m.issuing.tab },
          ]}
        />
      }
      other={
        tab === 'issue' ? (
          flow.data ? (
            <IssuePanel
              {...ofActs}
              view={flow.data}
              copyLimit={checked?.answer.copy_limit_percent ?? 30}
              copies={checked?.answer.necessity ?? flow.data.necessity_needed}
              onUploaded={() => void onReload()}
              onRestore={restore}
            />
          ) : flow.error ? (
            <ErrorBox compact error={flow.error} onRetry={() => void flow.refetch()} />
          ) : (
            <Loading lines={8} />
          )
        ) : undefined
      }
      foot={tab === 'check' && flow.data?.acts.some((one) => one.allowed) ? foot : <span className="soft">{document.direction === 'draft' ? (flow.data?.locked ? m.issuing.locked(flow.data.step_name) : null) : m.draft.locked}</span>}
    />
  );

  return (
    <div className={`draft${panel && !narrow ? ' draft-with-panel' : ''}${medium ? ' draft-medium' : ''}`}>
      <div className="draft-main">
        <DraftHead
          document={document}
          draft={draft}
          flow={flow.data}
          view={view === 'check' && !narrow ? paperView : view}
          views={[...(owner ? ['sheet' as const] : []), 'page', ...(locked ? [] : ['edit' as const]), ...(narrow ? ['check' as const] : [])]}
          found={checked?.items.length}
          onView={(next) => (next === 'edit' ? edit(caret.current ?? 0) : setView(next))}
          onCompare={() => void compareNow()}
          onPanel={!panel && !narrow ? () => setPanel(true) : undefined}
        />
        {draft.restored !== null && draft.dirty ? (
          <p className="draft-note" role="status">
            <Glyph status="info" /> {m.draft.restored(time(draft.restored))}
          </p>
        ) : null}
        {problem ? (
          <div className="draft-error">
            <ErrorBox compact error={problem} />
          </div>
        ) : null}
        {draft.error && draft.stale === null ? (
          <div className="draft-error">
            <ErrorBox compact error={draft.error} onRetry={() => void draft.saveNow()} />
          </div>
        ) : null}
        {view === 'check' && narrow ? (
          checkPanel
        ) : owner && (view === 'sheet' || view === 'check') ? (
          <div className="desk-sheet" ref={desk}>
            <PageViewer owner={owner} boxes={boxes} current={current} target={target} onPick={(item) => show(item, 0)} />
          </div>
        ) : (
          <div className="desk" ref={desk} tabIndex={view === 'edit' ? -1 : 0} role="region" aria-label={m.draft.pageLabel}>
            {view === 'edit' ? (
              <EditorText ref={editor} text={text} marks={marks} current={own ? ownItem : current} onChange={draft.setText} onCaret={() => undefined} />
            ) : (
              <DraftPage read={read} document={document} text={text} marks={marks} current={own ? ownItem : current} onPick={(item) => item !== ownItem && show(item, 0)} onEdit={edit} locked={locked} />
            )}
          </div>
        )}
        {narrow && view !== 'check' && flow.data?.acts.some((one) => one.allowed) ? (
          <div className="check-foot">
            <DraftFoot {...ofActs} flow={flow.data} checked={checked} onIssue={undefined} onFindings={() => setView('check')} onQuestions={questions} />
          </div>
        ) : null}
      </div>
      {panel && !narrow ? checkPanel : null}
      {numbering ? (
        <NumberDialog
          document={document}
          signer={checked?.answer.document.signer ?? null}
          recipients={checked?.answer.document.recipients ?? []}
          breaches={signed ? 0 : counts.error}
          signedBy={signed?.signer}
          textSubject={checked?.answer.document.subject ?? undefined}
          textDate={checked?.answer.document.date ?? undefined}
          onClose={() => setNumbering(false)}
          onDone={(numbered) => {
            setNumbering(false);
            void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
            if (numbered === null) {
              toast(m.outbox.kept(document.subject));
              return;
            }
            toast(m.draft.numbered(numbered.symbol ?? ''));
            void navigate({ to: '/van-ban-di/$id', params: { id: numbered.id }, search: { muc: 'so' } } as never);
          }}
        />
      ) : null}
      {copy ? (
        <CopyDialog
          text={text}
          copy={copy}
          onClose={() => setCopy(null)}
          onCompare={() => {
            void draft.saveNow().then((done) => {
              if (done) void navigate({ to: '/doi-chieu', search: { a: document.id, b: copy.id } } as never);
            });
          }}
        />
      ) : null}
      {superior ? <SuperiorDialog place={superior} onClose={() => setSuperior(null)} /> : null}
      {draft.stale ? (
        <StaleDialog mine={text} theirs={draft.stale.text} onMine={draft.keepMine} onTheirs={draft.takeTheirs} />
      ) : null}
    </div>
  );
}

