// The open row: the sentence of the source beside our own statement, exceptions, readings, local documents, and the cases.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ruleQuery } from '../../api/rules';
import type { Cases, LocalRule, Quote, RuleDetail } from '../../api/rules';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/states';
import { StatusText } from '../../ui/status';
import { EndDialog, TightenDialog } from './TightenDialog';
import { TryRule } from './TryRule';
import { outcomeStatus, parameterName, valueText, readingState } from './words';

export function RuleOpen({ id, ran, mayTighten }: { id: string; ran: Cases['items'] | undefined; mayTighten: boolean }) {
  const { unit } = useSession();
  const query = useQuery(ruleQuery(unit.code, id));
  return (
    <div className="rule-detail">
      <Loaded query={query} lines={4}>
        {(rule) => <Detail rule={rule} ran={ran} mayTighten={mayTighten} />}
      </Loaded>
    </div>
  );
}

function Detail({ rule, ran, mayTighten }: { rule: RuleDetail; ran: Cases['items'] | undefined; mayTighten: boolean }) {
  const [step, setStep] = useState<'try' | 'tighten' | null>(null);
  const machine = ['full', 'over_reports', 'under_reports', 'measured_only'].includes(rule.state);
  const movable = rule.parameters.some((one) => one.stricter !== 'constant') || rule.exceptions.filter((one) => one.effect === 'waive').length === 1;
  return (
    <>
      <div className="rule-columns">
        <div className="rule-left">
          <QuoteBox quote={rule.quote} source={rule.source} clause={rule.clause} />
          <dl className="rule-facts">
            <dt>{m.rules.force}</dt>
            <dd>{m.basis.force[rule.force] ?? rule.force}</dd>
            {rule.per.length > 0 ? (
              <>
                <dt>{m.rules.per}</dt>
                <dd>{rule.per.map((one) => m.rules.perWords[one] ?? one).join(', ')}</dd>
              </>
            ) : null}
            {rule.applies_from || rule.applies_until || rule.levels.length > 0 || rule.blocs.length > 0 ? (
              <>
                <dt>{m.rules.applies}</dt>
                <dd>
                  {[
                    ...rule.levels.map((one) => m.rules.levels[one] ?? one),
                    ...rule.blocs.map((one) => m.rules.blocs[one] ?? one),
                    rule.applies_from ? m.basis.from(date(rule.applies_from)) : '',
                    rule.applies_until ? m.basis.until(date(rule.applies_until)) : '',
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </dd>
              </>
            ) : null}
            {rule.parameters.length > 0 ? (
              <>
                <dt>{m.rules.values}</dt>
                <dd>
                  <ul>
                    {rule.parameters.map((one) => (
                      <li key={`${one.name}${one.from}`}>
                        {parameterName(one.name)} <strong>{valueText(one.value)}</strong> {m.basis.from(date(one.from))}, {one.clause}
                        {one.note ? `. ${one.note}` : ''}
                        {one.stricter === 'constant' ? `. ${m.rules.constant}` : ''}
                      </li>
                    ))}
                  </ul>
                </dd>
              </>
            ) : null}
            {rule.exceptions.length > 0 ? (
              <>
                <dt>{m.rules.exceptions}</dt>
                <dd>
                  <ul>
                    {rule.exceptions.map((one) => (
                      <li key={one.id}>
                        {one.effect === 'exclude' ? m.rules.exclude : m.rules.waive}: {one.note ? one.note : m.rules.asClause} ({one.clause})
                        {one.needs.length > 0 ? `; ${m.rules.needs(one.needs.join(', '))}` : ''}
                      </li>
                    ))}
                  </ul>
                </dd>
              </>
            ) : null}
            {rule.remedy ? (
              <>
                <dt>{m.rules.remedy}</dt>
                <dd>{rule.remedy}</dd>
              </>
            ) : null}
            {rule.readings.length > 0 ? (
              <>
                <dt>{m.basis.interpretations}</dt>
                <dd>
                  {rule.readings.map((one) => (
                    <p key={one.id}>
                      <strong>{one.id}</strong> {one.question} <em>{one.choice}</em>{' '}
                      <span className="muted">({readingState(one)})</span>{' '}
                      <Link className="link underlined" to="." search={(before: object) => ({ ...before, muc: 'cach-hieu', loc: '', xem: '', q: one.id }) as never}>
                        {m.rules.openReading}
                      </Link>
                    </p>
                  ))}
                </dd>
              </>
            ) : null}
            {rule.local.length > 0 ? (
              <>
                <dt>{m.rules.local}</dt>
                <dd>
                  {rule.local.map((one) => (
                    <Local key={one.id} rule={one} mayEnd={mayTighten && one.own} />
                  ))}
                </dd>
              </>
            ) : null}
            <dt>{m.rules.verified}</dt>
            <dd>{rule.verify_due ? <StatusText status="warn">{m.rules.verifyOld(date(rule.verified_on))}</StatusText> : date(rule.verified_on)}</dd>
          </dl>
          <p className="muted small">
            {rule.id}
            {rule.row ? `, ${rule.row}` : ''}
          </p>
        </div>
        <div className="rule-right">
          <h3>{rule.case_list.length > 0 ? m.rules.caseTitle(rule.case_list.length) : m.rules.noCases}</h3>
          <ul className="rule-case-list">
            {rule.case_list.map((one) => {
              const result = ran?.find((done) => done.name === one.name);
              return (
                <li key={one.name}>
                  <span>{one.name}</span>
                  <span className="rule-case-end">
                    <StatusText status={outcomeStatus[one.expect] ?? 'none'}>{m.rules.outcome[one.expect] ?? one.expect}</StatusText>
                    {result && !result.passed ? <StatusText status="bad">{m.rules.caseFailed(m.rules.outcome[result.actual] ?? result.actual)}</StatusText> : null}
                  </span>
                </li>
              );
            })}
          </ul>
          {machine ? null : <p className="muted">{rule.state === 'planned' ? m.rules.whyPlanned : rule.state === 'definition' ? m.rules.whyDefinition : m.rules.whyPeople}</p>}
          <div className="rule-actions no-print">
            {machine ? (
              <Button small icon="edit" expanded={step === 'try'} onClick={() => setStep(step === 'try' ? null : 'try')}>
                {m.rules.tryIt}
              </Button>
            ) : null}
            {machine && movable && mayTighten ? (
              <Button small icon="plus" hasPopup="dialog" onClick={() => setStep('tighten')}>
                {m.rules.tighten}
              </Button>
            ) : null}
          </div>
          {step === 'try' ? <TryRule rule={rule} /> : null}
        </div>
      </div>
      {step === 'tighten' ? <TightenDialog rule={rule} onClose={() => setStep(null)} /> : null}
    </>
  );
}

function QuoteBox({ quote, source, clause }: { quote: Quote; source: string; clause: string }) {
  return (
    <div className="rule-quote">
      <p>
        <strong>{m.rules.verbatim}</strong> <span className="muted">{m.rules.verbatimAt(source, clause)}</span>
      </p>
      {quote.state === 'found' ? (
        <>
          <blockquote>“{quote.text}”</blockquote>
          {quote.exact ? null : <p className="muted small">{m.rules.around}</p>}
        </>
      ) : (
        <p className="muted">{m.rules.noQuote[quote.state]}</p>
      )}
      {quote.document ? (
        <Link to="/van-ban-den/$id" params={{ id: quote.document }} search={(before) => ({ ...before, 'don-vi': quote.unit ?? '', xem: '' }) as never}>
          {m.rules.openSource}
        </Link>
      ) : null}
    </div>
  );
}

function Local({ rule, mayEnd }: { rule: LocalRule; mayEnd: boolean }) {
  const [ending, setEnding] = useState(false);
  return (
    <div className="rule-local-row">
      <p>
        <strong>{rule.parameter ? `${parameterName(rule.parameter)} ${valueText(rule.value)}` : m.rules.waiverGiven}</strong> {m.basis.from(date(rule.from))}
        {rule.until ? ` ${m.rules.untilDay(date(rule.until), rule.ended_by ?? '')}` : ''}: {m.rules.cited(rule.symbol, date(rule.issued_on), rule.issuer, rule.clause)}.{' '}
        <span className="muted">
          {m.rules.localState[rule.state]}, {rule.unit_name}. {m.rules.by(rule.by)}
        </span>
      </p>
      {rule.why ? <StatusText status="warn">{rule.why}</StatusText> : null}
      {mayEnd && !rule.until ? (
        <Button small hasPopup="dialog" onClick={() => setEnding(true)}>
          {m.rules.end}
        </Button>
      ) : null}
      {ending ? <EndDialog rule={rule} onClose={() => setEnding(false)} /> : null}
    </div>
  );
}
