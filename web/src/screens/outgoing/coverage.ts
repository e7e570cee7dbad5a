// The tasks of a superior's document beside the draft's own.
import type { CoverageRow } from '../../api/types';

export const isGap = (row: CoverageRow): boolean => row.addressed && !row.own && !row.by_document;

/** Gaps first, then in the order of the superior's document; what it gives to others is left out. */
export const coverageOrder = (rows: readonly CoverageRow[]): CoverageRow[] => [...rows.filter(isGap), ...rows.filter((row) => row.addressed && !isGap(row))];
