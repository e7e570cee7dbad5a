// The tasks of a superior's document beside the draft's own.
import type { CoverageRow } from '../../api/types';

/** No task of its own: none at all, or the superior's words over again. Counted as the finding counts. */
export const isGap = (row: CoverageRow): boolean => row.addressed && (row.state === 'gap' || row.state === 'copied');
export const isDoubtful = (row: CoverageRow): boolean => row.addressed && row.state === 'doubtful';

/** Gaps first, what people are to compare next, then in the order of the superior's document; what it gives to others is left out. */
export const coverageOrder = (rows: readonly CoverageRow[]): CoverageRow[] => [...rows.filter(isGap), ...rows.filter(isDoubtful), ...rows.filter((row) => row.addressed && !isGap(row) && !isDoubtful(row))];
