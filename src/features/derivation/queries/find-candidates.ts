import { type Graph, type Row, type Statement, statement } from '../../../platform/graph/index.js';
import { VISIBILITIES } from '../../moments/domain/visibility.js';
import type { MomentFacts } from '../domain/derived-link.js';
import { COMMON, type Commonness, type Count, hasCity } from '../domain/propose.js';

const factsStatement = statement('derivation/facts');
const hubsStatement = statement('derivation/hubs');
const inCity = statement('derivation/near-in-city');
const inCountry = statement('derivation/near-in-country');
const inEra = statement('derivation/near-in-era');
const inTime = statement('derivation/near-in-time');

/** How many are looked at on either side in time, of each visibility. */
const LIMITS = { city: COMMON.city, country: 6, era: COMMON.era, time: 6 };
/** Figures and tags of one moment, the rarest first, beyond which it is not looked at them. */
const HUBS = 32;
/** A figure or tag of more moments is not walked: whoever shares it is found only when near in time or place. */
const DEGREE_LIMIT = COMMON.hub;

interface Near extends Row {
  id: string;
  visibility: string;
  found: string[];
}

interface HubRow extends Row {
  id: string;
  kind: 'figure' | 'tag';
  key: string;
  degree: number;
  members: string[];
  publicMembers: number | null;
}

export interface Candidates {
  /** Ids, by the id of the moment that they are candidates of. */
  of: Map<string, Set<string>>;
  /** By the id of the moment. */
  commonness: Map<string, Commonness>;
}

/**
 * Whom these moments may be linked with, at a cost that does not depend on how many there are: who shares a figure or
 * tag that few share, and who is nearest in time within city, country, era and all, apart for each visibility.
 */
export async function findCandidates(
  { graph }: { graph: Graph },
  moments: MomentFacts[],
): Promise<Candidates> {
  const of = new Map(moments.map(({ id }) => [id, new Set<string>()]));
  const near = async (text: Statement, limit: number, rows: MomentFacts[]) => {
    if (rows.length === 0) return [];
    const found = await graph.read<Near>(text, {
      rows: rows.map(seekRow),
      visibilities: VISIBILITIES,
      limit,
    });
    for (const row of found) for (const id of row.found) of.get(row.id)!.add(id);
    return found;
  };
  const cities = await near(inCity, LIMITS.city, moments.filter(hasCity));
  const eras = await near(
    inEra,
    LIMITS.era,
    moments.filter(({ era }) => era !== null),
  );
  await near(inCountry, LIMITS.country, moments);
  await near(inTime, LIMITS.time, moments);
  const hubs = await graph.read<HubRow>(hubsStatement, {
    ids: moments.map(({ id }) => id),
    hubs: HUBS,
    degreeLimit: DEGREE_LIMIT,
  });
  for (const { id, members } of hubs) for (const member of members) of.get(id)!.add(member);
  for (const { id } of moments) of.get(id)!.delete(id);
  return { of, commonness: commonnessOf(moments, hubs, cities, eras) };
}

/** What derived links rest on, of these moments, by id; those that are gone are left out. */
export async function findFacts(
  { graph }: { graph: Graph },
  ids: Iterable<string>,
): Promise<Map<string, MomentFacts>> {
  const rows = await graph.read<MomentFacts & Row>(factsStatement, { ids: [...ids] });
  return new Map(rows.map((row) => [row.id, row]));
}

function seekRow({ id, path, sortKey, country, region, city, era }: MomentFacts) {
  return { id, path, sortKey, country, region, city, era };
}

function commonnessOf(
  moments: MomentFacts[],
  hubs: HubRow[],
  cities: Near[],
  eras: Near[],
): Map<string, Commonness> {
  const result = new Map<string, Commonness>(
    moments.map((moment) => [
      moment.id,
      {
        figures: new Map(),
        tags: new Map(),
        city: countAround(moment, cities),
        era: countAround(moment, eras),
      },
    ]),
  );
  for (const { id, kind, key, degree, publicMembers } of hubs) {
    const counts = { all: degree, public: publicMembers ?? degree };
    result.get(id)![kind === 'figure' ? 'figures' : 'tags'].set(key, counts);
  }
  return result;
}

/** How many there are, the moment itself too, as far as it was looked: exact where they are few. */
function countAround({ id, visibility }: MomentFacts, found: Near[]): Count {
  const sizes = found.filter((row) => row.id === id);
  const itself = (of: string) => (visibility === of ? 1 : 0);
  return {
    all: 1 + sizes.reduce((sum, row) => sum + row.found.length, 0),
    public: itself('public') + (sizes.find((row) => row.visibility === 'public')?.found.length ?? 0),
  };
}
