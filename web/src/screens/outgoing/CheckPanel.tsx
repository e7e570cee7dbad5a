// The Kiểm tra panel: counts by level, findings by group, one open at a time with its clause quoted.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { normsQuery } from '../../api/queries';
import { ruleQuery } from '../../api/rules';
import type { FindingAnswer } from '../../api/issuing';
import type { CopyView, Severity } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { dateTime } from '../../lib/format';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, TextArea } from '../../ui/controls';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { Glyph, statusOfSeverity } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import type { Checked, Item } from './findings';
import { countBySeverity, fact, groupOrder, plainClause, shortSection, summaryOnly, unseen } from './findings';
import type { SuperiorPlace } from './Superior';
import { Beside, CoverageTables, SuperiorField } from './Superior';

export interface CheckPanelProps {
  checked: Checked | null;
  checking: boolean;
  error: unknown;
  onRetry: () => void;
  current: number | null;
  passage: number;
  lost: boolean; // the passage of the open finding was edited
  onOpen: (item: number | null) => void;
  onGo: (passage: number) => void;
  onNext: () => void;
  onCompare: () => void; // the draft beside the superiors' documents
  onClose?: (() => void) | undefined;
  empty: boolean;
  foot: React.ReactNode;
  stops: (item: Item) => number; // how many places "Tới đoạn này" knows in the present view
  fix?: Fix | undefined; // "Sửa giúp"; absent: not now
  answers: readonly FindingAnswer[]; // "Giải trình" and "Không đúng" kept so far
  onAnswer?: ((item: Item, kind: 'explain' | 'not_right', reason: string) => Promise<unknown>) | undefined; // absent: not now
  onCopy: (copy: CopyView) => void;
  onImplements?: ((symbol: string) => Promise<unknown>) | undefined; // absent: not now
  onOwn: (start: number, end: number) => void; // a stretch of the draft, code points
  onSuperior: (place: SuperiorPlace) => void;
  tabs: React.ReactNode; // check or issuing
  other?: React.ReactNode; // the other tab's content, in place of the findings
}

export interface Fix {
  busy: string | null; // the norm being mended, '' for all
  onFix: (norm: string | null) => void;
}

export function CheckPanel(p: CheckPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (p.current !== null) box.current?.querySelector(`[data-card="${p.current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [p.current]);
  const items = p.checked?.items ?? [];
  const counts = countBySeverity(items);
  const sources = [...new Set(items.map((item) => item.finding.source))];
  const groups = [...groupOrder, ...new Set(items.map((item) => item.finding.group).filter((group) => !groupOrder.includes(group)))];

  return (
    <section className="check" aria-label={m.draft.check}>
      <div className="check-head">
        <h2 className="visually-hidden">{m.draft.check}</h2>
        {p.tabs}
        <span className="soft check-count" role="status">
          {p.checking ? m.draft.checking : p.checked ? m.draft.counts(items.length, p.checked.answer.summary.met) : ''}
        </span>
        <button type="button" className="check-next" onClick={p.onNext} disabled={items.length === 0}>
          <kbd>F8</kbd> {m.draft.nextKey}
        </button>
        {p.onClose ? <Button kind="quiet" icon="close" label={m.close} onClick={p.onClose} /> : null}
      </div>
      {p.other ?? (<>
      {items.length > 0 ? (
        <div className="check-counts">
          {(['error', 'warning', 'info'] as Severity[]).map((severity) =>
            counts[severity] > 0 ? (
              <span key={severity} className={`status-text status-text-${statusOfSeverity[severity]}`}>
                <Glyph status={statusOfSeverity[severity]} />
                {m.level[severity]} {counts[severity]}
              </span>
            ) : null,
          )}
          <span className="check-source">{sources.length === 1 ? sources[0] : null}</span>
        </div>
      ) : null}
      <div className="check-list" ref={box} tabIndex={0} role="group" aria-label={m.draft.findings}>
        {p.checked?.answer.warnings.map((one) => (
          <p key={one} className="check-fix soft">
            <Glyph status="warn" /> {one}
          </p>
        ))}
        {p.checked?.answer.looks === 'scan' ? (
          <p className="check-fix soft">
            <Glyph status="warn" /> {m.draft.fromScan}
          </p>
        ) : null}
        {p.error ? <ErrorBox compact error={p.error} onRetry={p.onRetry} /> : null}
        {!p.checked && !p.error ? p.empty ? <Empty>{m.draft.notChecked}</Empty> : <Loading lines={6} /> : null}
        {p.checked ? <SuperiorField implemented={p.checked.answer.implements} onChange={p.onImplements} /> : null}
        {p.checked && items.length === 0 ? <Empty>{p.empty ? m.draft.notChecked : p.checked.unknown.length > 0 ? m.draft.cleanSoFar(p.checked.unknown.length) : m.draft.clean}</Empty> : null}
        {groups.map((group) => {
          const inside = items.map((item, index) => ({ item, index })).filter(({ item }) => item.finding.group === group);
          if (inside.length === 0) return null;
          return (
            <div key={group} className="check-group">
              <h3>
                {m.draft.groups[group] ?? group} <span>{inside.length}</span>
              </h3>
              {group === 'the_thuc' && p.checked?.form ? <p className="check-fix soft">{fact(p.checked.form.message)}</p> : null}
              {inside.some(({ item }) => item.finding.clause.includes(summaryOnly)) ? <p className="check-fix soft">{m.draft.summaryOnly}</p> : null}
              {group === 'the_thuc' ? <FixAll items={items} fix={p.fix} edited={p.checked?.answer.looks === 'edited'} /> : null}
              <ul>
                {inside.map(({ item, index }) => (
                  <li key={item.key} data-card={index} className={p.current === index ? `check-card card-${item.finding.severity}` : undefined}>
                    <div className="check-row">
                      <button type="button" className="check-title" aria-expanded={p.current === index} onClick={() => p.onOpen(p.current === index ? null : index)}>
                        <Glyph status={statusOfSeverity[item.finding.severity]} />
                        <span className="visually-hidden">{m.level[item.finding.severity]}: </span>
                        <span>{fact(item.finding.message)}</span>
                      </button>
                      <ClauseLink text={m.draft.section(shortSection(item.finding.clause))} source={item.finding.source} norm={item.finding.norm} />
                    </div>
                    {p.current === index ? (
                      <div className="check-body">
                        <Rule finding={item.finding} />
                        <Beside finding={item.finding} onSuperior={p.onSuperior} />
                        {fact(item.finding.message) !== item.finding.message ? <p className="check-measure muted">{item.finding.message}</p> : null}
                        {item.finding.measured && item.finding.limit ? <p className="check-measure">{item.finding.group === 'the_thuc' ? m.draft.looks(item.finding.measured, item.finding.limit) : m.draft.measured(item.finding.measured, item.finding.limit)}</p> : null}
                        {item.finding.missing ? (
                          <p className="check-measure">
                            {m.draft.missing}: {item.finding.missing}
                          </p>
                        ) : null}
                        {item.finding.remedy ? (
                          <div className="check-remedy">
                            <p className="muted">{m.draft.suggestion}</p>
                            <p>{item.finding.remedy}</p>
                          </div>
                        ) : null}
                        {p.lost ? <p className="check-measure">{m.draft.moved}</p> : null}
                        <Answers key={item.key} item={item} answers={p.answers} onAnswer={p.onAnswer} />
                        <div className="check-actions">
                          {gapsOf(item) > 0 ? (
                            <Button small kind="primary" onClick={() => openCoverage(box.current)}>
                              {m.superior.seeGaps(gapsOf(item))}
                            </Button>
                          ) : null}
                          {p.stops(item) > 0 && !p.lost ? (
                            <Button small kind="primary" onClick={() => p.onGo(p.passage)}>
                              {m.draft.goTo}
                            </Button>
                          ) : null}
                          {p.stops(item) > 1 && !p.lost ? (
                            <Button small onClick={() => p.onGo((p.passage + 1) % p.stops(item))}>
                              {m.draft.passage(p.passage + 1, p.stops(item))}
                            </Button>
                          ) : null}
                          {item.finding.repairable && p.fix ? (
                            <Button small icon="edit" busy={p.fix.busy === item.finding.norm} disabled={p.fix.busy !== null} onClick={() => p.fix?.onFix(item.finding.norm)}>
                              {m.draft.fix}
                            </Button>
                          ) : null}
                          {item.finding.group === 'trung_lap' ? (
                            <Button small icon="compare" onClick={p.onCompare}>
                              {m.compare.open}
                            </Button>
                          ) : null}
                        </div>
                      </div>
                    ) : null}
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
        {p.checked ? <CoverageTables coverage={p.checked.answer.coverage} onOwn={p.onOwn} onSuperior={p.onSuperior} /> : null}
        <Copies checked={p.checked} onCopy={p.onCopy} />
        {p.checked && p.checked.unknown.length > 0 ? (
          <details className="check-unknown">
            <summary>
              {m.draft.cannotTell} <span>{p.checked.unknown.length}</span>
            </summary>
            <ul>
              {unseen(p.checked.unknown).counted.map(([missing, n]) => (
                <li key={missing} className="check-row">
                  <span className="check-title">
                    <Glyph status="none" />
                    <span>
                      {m.draft.unseen(n)} <span className="muted">{missing}</span>
                    </span>
                  </span>
                </li>
              ))}
              {unseen(p.checked.unknown).shown.map((finding, index) => (
                <li key={`${finding.norm} ${index}`} className="check-row">
                  <span className="check-title">
                    <Glyph status="none" />
                    <span>
                      {fact(finding.message)}
                      {finding.missing ? <span className="muted"> {finding.missing}</span> : null}
                    </span>
                  </span>
                  <ClauseLink text={m.draft.section(shortSection(finding.clause))} source={finding.source} norm={finding.norm} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      </>)}
      <div className="check-foot">{p.foot}</div>
    </section>
  );
}

/** The sentence of the source where the office imported it; else our statement of the rule, which is no quotation. */
function Rule({ finding }: { finding: Item['finding'] }) {
  const { unit } = useSession();
  const rule = useQuery(ruleQuery(unit.code, finding.norm));
  const norms = useQuery(normsQuery);
  const quote = rule.data?.quote;
  const statement = norms.data?.items.find((norm) => norm.id === finding.norm)?.statement;
  if (quote?.state === 'found') {
    return (
      <blockquote>
        <p className="muted">{m.draft.quoteOf(finding.source, finding.clause)}</p>
        <p>“{quote.text}”</p>
        {quote.exact ? null : <p className="muted">{m.rules.around}</p>}
      </blockquote>
    );
  }
  if (!statement || rule.isPending) return null;
  return (
    <div className="check-rule">
      <p className="muted">{m.draft.ruleOf(finding.source, plainClause(finding.clause))}</p>
      <p>{statement}</p>
    </div>
  );
}

/** What can be mended in the file at one press; never a word. */
function FixAll({ items, fix, edited }: { items: readonly Item[]; fix: Fix | undefined; edited: boolean }) {
  const n = items.filter((item) => item.finding.repairable).length;
  if (edited) return <p className="check-fix soft">{m.draft.looksEdited}</p>;
  if (n === 0 || !fix) return null;
  return (
    <div className="check-fix">
      <Button small kind="primary" icon="edit" busy={fix.busy === ''} disabled={fix.busy !== null} onClick={() => fix.onFix(null)}>
        {m.draft.fixAll(n)}
      </Button>
      <span className="soft small">{m.draft.fixHint}</span>
    </div>
  );
}

/** Tasks of the superior's document that have no place in the draft. */
const gapsOf = (item: Item): number => item.finding.passages.filter((one) => one.other && one.end === one.start).length;
function openCoverage(panel: HTMLElement | null): void {
  const table = panel?.querySelector<HTMLDetailsElement>('.coverage');
  if (!table) return;
  table.open = true;
  table.scrollIntoView({ block: 'start' });
  table.querySelector<HTMLElement>('.coverage-open')?.focus({ preventScroll: true });
}

const quoteOf = (item: Item): string => item.finding.passages[0]?.quote ?? '';
const same = (a: string, b: string): boolean => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
export const answersOf = (item: Item, answers: readonly FindingAnswer[]): FindingAnswer[] => answers.filter((one) => one.norm === item.finding.norm && same(one.quote, quoteOf(item)));

function Answers({ item, answers, onAnswer }: { item: Item; answers: readonly FindingAnswer[]; onAnswer: CheckPanelProps['onAnswer'] }) {
  const [kind, setKind] = useState<'explain' | 'not_right' | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const keep = async (): Promise<void> => {
    if (!onAnswer || kind === null) return;
    setBusy(true);
    setError(null);
    try {
      await onAnswer(item, kind, nfc(reason).trim());
      setKind(null);
      setReason('');
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {answersOf(item, answers).map((one) => (
        <p key={one.at} className="check-measure">
          <strong>{m.issuing.kept[one.kind]}:</strong> {one.reason} <span className="soft">({one.actor_name}, {dateTime(one.at)})</span>
        </p>
      ))}
      {onAnswer && kind === null ? (
        <div className="check-actions">
          <Button small onClick={() => setKind('explain')}>
            {m.issuing.explain}
          </Button>
          <Button small kind="quiet" onClick={() => setKind('not_right')}>
            {m.issuing.notRight}
          </Button>
        </div>
      ) : null}
      {kind !== null ? (
        <div className="account-like">
          {error ? <ErrorBox compact error={error} /> : null}
          <Field id="tra-loi" label={kind === 'explain' ? m.issuing.explainHint : m.issuing.notRightHint}>
            <TextArea id="tra-loi" rows={2} value={reason} onChange={setReason} autoFocus />
          </Field>
          <div className="check-actions">
            <Button small kind="primary" busy={busy} onClick={() => void keep()}>
              {m.issuing.keep}
            </Button>
            <Button small onClick={() => setKind(null)}>
              {m.cancel}
            </Button>
          </div>
        </div>
      ) : null}
    </>
  );
}

/** Superiors' documents the draft repeats, the largest share first. */
function Copies({ checked, onCopy }: { checked: Checked | null; onCopy: (copy: CopyView) => void }) {
  const copies = checked?.answer.copies ?? [];
  if (copies.length === 0) return null;
  return (
    <div className="check-group" data-copies>
      <h3>
        {m.issuing.copies} <span>{copies.length}</span>
      </h3>
      <ul>
        {copies.map((one) => (
          <li key={one.id} className="check-row">
            <button type="button" className="check-title" onClick={() => onCopy(one)}>
              <Glyph status={one.above ? 'bad' : 'info'} />
              <span>
                {m.issuing.copy(one.percent, one.symbol ?? one.subject)}
                {one.above && checked?.answer.copy_limit_percent !== undefined ? `, ${m.issuing.copyAbove(checked.answer.copy_limit_percent)}` : ''}
              </span>
            </button>
            <Button small kind="quiet" icon="compare" label={`${m.issuing.copyBeside}: ${one.symbol ?? one.subject}`} onClick={() => onCopy(one)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
