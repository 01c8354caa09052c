import { ClockchainError } from '../../../errors.js';
import { inputFromDraft } from '../../moments/domain/draft.js';
import { describeMoment } from '../../moments/domain/moment.js';
import { canonicalPath } from '../../moments/domain/path.js';
import { bounded, labels, MAX_LABEL, MAX_NAME, segment } from '../domain/draft-text.js';
import type { MomentDraft, OtherMoment, RelatedLink } from '../domain/generator.js';
import { type AnsweredLink, type AnsweredMoment, invalidAnswer } from './openai-answer.js';
import { draftDate } from './openai-date.js';
import { draftPlace, isKnown } from './openai-place.js';

const MAX_ONE_LINER = 2_000;
const MAX_WHY = 500;
/** As many as derivation gives a moment. */
const MAX_RELATED = 24;

/** Turns an answer into a draft that stands every check of an indexed moment. Throws INVALID_ANSWER where it does not. */
export function draftOfAnswer(answer: AnsweredMoment): MomentDraft {
  const slug = segment(answer.name);
  if (slug === '') throw invalidAnswer('no slug can be made of its name');
  const historicalPlace = bounded(answer.place.historicalName, MAX_LABEL);
  const oneLiner = bounded(answer.oneLiner, MAX_ONE_LINER);
  const era = bounded(answer.era, MAX_LABEL);
  const fields = {
    ...draftDate(answer.date),
    ...draftPlace(answer.place),
    slug,
    name: bounded(answer.name, MAX_NAME)!,
    ...(oneLiner && { oneLiner }),
    ...(era && { era }),
    tags: labels(answer.tags),
    figures: labels(answer.figures),
    ...(historicalPlace && { custom: { historicalPlace } }),
  };
  const draft = { ...fields, provenance: provenanceOf(fields, answer.confidence) };
  check(draft);
  return draft;
}

/** The links of an answer, without those that name no event. */
export function relatedOf(answer: AnsweredMoment): RelatedLink[] {
  return answer.related
    .flatMap((link): RelatedLink[] => {
      const other = otherOf(link);
      const { type, weight } = link;
      const description = bounded(link.why, MAX_WHY) ?? '';
      return other
        ? [{ ...other, direction: link.direction === 'TO' ? 'OUT' : 'IN', type, weight, description }]
        : [];
    })
    .slice(0, MAX_RELATED);
}

function otherOf({ event, year }: AnsweredLink): OtherMoment | null {
  const text = event.trim();
  if (!text.startsWith('/')) {
    const name = bounded(text, MAX_NAME);
    return name && year !== 0 ? { name, year } : null;
  }
  try {
    return { path: canonicalPath(text) };
  } catch {
    return null;
  }
}

/** Fillers claim nothing; all else is as sure as the model says it is. */
function provenanceOf(
  draft: Omit<MomentDraft, 'provenance'>,
  sure: AnsweredMoment['confidence'],
): MomentDraft['provenance'] {
  const filler = { origin: 'FILLER' as const, confidence: 0 };
  const said = (confidence: number) => ({ origin: 'GENERATOR' as const, confidence });
  const saidIf = (is: boolean, confidence: number) => (is ? said(confidence) : filler);
  const { precision, latitude, longitude } = draft;
  return {
    year: said(sure.year),
    month: saidIf(precision !== 'YEAR', sure.month),
    day: saidIf(precision === 'DAY' || precision === 'MINUTE', sure.day),
    time: saidIf(precision === 'MINUTE', sure.time),
    ...(draft.edtf && { edtf: said(sure.year) }),
    ...(draft.end && { end: said(sure.year) }),
    country: said(sure.place),
    region: saidIf(isKnown(draft.region), sure.place),
    city: saidIf(isKnown(draft.city), sure.place),
    ...(latitude !== undefined && { latitude: said(sure.coordinates) }),
    ...(longitude !== undefined && { longitude: said(sure.coordinates) }),
    name: said(sure.description),
    slug: said(sure.description),
    ...(draft.oneLiner && { oneLiner: said(sure.description) }),
    ...(draft.era && { era: said(sure.description) }),
    ...(draft.tags.length > 0 && { tags: said(sure.description) }),
    ...(draft.figures.length > 0 && { figures: said(sure.figures) }),
    ...(draft.custom && { historicalPlace: said(sure.place) }),
  };
}

/** Here and not when it is stored, since a model that is asked again may well keep the rules. */
function check(draft: MomentDraft): void {
  try {
    describeMoment(inputFromDraft(draft), { id: '', now: new Date(0), admin: true });
  } catch (error) {
    if (!(error instanceof ClockchainError)) throw error;
    throw invalidAnswer(error.message.slice(0, 300), { cause: error });
  }
}
