import { createContext } from 'react';

/** The panel tells the calendar which day is being added. */
export const AddingDay = createContext<(day: string | undefined) => void>(() => undefined);
