// Which year and whose: the filters that conferences and meetings share.
import type { ListSearch } from '../../app/router';
import { m } from '../../app/messages';
import { todayIso } from '../../lib/dates';
import { Select } from '../../ui/controls';

export const thisYear = (): number => Number(todayIso().slice(0, 4));

export function YearTools({ year, subtree, set }: { year: number; subtree: boolean; set: (change: Partial<ListSearch>) => void }) {
  const now = thisYear();
  const years = [...new Set([now + 1, now, now - 1, now - 2, year])].sort((a, b) => b - a); // the one in the address always among them
  return (
    <>
      <Select<string> label={m.meetings.year} value={String(year)} options={years.map((one) => ({ value: String(one), label: String(one) }))} onChange={(nam) => set({ nam })} />
      <Select<string>
        label={m.meetings.scopeLabel}
        value={subtree ? 'duoi' : ''}
        options={[
          { value: '', label: m.meetings.own },
          { value: 'duoi', label: m.meetings.below },
        ]}
        onChange={(value) => set({ 'pham-vi': value || undefined } as Partial<ListSearch>)}
      />
    </>
  );
}
