// Conferences and meetings are two counters, each with its own address.
import { useNavigate } from '@tanstack/react-router';
import { m } from '../../app/messages';
import { Segmented } from '../../ui/controls';

export function KindTabs({ at }: { at: 'plan' | 'daily' }) {
  const navigate = useNavigate();
  return (
    <Segmented<'plan' | 'daily'>
      label={m.tabs.label}
      value={at}
      options={[
        { value: 'plan', label: m.tabs.plan },
        { value: 'daily', label: m.tabs.daily },
      ]}
      onChange={(next) =>
        void navigate({ to: next === 'daily' ? '/hoi-nghi/cuoc-hop' : '/hoi-nghi', search: ({ 'tinh-trang': _left, ...kept }: Record<string, string>) => kept } as never)
      }
    />
  );
}
