import type { LinkProperties } from '../../links/domain/link.js';
import type { Moment } from '../../moments/queries/moment.js';

/** All links, those that were stated by people and generators, or none. */
export const LINK_CHOICES = ['all', 'stated', 'none'] as const;
export type LinkChoice = (typeof LINK_CHOICES)[number];

/** A link with the paths of the moments at both its ends. */
export interface ExportedLink {
  link: LinkProperties;
  from: string;
  to: string;
}

/** What an export came to, told at its end. */
export interface ExportSummary {
  moments: number;
  links: number;
  /** Moments and links that the format has no way to say, by reason. */
  leftOut: Record<string, number>;
}

/** A moment or a link that the format has no way to say. */
export class LeftOut {
  constructor(readonly reason: string) {}
}

export interface ExportContext {
  /** Where the service is reached, without a slash at the end: for the addresses of moments. */
  base: string;
}

/** How one format writes what comes by, piece by piece. `first` is true for the first piece that is written at all. */
export interface Writer {
  open?(): string;
  moment?(moment: Moment, first: boolean): string | LeftOut;
  link?(link: ExportedLink, first: boolean): string | LeftOut;
  close?(summary: ExportSummary): string;
}

export interface Format {
  mediaType: string;
  extension: string;
  /** What the format never carries, one phrase each, in ASCII. */
  notCarried: readonly string[];
  /** Which links it carries where nobody says. */
  links: LinkChoice;
  writer(context: ExportContext): Writer;
}

/** Where a moment is read over REST; with an empty base its path. */
export function addressOf({ base }: ExportContext, path: string): string {
  return base ? `${base}/api/moments${path}` : path;
}
