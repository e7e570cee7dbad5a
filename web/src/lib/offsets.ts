// The server counts code points, the browser counts UTF-16 units. This is the one place that translates.

export interface Span {
  start: number;
  end: number;
}

export class CodePoints {
  /** index[i] = UTF-16 position of code point i; one more entry for the end. Built only when the text has pairs at all. */
  private readonly index: Uint32Array | null;
  readonly length: number;

  constructor(readonly text: string) {
    if (!/[\ud800-\udbff]/.test(text)) {
      this.index = null;
      this.length = text.length;
      return;
    }
    const index = new Uint32Array(text.length + 1);
    let points = 0;
    for (let at = 0; at < text.length; ) {
      index[points] = at;
      points += 1;
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    }
    index[points] = text.length;
    this.index = index.subarray(0, points + 1);
    this.length = points;
  }

  toUnits(point: number): number {
    const clamped = Math.max(0, Math.min(point, this.length));
    return this.index === null ? clamped : (this.index[clamped] ?? this.text.length);
  }

  toPoints(unit: number): number {
    const clamped = Math.max(0, Math.min(unit, this.text.length));
    if (this.index === null) return clamped;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.index[middle] ?? 0) < clamped) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  span({ start, end }: Span): Span {
    return { start: this.toUnits(start), end: this.toUnits(end) };
  }
}

/**
 * Moves spans of an older text onto a newer one. What stands before the change stays, what stands after moves along, what the change touched is
 * given up (null): the passage no longer reads as it was found. Both texts in UTF-16 units.
 */
export function moveSpans(spans: readonly Span[], before: string, after: string): (Span | null)[] {
  if (before === after) return [...spans];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  const changedEnd = before.length - tail;
  const shift = after.length - before.length;
  return spans.map((span) => {
    if (span.end <= head) return span;
    if (span.start >= changedEnd) return { start: span.start + shift, end: span.end + shift };
    return null;
  });
}

export interface Piece<M> {
  start: number;
  end: number;
  marks: M[];
}

/** Cuts [from, to) at every mark border, so that overlapping marks can be drawn as plain pieces side by side. */
export function pieces<M extends Span>(from: number, to: number, marks: readonly M[]): Piece<M>[] {
  const inside = marks.filter((mark) => mark.end > from && mark.start < to && mark.end > mark.start);
  const cuts = new Set([from, to]);
  for (const mark of inside) {
    cuts.add(Math.max(from, mark.start));
    cuts.add(Math.min(to, mark.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const out: Piece<M>[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const start = sorted[i] as number;
    const end = sorted[i + 1] as number;
    out.push({ start, end, marks: inside.filter((mark) => mark.start <= start && mark.end >= end) });
  }
  return out;
}

export interface Line extends Span {
  text: string;
}

export function linesOf(text: string): Line[] {
  const out: Line[] = [];
  let start = 0;
  for (;;) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at;
    out.push({ start, end, text: text.slice(start, end) });
    if (at < 0) return out;
    start = at + 1;
  }
}
