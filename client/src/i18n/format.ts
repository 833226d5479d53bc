const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Making one takes a thousand times as long as using it. */
function madeOnce<T>(make: (language: string) => T): (language: string) => T {
  const madeByLanguage = new Map<string, T>();
  return (language) => {
    const made = madeByLanguage.get(language) ?? make(language);
    madeByLanguage.set(language, made);
    return made;
  };
}

const relativeFormat = madeOnce(
  (language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
);
const dateTimeFormat = madeOnce(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }),
);

const dayFormat = madeOnce((language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }));
const dateFormat = madeOnce(
  (language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }),
);

const startOfDay = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);

/**
 * How long ago, as a person would say it: "now", "2 min ago", "yesterday", "19 Nov", "3 Mar 2025".
 * Both times in milliseconds since 1970; a time in the future (another device's clock) is "now".
 */
export function formatRelativeTime(atMs: number, nowMs: number, language: string): string {
  const agoMs = Math.max(0, nowMs - atMs);
  const relative = relativeFormat(language);
  if (agoMs < minuteMs) return relative.format(0, 'second');
  if (agoMs < hourMs) return relative.format(-Math.floor(agoMs / minuteMs), 'minute');
  // Daylight saving makes some days 23 or 25 hours long; rounding gives the calendar's answer all the same.
  const days = Math.round((startOfDay(nowMs) - startOfDay(atMs)) / dayMs);
  if (days === 0) return relative.format(-Math.floor(agoMs / hourMs), 'hour');
  if (days < 7) return relative.format(-days, 'day');
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (isThisYear ? dayFormat : dateFormat)(language).format(atMs);
}

const daysFormat = madeOnce((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));

/** How many days are left until then, as a person would say it: "today", "tomorrow", "in 12 days". */
export function formatDaysLeft(atMs: number, nowMs: number, language: string): string {
  const days = Math.max(0, Math.round((startOfDay(atMs) - startOfDay(nowMs)) / dayMs));
  return daysFormat(language).format(days, 'day');
}

/** The whole date and time, for those who point at the short form. */
export function formatDateTime(atMs: number, language: string): string {
  return dateTimeFormat(language).format(atMs);
}

/** A count as a person reads it: "1,000". */
export const formatNumber = (value: number, language: string): string =>
  // As with sizes below.
  new Intl.NumberFormat(language).format(value).replaceAll('\u202f', '\u00a0');

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size as a person reads it: "1.2 GB". */
export function formatBytes(bytes: number, language: string): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  });
  // The narrow space that French takes here all but disappears in Inter.
  return format.format(value).replaceAll('\u202f', '\u00a0');
}
