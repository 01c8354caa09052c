import { Float, type Run, statement } from '../../../platform/graph/index.js';
import type { MomentDraft } from '../../generation/domain/generator.js';
import { awaitedKeys } from '../domain/awaited.js';
import { hubRow, momentRow } from './moment-rows.js';
import type { MomentToWrite, WriteResult } from './written.js';

const record = statement('generation/record');
const fillAbsent = statement('generation/fill-absent');

/**
 * Notes for each generated item which fields its generation filled: all of a new moment's; of a moment that stood
 * already only those it had no word of, which are filled now.
 */
export async function recordGenerations(
  run: Run,
  items: MomentToWrite[],
  resultOf: (item: MomentToWrite) => WriteResult,
): Promise<void> {
  const rows = [];
  for (const item of items) {
    if (!item.generation) continue;
    const { jobId, generator, preset, at, generation } = item.generation;
    const filled = resultOf(item).created ? null : new Set(await fill(run, item));
    const provenance = Object.entries(generation.draft.provenance).filter(
      ([field]) => isFilled(generation.draft, field) && (filled?.has(field) ?? true),
    );
    rows.push({
      path: item.moment.properties.path,
      jobId,
      generator,
      preset,
      at,
      model: generation.model,
      subject: generation.subject,
      related: generation.related.length > 0 ? JSON.stringify(generation.related) : null,
      awaits: awaitedKeys(generation.related),
      fields: provenance.map(([field]) => field),
      origins: provenance.map(([, { origin }]) => origin),
      confidences: provenance.map(([, { confidence }]) => new Float(confidence)),
    });
  }
  if (rows.length > 0) await run(record, { rows });
}

/** A list of none is nothing that a generator filled. */
function isFilled(draft: MomentDraft, field: string): boolean {
  const value = draft[field as keyof MomentDraft] ?? draft.custom?.[field];
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

async function fill(run: Run, { moment }: MomentToWrite): Promise<string[]> {
  const { path, properties } = momentRow(moment);
  const { oneLiner, era, sources, sameAs, tags, figures } = properties;
  // Coordinates of the city are no word of the generator.
  const location = properties.locationOrigin ? null : properties.location;
  const hubs = hubRow(moment);
  const [row] = await run<{ filled: string[] }>(fillAbsent, {
    path,
    fill: { oneLiner, era, location, sources, sameAs, tags, figures },
    figures: hubs.figures,
    tags: hubs.tags,
  });
  return (row?.filled ?? []).flatMap((field) => (field === 'location' ? ['latitude', 'longitude'] : field));
}
