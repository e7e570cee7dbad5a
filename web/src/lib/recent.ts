// What was chosen last comes first in a combobox. Kept in this browser, at most eight a list.
const most = 8;
const key = (list: string): string => `sauro.recent.${list}`;

export function recent(list: string): { value: string; label: string }[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key(list)) ?? '[]');
    return Array.isArray(read) ? (read as { value: string; label: string }[]).filter((one) => typeof one?.label === 'string') : [];
  } catch {
    return [];
  }
}
export function remember(list: string, value: string, label: string): void {
  if (label.trim() === '') return;
  try {
    const next = [{ value, label }, ...recent(list).filter((one) => one.label !== label)].slice(0, most);
    localStorage.setItem(key(list), JSON.stringify(next));
  } catch {
    // the list is only a convenience
  }
}
