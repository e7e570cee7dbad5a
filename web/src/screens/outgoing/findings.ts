// From the answer of a check to what the page underlines and the panel lists. Pure.
import type { CheckAnswer, Finding, FindingGroup, Severity } from '../../api/types';
import type { Span } from '../../lib/offsets';
import { CodePoints, moveSpans } from '../../lib/offsets';

export interface Checked {
  text: string; // what was checked
  answer: CheckAnswer;
  items: Item[]; // breached first, in the order of the groups
  unknown: Finding[]; // cannot_tell
  form: Finding | undefined; // how many demands of form are not met: told once, its faults are items
}
export interface Item {
  key: string;
  finding: Finding;
  spans: Span[]; // UTF-16, in the checked text
  boxes: SheetBox[]; // on the pages of the draft's file
}
/** A place on a page, twips from its left and top; the whole sheet when no box is known. */
export interface SheetBox {
  page: number;
  box: { left: number; top: number; right: number; bottom: number } | null;
}
export interface BoxMark extends SheetBox {
  item: number;
  severity: Severity;
  label: string;
}
export interface Mark extends Span {
  item: number;
  severity: Severity;
}

export const groupOrder: FindingGroup[] = ['the_thuc', 'tham_quyen', 'noi_dung', 'sau_ro', 'trung_lap'];
const weight: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

export function arrange(text: string, answer: CheckAnswer): Checked {
  const points = new CodePoints(text);
  const breached = answer.findings.filter((finding) => finding.outcome === 'breached' && !finding.sums_up);
  const items = breached.map((finding, index) => ({
    key: `${finding.norm} ${index}`,
    finding,
    spans: finding.passages.filter((passage) => passage.end > passage.start).map((passage) => points.span(passage)),
    boxes: boxesOf(finding),
  }));
  // What is wrong with the sheet as a whole comes before what is wrong somewhere on it.
  const nowhere = (item: Item): number => (item.finding.group === 'the_thuc' ? -1 : Number.MAX_SAFE_INTEGER);
  const place = (item: Item): number => item.spans[0]?.start ?? nowhere(item);
  const group = (item: Item): number => {
    const at = groupOrder.indexOf(item.finding.group);
    return at < 0 ? groupOrder.length : at;
  };
  items.sort((a, b) => group(a) - group(b) || weight[a.finding.severity] - weight[b.finding.severity] || place(a) - place(b));
  return {
    text,
    answer,
    items,
    unknown: answer.findings.filter((finding) => finding.outcome === 'cannot_tell'),
    form: answer.findings.find((finding) => finding.sums_up && finding.outcome === 'breached'),
  };
}

// What is wrong with the sheet itself stands on the first page.
function boxesOf(finding: Finding): SheetBox[] {
  const boxes = finding.passages.flatMap((passage) => (passage.page && passage.box ? [{ page: passage.page, box: passage.box }] : []));
  return boxes.length === 0 && finding.group === 'the_thuc' && finding.passages.length === 0 ? [{ page: 1, box: null }] : boxes;
}

/** The boxes to draw: of every finding, but a whole sheet only for the open one. */
export const boxMarks = (checked: Checked | null, current: number | null): BoxMark[] =>
  (checked?.items ?? []).flatMap((item, index) =>
    item.boxes.filter((one) => one.box !== null || index === current).map((one) => ({ ...one, item: index, severity: item.finding.severity, label: fact(item.finding.message) })),
  );

/** What no file of this kind shows, told once with its number instead of line by line. */
export function unseen(unknown: readonly Finding[]): { shown: Finding[]; counted: [string, number][] } {
  const counted = new Map<string, number>();
  const shown = unknown.filter((finding) => {
    if (finding.group !== 'the_thuc' || !finding.missing) return true;
    counted.set(finding.missing, (counted.get(finding.missing) ?? 0) + 1);
    return false;
  });
  return { shown, counted: [...counted] };
}

/** Where the findings stand in the text as it is now. */
export function marksNow(checked: Checked | null, text: string): Mark[] {
  if (checked === null) return [];
  const flat = checked.items.flatMap((item, index) => item.spans.map((span) => ({ item: index, severity: item.finding.severity, span })));
  const moved = moveSpans(
    flat.map((one) => one.span),
    checked.text,
    text,
  );
  return flat.flatMap(({ item, severity }, index) => {
    const span = moved[index];
    return span ? [{ ...span, item, severity }] : [];
  });
}

/** Norms of a guide nobody here has whole say so in their clause; the panel says it once. */
export const summaryOnly = 'chưa đối chiếu toàn văn';
export const plainClause = (clause: string): string => clause.replace(/\s*\([^()]*chưa đối chiếu toàn văn\)/u, '');

/** "2.1, gạch đầu dòng 3, câu 2" beside a line is just "2.1"; of a form norm the component or the paragraph of the annex. */
export function shortSection(clause: string): string {
  const parts = plainClause(clause).split(',').map((one) => one.trim());
  if (parts[0] === 'phần trình bày' && parts.length > 1) return parts.slice(1).join(', ');
  if (parts[0]?.startsWith('Phụ lục') && parts.length > 2) return parts.slice(-2).join(', ');
  return parts[0] ?? clause;
}

/** The fact alone: the clause stands beside it, the interpretations in the open card. */
export function fact(message: string): string {
  const at = message.search(/\s*\((?:(?:KL|HD|NĐ|QĐ|CV)\s?\d|\d+-[A-ZĐ]+|[^()]*\b(?:mục|điều|khoản)\s)|\.\s*Theo cách hiểu/u);
  return at > 0 ? message.slice(0, at) : message;
}

export function countBySeverity(items: readonly Item[]): Record<Severity, number> {
  const out: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const item of items) out[item.finding.severity] += 1;
  return out;
}

/** F8 walks the text from top to bottom; findings without a passage come last. */
export function walk(checked: Checked, current: number | null, step: 1 | -1): number | null {
  const order = checked.items
    .map((item, index) => ({ index, at: item.spans[0]?.start ?? Number.MAX_SAFE_INTEGER }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map((one) => one.index);
  if (order.length === 0) return null;
  if (current === null) return (step === 1 ? order[0] : order[order.length - 1]) ?? null;
  const at = order.indexOf(current);
  return order[(at + step + order.length) % order.length] ?? null;
}

/** The strongest level wins where passages overlap. */
export function strongest(marks: readonly Mark[]): Mark | undefined {
  return [...marks].sort((a, b) => weight[a.severity] - weight[b.severity] || b.start - a.start)[0];
}
