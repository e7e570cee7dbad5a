// The Kiểm tra panel: counts by level, findings by group, one open at a time with its clause quoted.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { normsQuery } from '../../api/queries';
import type { Severity } from '../../api/types';
import { m } from '../../app/messages';
import { Button } from '../../ui/Button';
import { Empty, ErrorBox, Loading } from '../../ui/states';
import { Glyph, statusOfSeverity } from '../../ui/status';
import { ClauseLink } from '../basis/ClauseLink';
import type { Checked, Item } from './findings';
import { countBySeverity, fact, groupOrder } from './findings';

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
}

export function CheckPanel(p: CheckPanelProps) {
  const norms = useQuery(normsQuery);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (p.current !== null) box.current?.querySelector(`[data-card="${p.current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [p.current]);
  const items = p.checked?.items ?? [];
  const counts = countBySeverity(items);
  const sources = [...new Set(items.map((item) => item.finding.source))];
  const statement = (item: Item): string => item.finding.quote || norms.data?.items.find((norm) => norm.id === item.finding.norm)?.statement || '';
  const groups = [...groupOrder, ...new Set(items.map((item) => item.finding.group).filter((group) => !groupOrder.includes(group)))];

  return (
    <section className="check" aria-label={m.draft.check}>
      <div className="check-head">
        <h2>{m.draft.check}</h2>
        <span className="soft" role="status">
          {p.checking ? m.draft.checking : p.checked ? m.draft.counts(items.length, p.checked.answer.summary.met) : ''}
        </span>
        <button type="button" className="check-next" onClick={p.onNext} disabled={items.length === 0}>
          <kbd>F8</kbd> {m.draft.nextKey}
        </button>
        {p.onClose ? <Button kind="quiet" icon="close" label={m.close} onClick={p.onClose} /> : null}
      </div>
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
        {p.error ? <ErrorBox compact error={p.error} onRetry={p.onRetry} /> : null}
        {!p.checked && !p.error ? p.empty ? <Empty>{m.draft.notChecked}</Empty> : <Loading lines={6} /> : null}
        {p.checked && items.length === 0 ? <Empty>{p.empty ? m.draft.notChecked : m.draft.clean}</Empty> : null}
        {groups.map((group) => {
          const inside = items.map((item, index) => ({ item, index })).filter(({ item }) => item.finding.group === group);
          if (inside.length === 0) return null;
          return (
            <div key={group} className="check-group">
              <h3>
                {m.draft.groups[group] ?? group} <span>{inside.length}</span>
              </h3>
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
                        {statement(item) ? (
                          <blockquote>
                            <p className="muted">{m.draft.quoteOf(item.finding.source, item.finding.clause)}</p>
                            <p>“{statement(item)}”</p>
                          </blockquote>
                        ) : null}
                        {fact(item.finding.message) !== item.finding.message ? <p className="check-measure muted">{item.finding.message}</p> : null}
                        {item.finding.measured && item.finding.limit ? <p className="check-measure">{m.draft.measured(item.finding.measured, item.finding.limit)}</p> : null}
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
                        <div className="check-actions">
                          {item.spans.length > 0 && !p.lost ? (
                            <Button small kind="primary" onClick={() => p.onGo(p.passage)}>
                              {m.draft.goTo}
                            </Button>
                          ) : null}
                          {item.spans.length > 1 && !p.lost ? (
                            <Button small onClick={() => p.onGo((p.passage + 1) % item.spans.length)}>
                              {m.draft.passage(p.passage + 1, item.spans.length)}
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
        {p.checked && p.checked.unknown.length > 0 ? (
          <details className="check-unknown">
            <summary>
              {m.draft.cannotTell} <span>{p.checked.unknown.length}</span>
            </summary>
            <ul>
              {p.checked.unknown.map((finding, index) => (
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
      <div className="check-foot">{p.foot}</div>
    </section>
  );
}

/** "2.1, gạch đầu dòng 3, câu 2" beside a line is just "2.1". */
export const shortSection = (clause: string): string => clause.split(',')[0]?.trim() ?? clause;
