import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readData } from '../../../../platform/data-files.js';
import { defaultCalendar } from '../../../moments/domain/calendar.js';
import { readEdtf } from '../../../moments/domain/edtf-reading.js';
import type { Places } from '../../../places/domain/find-place.js';
import { createPlaceBook } from '../../../places/queries/place-book.js';
import type { Calendar } from '../../domain/generator.js';
import { type CorpusEvent, type CorpusLink, corpusEvent } from './schema.js';

/** The curated events with their places, read whole: some hundred kilobytes. */
export interface Corpus {
  events: ReadonlyMap<string, CorpusEvent>;
  /** Links that others have to an event, by its id. */
  incoming: ReadonlyMap<string, readonly IncomingLink[]>;
  places: Places;
}

export interface IncomingLink {
  from: string;
  link: CorpusLink;
}

/** Reads and checks every file of `dataDir`. Throws an Error that names the file and what is wrong with it. */
export async function loadCorpus(dataDir: string, placeBook = createPlaceBook(dataDir)): Promise<Corpus> {
  const [places, files] = await Promise.all([placeBook(), readdir(path.join(dataDir, 'events'))]);
  const yaml = files.filter((file) => file.endsWith('.yaml')).sort();
  const lists = await Promise.all(
    yaml.map((file) => readData(dataDir, path.join('events', file), z.array(corpusEvent))),
  );
  const events = new Map<string, CorpusEvent>();
  const incoming = new Map<string, IncomingLink[]>();
  for (const event of lists.flat()) {
    if (events.has(event.id)) throw new Error(`data/events: "${event.id}" is there twice`);
    events.set(event.id, event);
    for (const link of event.links) {
      const others = incoming.get(link.to);
      if (others) others.push({ from: event.id, link });
      else incoming.set(link.to, [{ from: event.id, link }]);
    }
  }
  return { events, incoming, places };
}

/** The calendar an event's date is written in. */
export function calendarOf(event: Pick<CorpusEvent, 'date' | 'calendar'>): Calendar {
  if (event.calendar) return event.calendar;
  const [, sign, year, month, day] = /(-?)(\d{4})(?:-(\d\d))?(?:-(\d\d))?/u.exec(
    event.date.replaceAll('X', '0'),
  )!;
  const astronomical = Number(`${sign}${year}`);
  return defaultCalendar(
    astronomical <= 0 ? astronomical - 1 : astronomical,
    Number(month ?? 1),
    Number(day ?? 1),
  );
}

export interface EventSpan {
  earliest: number;
  latest: number;
  until: number;
}

/** Read once for each: every sentence is held against the dates of many events. */
const spans = new WeakMap<CorpusEvent, EventSpan>();

/** First and last minute an event may have begun and lasted to, on the scale of `sortKey`. */
export function spanOfEvent(event: CorpusEvent): EventSpan {
  const span = spans.get(event) ?? readSpan(event);
  spans.set(event, span);
  return span;
}

function readSpan(event: CorpusEvent): EventSpan {
  const calendar = calendarOf(event);
  const { earliest, latest } = readEdtf(event.date, calendar, `${event.id}.date`);
  const until = event.end ? readEdtf(event.end, calendar, `${event.id}.end`).latest : latest;
  return { earliest, latest, until };
}
