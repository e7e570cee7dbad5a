// Secret addresses of calendars (iCalendar). The address is told once, when it is made.
import { body, csrf, http } from './client';
import type { components } from './schema';

type Schema = components['schemas'];
export type CalendarLinkRow = Schema['calendar_feed.Link'];
export type FreshLink = Schema['calendar_feed.FreshLink'];

export const calendarLinks = (signal?: AbortSignal) => body<Schema['calendar_feed.Links']>(http.GET('/api/v1/me/calendar-links', signal ? { signal } : {}));
/** Without a unit: the calendar of the person. */
export const renewCalendar = (unit?: string) =>
  body<FreshLink>(unit === undefined ? http.POST('/api/v1/me/calendar-link', { params: { header: csrf }, body: {} }) : http.POST('/api/v1/units/{unit}/calendar-link', { params: { path: { unit }, header: csrf }, body: {} }));
export const revokeCalendar = (link: string) => body<unknown>(http.DELETE('/api/v1/me/calendar-links/{link}', { params: { path: { link }, header: csrf } }));
