import { dateText } from '../../moments/domain/date-text.js';
import type { MomentProperties } from '../../moments/domain/moment.js';
import type { LinkProperties } from './link.js';
import type { StoredType } from './link-type.js';

const VERBS: Record<StoredType, string> = {
  CAUSES: 'caused',
  INFLUENCES: 'influenced',
  PRECEDES: 'came before',
  CONTEMPORANEOUS: 'was contemporary with',
  SAME_ERA: 'belongs to the same era as',
  SAME_LOCATION: 'took place where there also took place',
  SAME_CONFLICT: 'belongs to the same conflict as',
  SAME_FIGURE: 'shares a figure with',
  THEMATIC: 'shares a theme with',
  CHALLENGES: 'challenges the account of',
};

const METHODS: Record<string, string> = { manual: 'entered by hand', generated: 'told by a generator' };

type Dated = Pick<MomentProperties, 'name' | 'edtf' | 'calendar'>;

/**
 * One English sentence that says what a link claims and why: "July Ultimatum (23 July 1914) caused … (28 July 1914),
 * entered by hand: Serbia refused one demand of ten."
 */
export function explainLink(
  link: Pick<LinkProperties, 'type' | 'theme' | 'method' | 'description'>,
  from: Dated,
  to: Dated,
): string {
  const { type, theme, method, description } = link;
  const why = [method && (METHODS[method] ?? `found by ${spoken(method)}`), theme && `by “${spoken(theme)}”`];
  const reasons = why.filter(Boolean).join(', ');
  return (
    `${dated(from)} ${VERBS[type]} ${dated(to)}` +
    (reasons && `, ${reasons}`) +
    (description ? `: ${closed(description)}` : '.')
  );
}

function dated({ name, edtf, calendar }: Dated): string {
  // The words may name the calendar in brackets of their own.
  return `${name} (${dateText(edtf, calendar).replace(/ \((.+)\)$/u, ', $1')})`;
}

/** Keys such as `shared-figure` as words. */
function spoken(key: string): string {
  return key.replaceAll(/[-_]+/gu, ' ');
}

function closed(description: string): string {
  const line = description.replaceAll(/\s+/gu, ' ');
  return /[.!?…]["”’)]?$/u.test(line) ? line : `${line}.`;
}
