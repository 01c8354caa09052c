import { type Corpus, loadCorpus } from '../../../../src/features/generation/local/corpus/load-corpus.js';
import {
  createMatcher,
  type EventMatcher,
} from '../../../../src/features/generation/local/corpus/match-event.js';
import { readDate } from '../../../../src/features/generation/local/reading/read-date.js';
import { masked } from '../../../../src/features/generation/local/reading/text-span.js';
import { keyWords, tidied } from '../../../../src/features/generation/local/reading/words.js';
import { DATA_DIR } from '../../../../src/platform/data-files.js';

let corpus: Corpus;
let matcher: EventMatcher;

beforeAll(async () => {
  corpus = await loadCorpus(DATA_DIR);
  matcher = createMatcher(corpus);
}, 60_000);

function eventOf(sentence: string): string | undefined {
  const text = tidied(sentence);
  const date = readDate(text);
  const words = masked(text, date?.spans ?? []);
  const dateWords = (date?.spans ?? []).map(({ start, end }) => text.slice(start, end)).join(' ');
  return matcher.match(words, dateWords, date).found?.event.id;
}

describe('near the threshold, what is meant', () => {
  test.each([
    // By the name alone most of it must be there.
    ['Lincoln is shot', 'assassination-of-abraham-lincoln'],
    ['The Titanic hits an iceberg', 'sinking-of-the-titanic'],
    ['coronation of Charlemagne', 'coronation-of-charlemagne'],
    ['Attack on Pearl Harbour', 'attack-on-pearl-harbor'],
    ['Napoleon I crowned emperor', 'coronation-of-napoleon'],
    // The year, and still more the day, lets it be told in other words.
    ['Bastille taken by the crowd in Paris, 1789', 'storming-of-the-bastille'],
    ['Soldiers land in Normandy, 6 June 1944', 'd-day'],
    ['Napoleon beaten by Wellington in 1815 at Waterloo', 'battle-of-waterloo'],
    ['Pope Leo crowns Charlemagne in Rome, 800', 'coronation-of-charlemagne'],
    ['Nelson dies at Trafalgar, 21 October 1805', 'battle-of-trafalgar'],
    ['The Titanic went down on 15 April 1912', 'sinking-of-the-titanic'],
  ])('"%s" is %s', (sentence, id) => {
    expect(eventOf(sentence)).toBe(id);
  });
});

describe('near the threshold, what is not', () => {
  test.each([
    ['another of the name', 'Assassination of Edward Kennedy'],
    ['another number', 'Apollo 14 launch'],
    ['another ruler of the name', 'execution of Charles II'],
    ['another kind of event', 'discovery of Waterloo'],
    ['another man', 'assassination of Mickey Mouse'],
    ['a word that many events share', 'revolution'],
    ['a place and nothing else of it', 'A school opens in Hastings, England, in 1066'],
    ['the same place on the same day', 'Parade in Rangoon, Burma on 4 January 1948'],
    ['a name that stands in the date', 'A mutiny in Petrograd, February 23, 1917'],
    ['half the words unknown', 'Battle of Hastings Remix Cafe Menu'],
    ['little but the day', 'Wedding party held in Hastings, 14 October 1066'],
    ['another year', 'Battle of Hastings 1815'],
  ])('%s: "%s"', (_what, sentence) => {
    expect(eventOf(sentence)).toBeUndefined();
  });
});

test.each([
  ['dies', 'assassinated', 'beheaded', 'death', 'murder of', 'killed'],
  ['captured', 'conquest', 'falls', 'storming'],
  ['sank', 'sinking', 'goes down', 'sunk'],
  ['uprising', 'rebellion', 'revolts'],
  ['crowned', 'coronation'],
  ['harbour', 'harbor'],
  ['theatre', 'theater'],
])('%s is compared as %s', (...forms) => {
  expect(new Set(forms.map((form) => keyWords(form).join(' '))).size).toBe(1);
});

test('a sentence is compared with the whole corpus within a few milliseconds', () => {
  const sentences = [...corpus.events.values()].map(({ name }) => name);
  const before = process.cpuUsage();
  for (const sentence of sentences) eventOf(sentence);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000 / sentences.length).toBeLessThan(10);
});
