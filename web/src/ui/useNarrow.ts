import { useSyncExternalStore } from 'react';

const media = (query: string) => {
  const list = window.matchMedia(query);
  return {
    subscribe: (listener: () => void) => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    read: () => list.matches,
  };
};
const narrow = media('(max-width: 699px)');
const medium = media('(max-width: 1199px)');

/** One column: cards instead of tables, tabs at the bottom. */
export const useNarrow = (): boolean => useSyncExternalStore(narrow.subscribe, narrow.read);
/** The side menu is a strip of icons. */
export const useMedium = (): boolean => useSyncExternalStore(medium.subscribe, medium.read);
const single = media('(max-width: 999px)');
/** A list and its panel no longer fit side by side. */
export const useSingleColumn = (): boolean => useSyncExternalStore(single.subscribe, single.read);
