// A suggestion is carried out on the server; a toast takes it back.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { meetingsKey } from '../../api/meetings';
import type { Suggestions, Take, UndoStep } from '../../api/planning';
import { suggestionsQuery, takeOf, takeSuggestion, undoSuggestion } from '../../api/planning';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { toast } from '../../ui/toast';

/** Backwards; what was changed again since, and taken back, has another version by two. */
export function undoOrder(taken: UndoStep[][]): UndoStep[][] {
  const later = new Map<string, number>();
  return [...taken].reverse().map((steps) => {
    const moved = steps.map((step) => ({ ...step, version: step.version + (later.get(step.id) ?? 0) }));
    steps.forEach((step) => later.set(step.id, (later.get(step.id) ?? 0) + 2));
    return moved;
  });
}

export function useTaking() {
  const { unit } = useSession();
  const client = useQueryClient();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: meetingsKey(unit.code) });
  const undo = useMutation({
    mutationFn: async (taken: UndoStep[][]) => {
      for (const steps of undoOrder(taken)) await undoSuggestion(unit.code, steps);
    },
    onSettled: refresh,
  });
  const one = useMutation({
    mutationFn: (what: Take) => takeSuggestion(unit.code, what),
    onSuccess: (taken) => toast(taken.message, { label: m.planning.undo, run: () => undo.mutate([taken.undo]) }),
    onSettled: refresh,
  });
  // One after the other, each on what the one before left.
  const all = useMutation({
    mutationFn: async (year: number) => {
      const done: UndoStep[][] = [];
      const next = (): Promise<Suggestions> => client.fetchQuery({ ...suggestionsQuery(unit.code, year), staleTime: 0 });
      for (let left = await next(), most = left.items.length; left.items[0] && done.length < most; left = await next()) {
        done.push((await takeSuggestion(unit.code, takeOf(left.items[0]))).undo);
      }
      return done;
    },
    onSuccess: (done) => toast(m.planning.takenAll(done.length), { label: m.planning.undo, run: () => undo.mutate(done) }),
    onSettled: refresh,
  });
  return { one, all, error: one.error ?? all.error ?? undo.error, busy: one.isPending || all.isPending || undo.isPending };
}
