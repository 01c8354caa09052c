import { DATA_DIR } from '../../../platform/data-files.js';
import type { PlaceBook } from '../../places/queries/place-book.js';
import type { Generation, GenerationRequest, Generator } from '../domain/generator.js';
import { type Corpus, loadCorpus } from './corpus/load-corpus.js';
import { createMatcher, type EventMatcher } from './corpus/match-event.js';
import { draftOfEvent, draftOfSentence, type FoundEvent, relatedOf, statedElsewhere } from './draft.js';
import { readSentence, type SentenceReading } from './reading/read-sentence.js';

export interface LocalGeneratorOptions {
  /** The folder of the corpus. Default: `data/` of the project. */
  dataDir?: string;
  /** The places to look in, shared with others who do. Default: its own, from that folder. */
  places?: PlaceBook;
}

/**
 * The generator that needs no account and no network: it reads the sentence, recognises events of the corpus, and looks
 * places up in a gazetteer. What the sentence states wins, the corpus fills the rest; it never invents a date or a
 * place. Rejects with UNRESOLVED, saying what is missing. The preset makes no difference. The corpus is read with the
 * first query, the gazetteer with the first that the corpus cannot place.
 */
export function createLocalGenerator(options: LocalGeneratorOptions = {}): Generator {
  let loading: Promise<{ corpus: Corpus; matcher: EventMatcher }> | undefined;
  const load = () => {
    loading ??= loadCorpus(options.dataDir ?? DATA_DIR, options.places).then(
      (corpus) => ({ corpus, matcher: createMatcher(corpus) }),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  return {
    name: 'local',
    repeats: true,
    async generate({ query, signal }: GenerationRequest): Promise<Generation> {
      signal.throwIfAborted();
      const { corpus, matcher } = await load();
      signal.throwIfAborted();
      const sentence = readSentence(query, corpus.places);
      const match = matcher.match(sentence.words, sentence.dateWords, sentence.date);
      if (match.found && sameEvent(sentence, match.found, corpus)) {
        const { event } = match.found;
        const draft = draftOfEvent(sentence, match.found, corpus);
        return { draft, subject: event.id, related: relatedOf(event, corpus), model: null };
      }
      return { draft: draftOfSentence(sentence, match.otherDate), subject: null, related: [], model: null };
    },
  };
}

/** A sentence that puts it in another place must at least agree to the day. */
function sameEvent(sentence: SentenceReading, { event }: FoundEvent, corpus: Corpus): boolean {
  const { date } = sentence;
  if (date?.edtf ? /^-?\d{4}-\d\d-\d\d$/u.test(date.edtf) : date?.day !== undefined) return true;
  return statedElsewhere(sentence, event, corpus.places.known.byKey(event.place)!) === undefined;
}
