// Folding for search: tone marks, case and đ do not count ("ke hoach" finds "Kế hoạch").

export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const nfc = (text: string): string => text.normalize('NFC');

/** Every word of the query must start some word of the text; the order is free. */
export function matches(query: string, text: string): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const folded = fold(text);
  const parts = folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.every((word) => folded.includes(word) && (word.length > 2 || parts.some((part) => part.startsWith(word))));
}

const collator = new Intl.Collator('vi');
export const byName = (a: string, b: string): number => collator.compare(a, b);

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return '?';
  const first = words.length > 1 ? words[words.length - 2] : '';
  const last = words[words.length - 1] ?? '';
  return `${first?.charAt(0) ?? ''}${last.charAt(0)}`.toUpperCase();
}

/** A norm in a path: a last part with a dot would look like the name of a file to servers and proxies. */
export const normInPath = (id: string): string => id.replaceAll('.', '~');
export const normFromPath = (part: string): string => part.replaceAll('~', '.');

/** "226-KL/TW" -> "226-kl-tw": the source in an address. */
export function sourceSlug(source: string): string {
  return fold(source)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
