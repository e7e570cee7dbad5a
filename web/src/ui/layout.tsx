// Page head, card and side panel: the same frame on every screen.
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { m } from '../app/messages';
import { Button } from './Button';
import { NoBreak } from './NoBreak';
import { DemoBadge } from './status';
import { useSingleColumn } from './useNarrow';

export function PageHead(p: { title: string; line?: ReactNode; sample?: boolean; actions?: ReactNode; back?: ReactNode; below?: ReactNode }) {
  return (
    <header className="page-head">
      {p.back}
      <div className="page-head-text">
        <div className="page-head-title">
          <h1 tabIndex={-1}>
            <NoBreak text={p.title} />
          </h1>
          {p.sample ? <DemoBadge /> : null}
        </div>
        {p.line ? <p className="page-head-line">{p.line}</p> : null}
        {p.below}
      </div>
      {p.actions ? <div className="page-head-actions no-print">{p.actions}</div> : null}
    </header>
  );
}

export function Card(p: { title?: string; aside?: ReactNode; foot?: ReactNode; children: ReactNode; className?: string; label?: string }) {
  return (
    <section className={`card ${p.className ?? ''}`} aria-label={p.title ?? p.label}>
      {p.title ? (
        <div className="card-head">
          <h2>{p.title}</h2>
          {p.aside}
        </div>
      ) : null}
      {p.children}
      {p.foot ? <div className="card-foot">{p.foot}</div> : null}
    </section>
  );
}

/** Right panel of a list: the list stays usable. Takes the focus when it opens; the list gives it back to its row. */
export function Panel(p: {
  title: string;
  sub?: ReactNode;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  wide?: boolean;
  onWide?: () => void;
  children: ReactNode;
  foot?: ReactNode;
  focusKey?: string;
  autoFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const narrow = useSingleColumn();
  const alone = narrow || p.wide === true; // the list and its h1 are not on the page
  useEffect(() => {
    if (p.autoFocus !== false) heading.current?.focus({ preventScroll: true });
  }, [p.focusKey, p.autoFocus]);
  return (
    <section className={`panel${p.wide ? ' panel-wide' : ''}`} aria-label={p.title}>
      <div className="panel-head">
        {alone ? (
          <h1 ref={heading} tabIndex={-1}>
            {p.title}
          </h1>
        ) : (
          <h2 ref={heading} tabIndex={-1}>
            {p.title}
          </h2>
        )}
        {p.sub ? <span className="panel-sub">{p.sub}</span> : null}
        <div className="panel-tools">
          {p.onPrevious || p.onNext ? (
            <>
              <Button kind="quiet" icon="up" label={m.panel.previous} disabled={!p.onPrevious} onClick={() => p.onPrevious?.()} />
              <Button kind="quiet" icon="down" label={m.panel.next} disabled={!p.onNext} onClick={() => p.onNext?.()} />
            </>
          ) : null}
          {p.onWide ? (
            <Button kind="quiet" className="panel-widen" icon={p.wide ? 'shrink' : 'expand'} label={p.wide ? m.panel.narrow : m.panel.widen} onClick={p.onWide} />
          ) : null}
          <Button kind="quiet" icon="close" label={m.panel.close} onClick={p.onClose} />
        </div>
      </div>
      {p.children}
      {p.foot ? <div className="panel-foot">{p.foot}</div> : null}
    </section>
  );
}
