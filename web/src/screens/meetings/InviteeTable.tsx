// Those invited, and what the norms on composition ask of each: role, sector, in charge, concerned. Up to 10,000 bodies: only the rows in
// view are on the page; one entry can be made for the whole list.
import { useMutation } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Invitee, InviteeList } from '../../api/meetings';
import { readInvitees } from '../../api/meetings';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { useScale } from '../../app/theme';
import { count } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Input, Select, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import { Glyph } from '../../ui/status';
import { UnitPicks } from '../outgoing/UnitPicks';

const everyone = '*';
const mixed = 'mixed';
const words = ['role', 'capacity', 'level', 'bloc'] as const;
const flags = ['in_charge', 'concerned', 'in_scope'] as const;
type Word = (typeof words)[number];
type Flag = (typeof flags)[number];

const flagText = (value: boolean | null | undefined): string => (value === true ? 'yes' : value === false ? 'no' : '');
const nameOf = (one: Invitee): string => one.name ?? one.unit;

function summary(one: Invitee): string {
  return [
    one.role ? m.invite.roles[one.role] : '',
    one.sector ?? '',
    one.in_charge === true ? m.invite.charge : one.in_charge === false ? m.invite.noCharge : '',
    one.concerned === true ? m.invite.concern : one.concerned === false ? m.invite.noConcern : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What all of them say alike; `mixed` where they do not. */
function common(list: Invitee[], read: (one: Invitee) => string): string {
  const first = list[0] ? read(list[0]) : '';
  return list.every((one) => read(one) === first) ? first : mixed;
}

export function InviteeTable({ id, list, onChange }: { id: string; list: Invitee[]; onChange: (next: Invitee[]) => void }) {
  const scroller = useRef<HTMLUListElement>(null);
  const [target, setTarget] = useState(everyone);
  const [pasting, setPasting] = useState(false);
  const height = Math.round(40 * (useScale() / 100));
  const rows = useVirtualizer({ count: list.length, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 8, initialRect: { width: 400, height: 240 } });
  const one = list.find((each) => each.unit === target);
  return (
    <>
      <UnitPicks key={list.length} id={id} picked={[]} except="" onChange={([added]) => (added && !list.some((each) => each.unit === added.code) ? onChange([...list, { unit: added.code, name: added.name }]) : undefined)} />
      <div className="invitee-tools">
        <span role="status">{m.invite.count(count(list.length))}</span>
        <Button small onClick={() => setPasting(true)}>
          {m.invite.paste}
        </Button>
        {list.length > 1 ? (
          <Button small onClick={() => onChange([])}>
            {m.invite.removeAll}
          </Button>
        ) : null}
      </div>
      {list.length > 0 ? (
        <>
          <ul ref={scroller} className="invitees" aria-label={m.invite.list} tabIndex={0} style={{ height: Math.min(list.length, 5) * height + 2 }}>
            {rows.getVirtualItems().map((item) => {
              const each = list[item.index];
              if (!each) return null;
              return (
                <li key={each.unit} aria-setsize={list.length} aria-posinset={item.index + 1} style={{ height: item.size, transform: `translateY(${item.start}px)` }}>
                  <button type="button" className="link invitee-name" aria-pressed={target === each.unit} aria-label={m.invite.edit(nameOf(each))} onClick={() => setTarget(target === each.unit ? everyone : each.unit)}>
                    <span className="ellipsis">{nameOf(each)}</span>
                    <span className="soft ellipsis">{summary(each)}</span>
                  </button>
                  <Button small kind="quiet" icon="close" label={m.issuing.remove(nameOf(each))} onClick={() => onChange(list.filter((other) => other.unit !== each.unit))} />
                </li>
              );
            })}
            <li role="presentation" aria-hidden="true" style={{ height: 1, transform: `translateY(${Math.max(0, rows.getTotalSize() - 1)}px)` }} />
          </ul>
          <Details
            id={id}
            name={one ? nameOf(one) : m.invite.all(count(list.length))}
            chosen={one ? [one] : list}
            whole={!one}
            onWhole={() => setTarget(everyone)}
            onChange={(change) => onChange(list.map((each) => (!one || each.unit === one.unit ? { ...each, ...change } : each)))}
          />
        </>
      ) : null}
      {pasting ? <PasteDialog onClose={() => setPasting(false)} onRead={(added) => onChange([...list, ...added.filter((each) => !list.some((other) => other.unit === each.unit))])} /> : null}
    </>
  );
}

function Details(p: { id: string; name: string; chosen: Invitee[]; whole: boolean; onWhole: () => void; onChange: (change: Partial<Invitee>) => void }) {
  const { chosen } = p;
  const said = useMemo(
    () => ({
      words: Object.fromEntries(words.map((key) => [key, common(chosen, (one) => one[key] ?? '')])) as Record<Word, string>,
      flags: Object.fromEntries(flags.map((key) => [key, common(chosen, (one) => flagText(one[key]))])) as Record<Flag, string>,
      sector: common(chosen, (one) => one.sector ?? ''),
    }),
    [chosen],
  );
  const options = (known: Record<string, string>, value: string) => [
    ...(value === mixed ? [{ value: mixed, label: m.invite.mixed }] : []),
    ...Object.entries(known).map(([key, label]) => ({ value: key, label })),
  ];
  const pick = (key: Word, known: Record<string, string>) => (
    <Field id={`${p.id}-${key}`} label={m.invite[key]}>
      <Select<string> id={`${p.id}-${key}`} value={said.words[key]} options={options(known, said.words[key])} onChange={(value) => (value === mixed ? undefined : p.onChange({ [key]: value === '' ? undefined : value }))} />
    </Field>
  );
  return (
    <fieldset className="invitee-details">
      <legend>
        {m.invite.target}: {p.name}
      </legend>
      {p.whole ? null : (
        <Button small onClick={p.onWhole}>
          {m.invite.whole}
        </Button>
      )}
      <div className="conference-two">
        {pick('role', m.invite.roles)}
        <Field id={`${p.id}-sector`} label={m.invite.sector}>
          <Input id={`${p.id}-sector`} value={said.sector === mixed ? '' : said.sector} placeholder={said.sector === mixed ? m.invite.mixed : undefined} onChange={(value) => p.onChange({ sector: value === '' ? undefined : nfc(value) })} />
        </Field>
        {flags.map((key) => (
          <Field key={key} id={`${p.id}-${key}`} label={m.invite[key]}>
            <Select<string> id={`${p.id}-${key}`} value={said.flags[key]} options={options(m.invite.yesNo, said.flags[key])} onChange={(value) => (value === mixed ? undefined : p.onChange({ [key]: value === '' ? undefined : value === 'yes' }))} />
          </Field>
        ))}
        {pick('capacity', m.invite.blocs)}
        {pick('level', m.invite.levels)}
        {pick('bloc', m.invite.blocs)}
      </div>
    </fieldset>
  );
}

function PasteDialog({ onClose, onRead }: { onClose: () => void; onRead: (added: Invitee[]) => void }) {
  const { unit } = useSession();
  const [text, setText] = useState('');
  const send = useMutation({ mutationFn: () => readInvitees(unit.code, nfc(text)), onSuccess: (found: InviteeList) => onRead(found.items) });
  return (
    <Dialog
      title={m.invite.pasteTitle}
      onClose={onClose}
      width={640}
      footer={
        <>
          <Button onClick={onClose}>{m.meetings.close}</Button>
          <Button kind="primary" busy={send.isPending} disabled={text.trim() === ''} onClick={() => send.mutate()}>
            {m.invite.pasteNow}
          </Button>
        </>
      }
    >
      <p className="soft">{m.invite.pasteHint}</p>
      <Field id="moi-dan" label={m.invite.pasteRows}>
        <TextArea id="moi-dan" rows={8} value={text} onChange={setText} />
      </Field>
      {send.error ? <ErrorBox compact error={send.error} /> : null}
      {send.data ? (
        <div className="import-rows" role="status">
          <p>
            <strong>{m.invite.pasted(count(send.data.items.length), send.data.refused.length)}</strong>
          </p>
          <ul>
            {send.data.refused.slice(0, 100).map((one) => (
              <li key={one.line}>
                <Glyph status="bad" /> {`${m.invite.line(one.line, one.said)}: ${one.message}`}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Dialog>
  );
}
