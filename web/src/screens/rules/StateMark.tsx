// How far a machine judges a rule, as a shape: full, upper half, lower half, bars, dashed, a person, lines.
import type { RuleState } from '../../api/rules';

export function StateMark({ state }: { state: RuleState }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false" className={`state-mark mark-${state}`}>
      {state === 'human_judgement' ? (
        <path d="M7 6.600a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200M2 13c.4-3 2.200-4.400 5-4.400s4.600 1.400 5 4.400" fill="none" stroke="currentColor" strokeWidth="1.400" strokeLinecap="round" />
      ) : state === 'definition' ? (
        <path d="M1.500 3.500h11M1.500 7h11M1.500 10.500h7" fill="none" stroke="currentColor" strokeWidth="1.400" strokeLinecap="round" />
      ) : (
        <>
          <rect x="1" y="1" width="12" height="12" rx="1.500" fill={state === 'full' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.400" strokeDasharray={state === 'planned' ? '2.200 1.800' : undefined} />
          {state === 'over_reports' ? <path d="M1 1h12v6H1z" fill="currentColor" /> : null}
          {state === 'under_reports' ? <path d="M1 7h12v6H1z" fill="currentColor" /> : null}
          {state === 'measured_only' ? <path d="M4 10.500v-3M7 10.500v-7M10 10.500V6" fill="none" stroke="currentColor" strokeWidth="1.400" /> : null}
        </>
      )}
    </svg>
  );
}
