import { type Graph, statement } from '../../../platform/graph/index.js';

const byMoments = statement('generation/by-moments');

/** Where one field of a generated moment came from, and how sure its generator was (0–1). */
export interface FieldProvenance {
  field: string;
  origin: string;
  confidence: number | null;
}

interface ProvenanceRow {
  [column: string]: unknown;
  id: string;
  fields: string[];
  origins: string[];
  confidences: number[];
}

/** By moment id; a field filled by two generations is told by the earlier one, which is the one that filled it. */
export async function findProvenance(
  { graph }: { graph: Graph },
  ids: readonly string[],
): Promise<Map<string, FieldProvenance[]>> {
  const found = new Map<string, Map<string, FieldProvenance>>();
  for (const row of await graph.read<ProvenanceRow>(byMoments, { ids })) {
    const fields = found.get(row.id) ?? new Map<string, FieldProvenance>();
    found.set(row.id, fields);
    row.fields.forEach((field, i) => {
      if (!fields.has(field)) {
        fields.set(field, {
          field,
          origin: row.origins[i] ?? 'GENERATOR',
          confidence: row.confidences[i] ?? null,
        });
      }
    });
  }
  return new Map([...found].map(([id, fields]) => [id, [...fields.values()]]));
}
