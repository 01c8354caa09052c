import type { Row } from '../../../platform/graph/index.js';
import { type Moment, type MomentRow, toMoment } from '../../moments/queries/moment.js';
import type { LinkProperties } from '../domain/link.js';

/** A link with the moments at both ends. */
export interface Link extends LinkProperties {
  from: Moment;
  to: Moment;
}

/** A row of a statement whose caller has the moments at hand: `from` and `to` are their ids. */
export interface LinkRow extends Row {
  link: LinkProperties;
  from: string;
  to: string;
}

export interface LinkWithEndsRow extends Row {
  link: LinkProperties;
  source: MomentRow['moment'];
  target: MomentRow['moment'];
}

export function toLink({ link, source, target }: LinkWithEndsRow): Link {
  return { ...link, from: toMoment({ moment: source }), to: toMoment({ moment: target }) };
}
