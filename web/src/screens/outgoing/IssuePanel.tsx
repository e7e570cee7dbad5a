// Everything of the issuing flow but the check: what may be done now, opinions, signatures, files, times, allowance.
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import * as issuing from '../../api/issuing';
import type { Issuing, Opinion } from '../../api/issuing';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date, dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { toast } from '../../ui/toast';
import { acceptedFiles } from '../incoming/DropZone';
import { AllowanceLine } from './AllowanceLine';
import { AnswerForm } from './AnswerForm';
import { Necessity } from './Necessity';
import { useActs } from './useActs';
import type { ActsOf } from './useActs';

export interface IssuePanelProps extends ActsOf {
  view: Issuing;
  copyLimit: number;
  copies: boolean; // the words as they are now repeat a superior's document beyond the limit
  onUploaded: () => void; // the text on the server is another one
  onRestore: (seq: number, version: number) => Promise<void>;
}

const stanceGlyph = { agree: 'ok', agree_with_changes: 'warn', disagree: 'bad' } as const;

export function IssuePanel(p: IssuePanelProps) {
  const { unit, can } = useSession();
  const { press, after, dialogs, ...acts } = useActs(p);
  const [recording, setRecording] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<{ seq: number; version: number } | null>(null);
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>(null);
  const file = useRef<HTMLInputElement>(null);
  const { view } = p;

  // each makes a new file of the draft, or takes it off
  const change = async (what: 'upload' | 'drop' | 'clean', run: (version: number) => Promise<Issuing>, done: string): Promise<void> => {
    setError(null);
    setBusy(what);
    try {
      const version = await p.before();
      if (version === null) return;
      const files = view.files;
      const next = await run(version);
      after(next);
      const undo = what === 'clean' ? files[files.length - 1]?.seq : undefined;
      toast(done, undo === undefined ? undefined : { label: m.incoming.undo, run: () => void p.onRestore(undo, next.version) });
      p.onUploaded();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy('');
    }
  };
  const upload = (one: File): Promise<void> => change('upload', (version) => issuing.uploadVersion(unit.code, p.id, version, one), m.issuing.uploaded);
  const drop = (): Promise<void> => change('drop', (version) => issuing.dropFile(unit.code, p.id, version), m.issuing.dropped);
  const clean = (): Promise<void> => change('clean', (version) => issuing.cleanFile(unit.code, p.id, version), m.issuing.cleaned);
  const faulty = (code: string): boolean => can('draft') && !view.locked && view.file_faults.some((one) => one.code === code);
  const blocked = new Map<string, string[]>(); // why -> the acts that it stops
  for (const choice of view.acts) {
    if (!choice.allowed && choice.why) blocked.set(choice.why, [...(blocked.get(choice.why) ?? []), choice.label]);
  }
  return (
    <div className="check-list issue" tabIndex={0} role="group" aria-label={m.issuing.tab}>
      <section className="issue-part" aria-label={m.issuing.acts}>
        <h3>{m.issuing.acts}</h3>
        {(error ?? acts.error) ? <ErrorBox compact error={error ?? acts.error} /> : null}
        <div className="issue-row">
          {view.acts.map((choice) => (
            <Button
              key={choice.act}
              small
              kind={choice.allowed && (choice.act === 'submit' || choice.act === 'sign') ? 'primary' : 'default'}
              disabled={!choice.allowed}
              why={choice.why}
              busy={acts.busy === choice.act}
              onClick={() => void press(choice)}
            >
              {choice.label}
            </Button>
          ))}
        </div>
        {blocked.size > 0 ? (
          <ul className="issue-why">
            {[...blocked].map(([why, labels]) => (
              <li key={why}>
                <strong>{labels.join(', ')}:</strong> {why}
              </li>
            ))}
          </ul>
        ) : null}
        {faulty('marks') || faulty('edited') ? (
          <div className="issue-row">
            {faulty('edited') ? (
              <Button small busy={busy === 'drop'} onClick={() => void drop()}>
                {m.issuing.drop}
              </Button>
            ) : (
              <Button small kind="primary" busy={busy === 'clean'} onClick={() => void clean()}>
                {m.issuing.clean}
              </Button>
            )}
          </div>
        ) : null}
      </section>

      {p.copies || view.necessity ? <Necessity id={p.id} view={view} copies={p.copies} limit={p.copyLimit} onDone={after} /> : null}
      <AllowanceLine />

      {view.opinions.length > 0 ? (
        <section className="issue-part" aria-label={m.issuing.opinions}>
          <h3>{m.issuing.opinions}</h3>
          <ul className="issue-list">
            {view.opinions.map((one) => (
              <li key={one.id}>
                <OpinionLine one={one} />
                {!one.answered_at && can('draft') ? (
                  recording === one.id ? (
                    <AnswerForm
                      id={one.id}
                      go={m.issuing.record}
                      onDone={() => {
                        setRecording(null);
                        void issuing.issuing(unit.code, p.id).then(after);
                      }}
                    />
                  ) : (
                    <Button small kind="quiet" onClick={() => setRecording(one.id)}>
                      {m.issuing.record}
                    </Button>
                  )
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}

      {view.signoffs.length > 0 ? (
        <section className="issue-part" aria-label={m.issuing.signoffs}>
          <h3>{m.issuing.signoffs}</h3>
          <ul className="issue-list">
            {view.signoffs.map((one) => (
              <li key={one.at}>
                <Glyph status={one.outcome === 'returned' ? 'warn' : 'ok'} /> <strong>{one.signer}</strong> {m.issuing.signoff[one.outcome]}, {dateTime(one.at)}
                {one.outcome === 'paper' ? `, ${m.issuing.recordedBy(one.recorded_by)}` : ''}
                {one.breached > 0 ? `, ${m.issuing.signedWith(one.breached)}` : ''}
                {one.reason ? <blockquote>{one.reason}</blockquote> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}

      <section className="issue-part" aria-label={m.issuing.files}>
        <h3>{m.issuing.files}</h3>
        {view.files.length > 0 ? (
          <ul className="issue-list">
            {view.files.map((one, index) => (
              <li key={one.seq}>
                {m.issuing.version(one.seq)}: {one.file.name}
                <span className="soft">
                  , {one.actor_name}, {dateTime(one.at)}
                </span>
                {index < view.files.length - 1 && !view.locked && can('draft') ? (
                  <>
                    {' '}
                    <Button small kind="quiet" onClick={() => void p.before().then((version) => version !== null && setRestoring({ seq: one.seq, version }))}>
                      {m.issuing.restore}
                    </Button>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        {!view.locked && can('draft') ? (
          <>
            <Button small icon="upload" busy={busy === 'upload'} onClick={() => file.current?.click()}>
              {m.issuing.upload}
            </Button>
            <input
              ref={file}
              type="file"
              accept={acceptedFiles}
              className="visually-hidden"
              tabIndex={-1}
              aria-label={m.issuing.upload}
              onChange={(event) => {
                const one = event.target.files?.[0];
                event.target.value = '';
                if (one) void upload(one);
              }}
            />
          </>
        ) : null}
      </section>

      <Times view={view} />

      {dialogs}
      {restoring ? (
        <Dialog
          title={m.issuing.restoreTitle(restoring.seq)}
          onClose={() => setRestoring(null)}
          footer={
            <Button
              kind="primary"
              onClick={() => {
                setRestoring(null);
                void p.onRestore(restoring.seq, restoring.version);
              }}
            >
              {m.issuing.restore}
            </Button>
          }
        >
          <p>{m.issuing.restoreHint}</p>
        </Dialog>
      ) : null}
    </div>
  );
}

function OpinionLine({ one }: { one: Opinion }) {
  return (
    <>
      <Glyph status={one.stance ? stanceGlyph[one.stance as keyof typeof stanceGlyph] : 'none'} /> <strong>{one.asked_name}</strong>: {one.stance ? m.issuing.stances[one.stance] : m.issuing.waiting}
      <span className="soft">
        {one.answered_at ? `, ${one.answered_by ?? ''} ${dateTime(one.answered_at)}` : one.due ? `, ${m.issuing.due.toLowerCase()} ${date(one.due)}` : ''}
        {one.recorded ? `, ${m.issuing.recorded(one.answered_by ?? '')}` : ''}
      </span>
      {one.answer ? <blockquote>{one.answer}</blockquote> : null}
    </>
  );
}

export function Times({ view }: { view: Issuing }) {
  if (view.totals.length === 0) return null;
  return (
    <section className="issue-part" aria-label={m.issuing.times}>
      <h3>{m.issuing.times}</h3>
      <p>{view.times_text}</p>
      <p className="soft small">
        {m.issuing.timesHint} <Link to={'/van-ban-di/thoi-gian' as never}>{m.issuing.unitTimes}</Link>
      </p>
    </section>
  );
}
