// The tasks of a superior's document beside the draft's own.
import type { CoverageRow } from '../../api/types';

/** No task of its own: none at all, or the superior's words over again. */
export const isGap = (row: CoverageRow): boolean => row.addressed && !row.by_document && (!row.own || row.copied);

/** Gaps first, then in the order of the superior's document; what it gives to others is left out. */
export const coverageOrder = (rows: readonly CoverageRow[]): CoverageRow[] => [...rows.filter(isGap), ...rows.filter((row) => row.addressed && !isGap(row))];
