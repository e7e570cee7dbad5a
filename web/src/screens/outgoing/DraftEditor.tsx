// Draft on the left, what a check found on the right. Typing checks by itself after a short rest.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import * as issuingApi from '../../api/issuing';
import type { Issuing } from '../../api/issuing';
import { hasPages } from '../../api/pages';
import { documentQuery, issuingQuery, keys } from '../../api/queries';
import type { CopyView, DocumentDetail } from '../../api/types';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { time, timeSeconds } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/icons';
import { NoBreak } from '../../ui/NoBreak';
import { ErrorBox, Loading } from '../../ui/states';
import { DemoBadge, Glyph, StatusText } from '../../ui/status';
import { toast } from '../../ui/toast';
import { useMedium, useNarrow } from '../../ui/useNarrow';
import { CheckPanel } from './CheckPanel';
import type { EditorHandle } from './EditorText';
import { EditorText } from './EditorText';
import type { BoxMark, Checked, Item } from './findings';
import { arrange, boxMarks, countBySeverity, fact, marksNow, walk } from './findings';
import { CopyDialog } from './CopyDialog';
import { IssuePanel } from './IssuePanel';
import { NumberDialog } from './NumberDialog';
import { PageViewer } from '../pages/PageViewer';
import { PaperPage } from './PaperPage';
import { Steps } from './Steps';
import { useDraft } from './useDraft';
import './draft.css';

type View = 'page' | 'sheet' | 'edit' | 'check';
type Tab = 'check' | 'issue';

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
  const { unit, sample, can } = useSession();
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
  const [target, setTarget] = useState<BoxMark | null>(null);
  const [fixing, setFixing] = useState<string | null>(null);
  const [panel, setPanel] = useState(true);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [checking, setChecking] = useState(false);
  const [checkError, setCheckError] = useState<unknown>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const [passage, setPassage] = useState(0);
  const [numbering, setNumbering] = useState(false);
  const [tab, setTab] = useState<Tab>('check');
  const [copy, setCopy] = useState<CopyView | null>(null);
  const editor = useRef<EditorHandle>(null);
  const desk = useRef<HTMLDivElement>(null);
  const caret = useRef<number | null>(null);

  // ---- checking -------------------------------------------------------------------------------
  const running = useRef<AbortController | null>(null);
  const check = useCallback(
    async (content: string, store: boolean): Promise<Checked | null> => {
      running.current?.abort();
      if (content.trim() === '') {
        setChecked(null);
        setChecking(false);
        return null;
      }
      const stop = new AbortController();
      running.current = stop;
      setChecking(true);
      try {
        const answer = store
          ? await api.checkDraft(unit.code, document.id, stop.signal)
          : await api.check(
              unit.code,
              { text: content, document_type: document.document_type ?? undefined, system: document.system ?? undefined, implements: document.implements ?? undefined, except: document.id },
              stop.signal,
            );
        if (stop.signal.aborted) return null;
        const next = arrange(content, answer);
        setChecked((before) => {
          // the same finding stays open when the check comes back
          setCurrent((open) => {
            const key = open === null ? null : before?.items[open];
            if (!key) return open === null ? null : null;
            const at = next.items.findIndex((item) => item.finding.norm === key.finding.norm && item.finding.message === key.finding.message);
            return at < 0 ? null : at;
          });
          return next;
        });
        setCheckError(null);
        return next;
      } catch (error) {
        if (!stop.signal.aborted) setCheckError(error);
        return null;
      } finally {
        if (running.current === stop) setChecking(false);
      }
    },
    [document.document_type, document.id, document.implements, document.system, unit.code],
  );
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      void check(text, !locked && text === read.text);
      return undefined;
    }
    const timer = setTimeout(() => void check(text, false), 900);
    return () => clearTimeout(timer);
  }, [text, check]);

  const marks = useMemo(() => marksNow(checked, text), [checked, text]);
  const counts = countBySeverity(checked?.items ?? []);

  const onSheet = view === 'sheet' && owner !== null && checked?.answer.looks === 'file' && text === checked.text;
  const boxes = useMemo(() => (onSheet ? boxMarks(checked, current) : []), [checked, current, onSheet]);
  const stops = (item: Item): number => (onSheet ? item.boxes.length : item.spans.length);
  const show = (item: number, at: number): void => {
    setCurrent(item);
    setPassage(at);
    setPanel(true);
    const found = onSheet ? checked?.items[item] : undefined;
    const place = found?.boxes[Math.min(at, found.boxes.length - 1)];
    if (found && place) setTarget({ ...place, item, severity: found.finding.severity, label: fact(found.finding.message) });
    if (onSheet) return;
    requestAnimationFrame(() => {
      const all = [...(desk.current?.querySelectorAll(`[data-item="${item}"]`) ?? [])];
      (all[Math.min(at, all.length - 1)] ?? null)?.scrollIntoView({ block: 'center' });
    });
  };
  const step = (by: 1 | -1): void => {
    if (!checked) return;
    const next = walk(checked, current, by);
    if (next === null) return;
    if (view === 'check') setView(owner ? 'sheet' : 'page');
    show(next, 0);
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
  const flowAfter = (after: Issuing): void => void client.setQueryData(issuingQuery(unit.code, document.id).queryKey, after);
  const signed = flow.data?.step === 'signed' ? flow.data.signoffs[flow.data.signoffs.length - 1] : undefined;
  const stateLine = draft.saving
    ? m.draft.saving
    : draft.kept
      ? m.outbox.keptDraft
      : draft.error && draft.dirty
      ? m.draft.unsaved
      : draft.dirty
        ? m.draft.changed
        : m.draft.saved(draft.saved ? timeSeconds(draft.saved.at) : time(document.updated_at));
  const lost = current !== null && (checked?.items[current]?.spans.length ?? 0) > 0 && !marks.some((mark) => mark.item === current);
  const checkPanel = (
    <CheckPanel
      checked={checked}
      checking={checking}
      error={checkError}
      onRetry={() => void check(text, false)}
      current={current}
      passage={passage}
      lost={lost}
      onOpen={(item) => (item === null ? setCurrent(null) : show(item, 0))}
      stops={stops}
      fix={locked ? undefined : { busy: fixing, onFix: (norm) => void fix(norm) }}
      onGo={(at) => {
        if (current === null) return;
        if (view === 'check') setView(owner ? 'sheet' : 'page');
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
              id={document.id}
              view={flow.data}
              copyLimit={checked?.answer.copy_limit_percent ?? 30}
              before={before}
              onNumber={() => void openNumbering()}
              onAfter={flowAfter}
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
      foot={
        locked && flow.data?.step !== 'signed' ? (
          <span className="soft">{document.direction === 'draft' ? (flow.data?.locked ? m.issuing.locked(flow.data.step_name) : null) : m.draft.locked}</span>
        ) : (
          <>
            <span className="grow">
              {counts.error > 0 ? (
                <>
                  <StatusText status="bad">{m.draft.breachesLeft(counts.error)}</StatusText> <span className="soft small">{m.draft.breachesHint}</span>
                </>
              ) : checked?.answer.necessity && !flow.data?.necessity ? (
                <StatusText status="warn">{m.issuing.necessityOpen}</StatusText>
              ) : checked ? (
                <StatusText status="ok">{m.draft.noBreach}</StatusText>
              ) : null}
            </span>
            {tab === 'check' && can('draft') && !locked ? <Button onClick={() => openTab('issue')}>{m.issuing.tab}…</Button> : null}
            {tab === 'check' && can('register_document') ? (
              <Button kind={counts.error > 0 ? 'default' : 'primary'} disabled={text.trim() === ''} onClick={() => void openNumbering()}>
                {m.draft.number}
              </Button>
            ) : null}
          </>
        )
      }
    />
  );

  return (
    <div className={`draft${panel && !narrow ? ' draft-with-panel' : ''}${medium ? ' draft-medium' : ''}`}>
      <div className="draft-main">
        <header className="draft-head">
          <Link to="/van-ban-di" className="back-link" aria-label={m.draft.back} title={m.draft.back}>
            <Icon name="left" />
          </Link>
          <div className="draft-title">
            <div className="page-head-title">
              <h1 tabIndex={-1}>
                <NoBreak text={document.subject} />
              </h1>
              {sample ? <DemoBadge /> : null}
            </div>
            <p className="page-head-line" role="status">
              {m.draft.byline(shownType(document.document_type), document.system ? m.system[document.system] : '')}. {stateLine}
            </p>
          </div>
          <div className="draft-tools">
            <Segmented<View>
              label={m.draft.view}
              value={view === 'check' && !narrow ? (owner ? 'sheet' : 'page') : view}
              onChange={(next) => (next === 'edit' ? edit(caret.current ?? 0) : setView(next))}
              options={[
                ...(owner ? [{ value: 'sheet' as const, label: m.draft.sheet }] : []),
                { value: 'page', label: owner ? m.draft.words : m.draft.page },
                ...(locked ? [] : [{ value: 'edit' as const, label: m.draft.edit }]),
                ...(narrow ? [{ value: 'check' as const, label: `${m.draft.check} ${checked?.items.length ?? ''}` }] : []),
              ]}
            />
            <Button icon="compare" label={m.compare.withSuperiors} disabled={text.trim() === ''} onClick={() => void compareNow()}>
              {m.compare.withSuperiorsShort}
            </Button>
            {!panel && !narrow ? (
              <Button small onClick={() => setPanel(true)}>
                {m.draft.showPanel}
              </Button>
            ) : null}
          </div>
          <Steps issuing={flow.data} />
        </header>
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
              <EditorText ref={editor} text={text} marks={marks} current={current} onChange={draft.setText} onCaret={() => undefined} />
            ) : (
              <PaperPage text={text} marks={marks} current={current} onPick={(item) => show(item, 0)} onEdit={edit} locked={locked} />
            )}
          </div>
        )}
      </div>
      {panel && !narrow ? checkPanel : null}
      {numbering ? (
        <NumberDialog
          document={document}
          signer={checked?.answer.document.signer ?? null}
          recipients={checked?.answer.document.recipients ?? []}
          breaches={signed ? 0 : counts.error}
          signedBy={signed?.signer}
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
      {draft.stale ? (
        <Dialog
          title={m.draft.stale}
          width={860}
          footer={
            <>
              <Button onClick={draft.takeTheirs}>{m.conflict.takeTheirs}</Button>
              <Button kind="primary" onClick={draft.keepMine}>
                {m.conflict.keepMine}
              </Button>
            </>
          }
        >
          <p className="soft small">{m.draft.staleHint}</p>
          <div className="stale-sides">
            <section>
              <h3>{m.conflict.mine}</h3>
              <pre tabIndex={0}>{text}</pre>
            </section>
            <section>
              <h3>{m.conflict.theirs}</h3>
              <pre tabIndex={0}>{draft.stale.text}</pre>
            </section>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}

