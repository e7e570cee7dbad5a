// "KL 226, mục 2.2": every citation opens its clause.
import { Link } from '@tanstack/react-router';
import { m } from '../../app/messages';
import { sourceSlug } from '../../lib/text';
import { shortClause } from '../../ui/Gauge';

const shortNames: [RegExp, string][] = [[/\bKL\s*226\b|226-KL\/TW/iu, '226-KL/TW']];

/** The source a citation names, for its address. */
export function sourceOf(text: string): string | null {
  const full = /\d+-[A-ZĐ]+\/[A-ZĐ]+|\d+\/\d{4}\/[A-ZĐ-]+/u.exec(text);
  if (full) return full[0];
  return shortNames.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

export function sectionOf(text: string): string | null {
  return /(?:mục|điều|khoản)\s+([\dIVX.]+\d|\d+|[IVX]+)/iu.exec(text)?.[1] ?? null;
}

export function ClauseLink({ text, source, norm, short, underlined }: { text: string; source?: string; norm?: string; short?: boolean; underlined?: boolean }) {
  const from = source ?? sourceOf(text) ?? (norm?.startsWith('KL226') ? '226-KL/TW' : null);
  const label = short ? shortClause(text) : text;
  if (from === null) return <span className="clause">{label}</span>;
  const section = sectionOf(text) ?? /^[\d.]+/.exec(text)?.[0] ?? '';
  return (
    <Link
      to="/can-cu/$source"
      params={{ source: sourceSlug(from) }}
      search={(norm ? { xem: norm } : {}) as never}
      {...(section ? { hash: section } : {})}
      className={underlined ? 'clause underlined' : 'clause'}
      aria-label={m.basis.openClause(text)}
    >
      {label}
    </Link>
  );
}
