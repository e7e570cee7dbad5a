// The list of speakers: registered, waiting, done. Everything here leaves the running clock alone.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as api from '../../api/hall';
import type { Command, Hall, Speaker, SpeechKind } from '../../api/hall';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Input, Select, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { Card } from '../../ui/layout';
import { ErrorBox } from '../../ui/states';
import { Tag } from '../../ui/status';
import { elapsed, minute, spoken } from './clock';

const kinds: SpeechKind[] = ['contribution', 'opening', 'closing', 'discussion'];

export function Queue(p: { hall: Hall; may: boolean; busy: boolean; now: number; run: (given: Command) => void; act: (name: Command['act'], more?: Partial<Command>) => void; put: (hall: Hall) => void }) {
  const { state } = p.hall;
  const [checking, setChecking] = useState<Speaker | null>(null);
  const speaker = (number: number): Speaker => state.speakers[number - 1] as Speaker;
  const over = state.speakers.filter((one) => one.phase === 'done' || one.phase === 'paused').sort((a, b) => (b.ended_at ?? Infinity) - (a.ended_at ?? Infinity));
  return (
    <Card className="hall-queue" title={m.hall.queue(state.queue.length)}>
      {p.may ? <Register run={p.run} busy={p.busy} canInterpose={state.stage.length > 0 && state.sitting === 'sitting'} /> : null}
      <div className="hall-list">
        {state.queue.length === 0 ? <p className="hall-empty">{p.may ? m.hall.queueEmpty : m.hall.nobodyNext}</p> : null}
        <ol className="hall-rows" aria-label={m.hall.waiting}>
          {state.queue.map(speaker).map((one, place) => (
            <li key={one.number}>
              <SpeakerName hall={p.hall} speaker={one} />
              <span className="hall-row-time">{m.hall.kindAndTime(one.kind, one.planned_ms / minute)}</span>
              {p.may ? (
                <span className="hall-row-tools">
                  <Button small kind="quiet" icon="up" label={m.hall.up(one.name)} disabled={place === 0} onClick={() => p.run({ act: 'move', speaker: one.number, place: place - 1 })} />
                  <Button small kind="quiet" icon="down" label={m.hall.down(one.name)} disabled={place === state.queue.length - 1} onClick={() => p.run({ act: 'move', speaker: one.number, place: place + 1 })} />
                  {one.kind === 'discussion' ? null : <Button small kind="quiet" icon="document" label={m.hall.checkText(one.name)} onClick={() => setChecking(one)} />}
                  {state.stage.length === 0 && state.sitting === 'sitting' && place > 0 ? (
                    <Button small kind="quiet" onClick={() => p.act('start', { speaker: one.number })}>
                      {m.hall.startThis}
                    </Button>
                  ) : null}
                  <Button small kind="quiet" icon="close" label={m.hall.remove(one.name)} onClick={() => p.run({ act: 'remove', speaker: one.number })} />
                </span>
              ) : null}
            </li>
          ))}
        </ol>
        {over.length > 0 ? (
          <>
            <h3>{m.hall.heard}</h3>
            <ul className="hall-rows" aria-label={m.hall.heard}>
              {over.map((one) => (
                <li key={one.number}>
                  <SpeakerName hall={p.hall} speaker={one} />
                  <span className="hall-row-time">
                    {m.hall.heardFor(elapsed(spoken(one, p.now)), one.planned_ms > 0 ? elapsed(one.planned_ms + one.added_ms) : '')}
                    {one.phase === 'done' && one.planned_ms > 0 && one.spoken_ms > one.planned_ms + one.added_ms ? (
                      <Tag status="warn">{m.hall.overBy(elapsed(one.spoken_ms - one.planned_ms - one.added_ms))}</Tag>
                    ) : null}
                    {one.phase === 'paused' ? <Tag status="info">{m.hall.paused}</Tag> : null}
                  </span>
                  {p.may && one.phase === 'done' ? (
                    <span className="hall-row-tools">
                      <Button small kind="quiet" onClick={() => p.run({ act: 'again', speaker: one.number })}>
                        {m.hall.again}
                      </Button>
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      {checking ? <TextDialog hall={p.hall} speaker={checking} onClose={() => setChecking(null)} /> : null}
    </Card>
  );
}

function SpeakerName({ hall, speaker }: { hall: Hall; speaker: Speaker }) {
  const text = hall.texts.find((one) => one.speaker === speaker.number);
  return (
    <span className="hall-row-name">
      <strong>{speaker.name}</strong>
      {speaker.subject ? <span className="soft">{speaker.subject}</span> : null}
      {text ? <span className="soft">{m.hall.textLine(text.minutes, text.copied_percent)}</span> : null}
      {text?.kept_reason ? <span className="soft">{m.hall.textKeptDone(text.kept_reason)}</span> : null}
    </span>
  );
}

function Register({ run, busy, canInterpose }: { run: (given: Command) => void; busy: boolean; canInterpose: boolean }) {
  const [name, setName] = useState('');
  const [subject, setSubject] = useState('');
  const [kind, setKind] = useState<SpeechKind>('contribution');
  const give = (act: 'register' | 'interpose'): void => {
    const clean = nfc(name).trim();
    if (clean === '') return;
    run({ act, name: clean, kind, ...(nfc(subject).trim() ? { subject: nfc(subject).trim() } : {}) });
    setName('');
    setSubject('');
    window.document.getElementById('nguoi-phat-bieu')?.focus();
  };
  return (
    <form
      className="hall-register"
      onSubmit={(event) => {
        event.preventDefault();
        give('register');
      }}
    >
      <Input id="nguoi-phat-bieu" label={m.hall.speaker} placeholder={m.hall.speaker} value={name} onChange={setName} maxLength={200} />
      <Input id="ten-bai" label={m.hall.subject} placeholder={m.hall.subject} value={subject} onChange={setSubject} maxLength={1000} />
      <Select<SpeechKind> label={m.hall.kindLabel} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: m.hall.kind[value] }))} />
      <Button submit icon="plus" disabled={busy || name.trim() === ''}>
        {m.hall.register}
      </Button>
      {canInterpose ? (
        <Button disabled={busy || name.trim() === ''} onClick={() => give('interpose')}>
          {m.hall.interpose}
        </Button>
      ) : null}
    </form>
  );
}

/** M17, M20: before the meeting, with the papers that were sent. */
function TextDialog({ hall, speaker, onClose }: { hall: Hall; speaker: Speaker; onClose: () => void }) {
  const { unit } = useSession();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const work = useMutation({ mutationFn: (kept: string) => api.checkText(unit.code, hall.id, { text: nfc(text), speaker: speaker.number, ...(kept === '' ? {} : { kept_reason: kept }) }) });
  const check = work.data;
  const told =
    check !== undefined &&
    ((check.limit_minutes !== undefined && check.minutes > check.limit_minutes) ||
      (check.copied_percent !== undefined && check.copied_percent > (check.copied_limit_percent ?? 100)) ||
      check.remarks.some((one) => one.outcome === 'breached'));
  return (
    <Dialog
      title={m.hall.textTitle(speaker.name)}
      width={720}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.close}</Button>
          <Button kind="primary" busy={work.isPending} disabled={text.trim() === ''} onClick={() => work.mutate('')}>
            {m.hall.textGo}
          </Button>
        </>
      }
    >
      <Field id="bai-viet" label={m.hall.textLabel} hint={hall.papers.length > 0 ? m.hall.textPapers(hall.papers.length) : m.hall.textNoPapers}>
        <TextArea id="bai-viet" rows={8} value={text} onChange={setText} />
      </Field>
      {work.isError ? <ErrorBox compact error={work.error} /> : null}
      {check ? (
        <div className="hall-check" role="status">
          <p>
            <Tag status={check.limit_minutes !== undefined && check.minutes > check.limit_minutes ? 'warn' : 'ok'}>{m.hall.textTime(check.words, check.minutes, check.words_per_minute, check.limit_minutes)}</Tag>
          </p>
          {check.copied_percent !== undefined ? (
            <p>
              <Tag status={check.copied_percent > (check.copied_limit_percent ?? 100) ? 'warn' : 'ok'}>{m.hall.textCopied(check.copied_percent, check.copied_limit_percent)}</Tag>
            </p>
          ) : null}
          <ul>
            {check.copied.map((one) => (
              <li key={`${one.start}-${one.end}`}>
                <q>{one.quote}</q> <span className="soft">{one.paper}</span>
              </li>
            ))}
          </ul>
          {check.remarks
            .filter((one) => one.outcome === 'breached')
            .map((one) => (
              <div key={one.norm}>
                <p>
                  <Tag status="warn">{one.message}</Tag>
                </p>
                <ul>
                  {one.passages.map((passage) => (
                    <li key={passage.start}>
                      <q>{passage.quote}</q>
                    </li>
                  ))}
                </ul>
                <p>{one.remedy}</p>
              </div>
            ))}
          {told ? (
            work.variables !== '' ? (
              <p>{m.hall.textKeptDone(work.variables ?? '')}</p>
            ) : (
              <>
                <Field id="giu-nguyen" label={m.hall.textKept} hint={m.hall.textKeptHint}>
                  <Input id="giu-nguyen" value={reason} onChange={setReason} maxLength={1000} />
                </Field>
                <Button busy={work.isPending} disabled={reason.trim() === ''} onClick={() => work.mutate(nfc(reason).trim())}>
                  {m.hall.textKeep}
                </Button>
              </>
            )
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}
