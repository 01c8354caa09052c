import { formatPath, parsePath } from '../../../../src/features/moments/domain/path.js';
import { MONTHS, yearText } from '../../time/calendar.js';

const NAMES = ['Year', 'Month', 'Day', 'Time', 'Country', 'Region', 'City', 'Slug'] as const;
const EXAMPLES = [
  '1969 or -0044',
  'july',
  '20',
  '2017 or 0000',
  'france',
  'ile-de-france',
  'paris',
  'what-happened',
];

export interface Explanation {
  segments: { name: string; typed: string; meaning: string }[];
  /** The one canonical text, once the whole path is right. */
  canonical: string | null;
  /** What is wrong, by the rules of the service; null while it is merely unfinished. */
  problem: string | null;
}

/** What each segment of a path says, as far as it is typed. */
export function explainPath(typed: string): Explanation {
  const parts = typed.trim().replace(/^\//, '').split('/');
  const segments = NAMES.map((name, i) => {
    const part = parts[i] ?? '';
    return { name, typed: part, meaning: part ? meaningOf(name, part) : `such as ${EXAMPLES[i]}` };
  });
  try {
    return { segments, canonical: formatPath(parsePath(typed.trim())), problem: null };
  } catch (error) {
    const unfinished = parts.length < NAMES.length || (parts.length === NAMES.length && parts.at(-1) === '');
    return { segments, canonical: null, problem: unfinished ? null : (error as Error).message };
  }
}

function meaningOf(name: (typeof NAMES)[number], part: string): string {
  if (name === 'Year') {
    const year = Number(part);
    if (!/^-?\d{1,4}$/.test(part) || year === 0) return 'a year; BCE with a minus; there is no year 0';
    return yearText(year < 0 ? year + 1 : year);
  }
  if (name === 'Month') {
    const found = MONTHS.find((month) => month.toLowerCase() === part.toLowerCase());
    return found ?? 'an English month, such as july';
  }
  if (name === 'Day') return /^\d{1,2}$/.test(part) ? `day ${Number(part)}` : 'a number, 01 to 31';
  if (name === 'Time') {
    return /^([01]\d|2[0-3])[0-5]\d$/.test(part)
      ? `${part.slice(0, 2)}:${part.slice(2)}, local time`
      : 'four digits, 0000 to 2359';
  }
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)
    ? part.replaceAll('-', ' ')
    : 'small letters and digits, with single hyphens between';
}
