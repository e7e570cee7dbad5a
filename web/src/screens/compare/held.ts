// A text that is not a document yet (a file just read) is compared too. It is held in this browser under its intake, so the address of the
// comparison stays short and survives a reload; on another machine the page says so.
import { readDraft, writeDraft } from '../../lib/store';

export interface Held {
  text: string;
  title: string;
}
const most = 5;
const key = 'compare/held';
const memory = new Map<string, Held>();
const prefix = 'tam:';

export const heldRef = (id: string): string => `${prefix}${id}`;
export const isHeld = (ref: string): boolean => ref.startsWith(prefix);

export function hold(id: string, one: Held): string {
  const ref = heldRef(id);
  memory.set(ref, one);
  void readDraft<[string, Held][]>(key).then((old) => writeDraft(key, [[ref, one], ...(old ?? []).filter(([other]) => other !== ref)].slice(0, most)));
  return ref;
}
export async function held(ref: string): Promise<Held | undefined> {
  return memory.get(ref) ?? (await readDraft<[string, Held][]>(key))?.find(([other]) => other === ref)?.[1];
}
