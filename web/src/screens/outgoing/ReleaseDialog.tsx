// To whom a document goes: units of the system are offered from its "Nơi nhận" where a line names one surely; the rest stays as written.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import * as issuing from '../../api/issuing';
import type { FileFault, Issuing } from '../../api/issuing';
import type { Document } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { fold, nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { ErrorSummary, Field, TextArea } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorBox } from '../../ui/states';
import type { Picked } from './UnitPicks';
import { UnitPicks } from './UnitPicks';

const most = 20; // lines looked up: more are bodies of a kind, not units by name

/** "- Đảng ủy xã Minh Bình (để thực hiện);" names "Đảng ủy xã Minh Bình". */
export const bareName = (line: string): string => nfc(line).replace(/^[-–+•\s]+/u, '').replace(/\s*\([^()]*\)\s*/gu, ' ').replace(/[;,.\s]+$/u, '').trim();

/** Lines that name exactly one unit of the system. */
async function named(lines: string[], except: string): Promise<Map<string, Picked>> {
  const out = new Map<string, Picked>();
  for (const line of lines.slice(0, most)) {
    const name = bareName(line);
    if (name.length < 4) continue;
    const found = await api.searchUnits({ q: name, limit: 5, all: true });
    const same = found.items.filter((one) => fold(one.name) === fold(name) && one.code !== except);
    const [only] = same;
    if (same.length === 1 && only) out.set(line, { code: only.code, name: only.name });
  }
  return out;
}

export function ReleaseDialog({ document, more = false, faults = [], onClose, onDone }: { document: Document; more?: boolean; faults?: FileFault[]; onClose: () => void; onDone: (after: Issuing) => void }) {
  const { unit } = useSession();
  const written = more ? [] : (document.recipients ?? []).filter((line) => !/^[-–+•\s]*Lưu\b/u.test(line)); // what stays here goes nowhere
  const [picked, setPicked] = useState<Picked[]>([]);
  const [names, setNames] = useState(() => written.join('\n'));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const touched = useRef(false);
  const offered = useQuery({ queryKey: ['unit-search', 'recipients', document.id], queryFn: () => named(written, unit.code), enabled: written.length > 0, staleTime: Infinity });
  useEffect(() => {
    if (!offered.data || offered.data.size === 0 || touched.current) return;
    setPicked([...offered.data.values()]);
    setNames(written.filter((line) => !offered.data.has(line)).join('\n'));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the answer comes
  }, [offered.data]);
  const lines = names.split('\n').map((one) => nfc(one).trim()).filter(Boolean);
  const why = nfc(reason).trim();
  const work = useMutation({
    mutationFn: () => {
      const to = { version: document.version, units: picked.map((one) => one.code), names: lines };
      return more ? issuing.sendMore(unit.code, document.id, to) : issuing.release(unit.code, document.id, { ...to, ...(why ? { file_reason: why } : {}) });
    },
    onSuccess: onDone,
  });
  const errors = [
    ...(picked.length + lines.length === 0 ? [{ id: 'nhan-don-vi', message: m.issuing.needRecipient }] : []),
    ...(faults.length > 0 && why === '' ? [{ id: 'nhan-ly-do', message: m.issuing.needFileReason }] : []),
  ];
  const missing = errors.some((one) => one.id === 'nhan-don-vi');
  return (
    <Dialog
      title={more ? m.issuing.moreTitle(document.symbol ?? '') : m.issuing.releaseTitle(document.symbol ?? '')}
      width={600}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button
            kind="primary"
            busy={work.isPending}
            onClick={() => {
              setTried(true);
              if (errors.length > 0) requestAnimationFrame(() => summary.current?.focus());
              else work.mutate();
            }}
          >
            {more ? m.issuing.more : m.issuing.release}
          </Button>
        </>
      }
    >
      <div className="account-like">
        <p className="soft small">{m.issuing.releaseHint}</p>
        {offered.data && offered.data.size > 0 ? <p className="soft small">{m.issuing.offered(offered.data.size)}</p> : null}
        {tried && errors.length > 0 ? <ErrorSummary ref={summary} title={m.issuing.notReleased} errors={errors} /> : null}
        {work.isError ? <ErrorBox compact error={work.error} /> : null}
        <Field id="nhan-don-vi" label={m.issuing.toUnits}>
          <UnitPicks
            id="nhan-don-vi"
            picked={picked}
            onChange={(next) => {
              touched.current = true;
              setPicked(next);
            }}
            except={unit.code}
            invalid={tried && missing}
          />
        </Field>
        <Field id="nhan-khac" label={m.issuing.toNames} hint={m.draft.recipientsHint}>
          <TextArea
            id="nhan-khac"
            rows={3}
            value={names}
            onChange={(next) => {
              touched.current = true;
              setNames(next);
            }}
          />
        </Field>
        {faults.length > 0 ? (
          <Field id="nhan-ly-do" label={m.issuing.releaseReason} hint={faults.map((one) => one.message).join(' ')} error={tried && why === '' ? m.issuing.needFileReason : undefined}>
            <TextArea id="nhan-ly-do" rows={2} value={reason} onChange={setReason} invalid={tried && why === ''} />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}
