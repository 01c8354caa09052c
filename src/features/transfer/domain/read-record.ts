import { badInput } from '../../../errors.js';
import { isPlainObject } from '../../moments/domain/json-value.js';
import { describeMoment } from '../../moments/domain/moment.js';
import { type LinkImport, readLinkImport } from './link-request.js';

/** What `indexMoment` takes. */
export interface MomentImport {
  path: unknown;
  metadata?: Record<string, unknown>;
  visibility?: unknown;
  createdBy?: unknown;
  flashTimepointId?: unknown;
}

/** What one row of a file says. */
export type ReadRecord =
  | { kind: 'moment'; moment: MomentImport; links: LinkImport[] }
  | { kind: 'link'; link: LinkImport }
  /** The last line of an export: how many there were. */
  | { kind: 'end'; moments: number; links: number }
  /** Nothing to store: the first line of an export, or a link that is derived anew. */
  | { kind: 'header' | 'derived' };

/**
 * Reads one JSON value: a line of our own export, `{path, metadata, visibility, …}`, `{path, name, tags, …}` with the keys of metadata
 * beside the path, a link `{from, to, type, …}`, or a record of the Python system (`{id, payload: {…, edges}}`). Throws BAD_USER_INPUT
 * for anything else.
 */
export function readRecord(value: unknown): ReadRecord {
  if (!isPlainObject(value)) throw badInput('row', 'is a JSON object', 'The row is no JSON object.');
  if (value.kind === 'header') return { kind: 'header' };
  if (value.kind === 'end')
    return { kind: 'end', moments: Number(value.moments), links: Number(value.links) };
  if (isPlainObject(value.payload)) return readPeerRecord(value, value.payload);
  if ('from' in value && 'to' in value && 'type' in value) return readLink(value);
  if ('path' in value) return { kind: 'moment', moment: readMoment(value), links: [] };
  throw badInput(
    'path',
    'is required',
    'The row is no moment (it has no path) and no link (from, to and type).',
  );
}

function readMoment({ kind, path, ...rest }: Record<string, unknown>): MomentImport {
  const { metadata, ...beside } = rest;
  const { visibility, createdBy, created_by, flashTimepointId, flash_timepoint_id, ...flat } = beside;
  const own = {
    path,
    visibility,
    createdBy: createdBy ?? created_by,
    flashTimepointId: flashTimepointId ?? flash_timepoint_id,
  };
  if (metadata === undefined) return present({ ...own, metadata: flat });
  const [strange] = Object.keys(flat);
  if (strange !== undefined) {
    throw badInput(
      strange,
      'is no field beside metadata',
      `${strange} is no field of a moment; put it into metadata`,
    );
  }
  return present({ ...own, metadata: metadata as Record<string, unknown> });
}

function readLink({ kind, created_by, ...link }: Record<string, unknown>): ReadRecord {
  if (link.layer === 1) return { kind: 'derived' };
  return {
    kind: 'link',
    link: present({ ...link, createdBy: link.createdBy ?? created_by }) as unknown as LinkImport,
  };
}

/** What the Python system writes of its own bookkeeping, and this service of its own. */
const PEER_BOOKKEEPING = new Set([
  'id',
  'path',
  'status',
  'edges',
  'visibility',
  'created_by',
  'created_at',
  'updated_at',
  'published_at',
  'flash_timepoint_id',
  'image_url',
]);

function readPeerRecord(
  { id, provenance }: Record<string, unknown>,
  payload: Record<string, unknown>,
): ReadRecord {
  const metadata = Object.fromEntries(
    Object.entries(payload).filter(
      ([key, value]) => !PEER_BOOKKEEPING.has(key) && value !== null && value !== '',
    ),
  );
  const told = isPlainObject(provenance) ? provenance : {};
  if (metadata.confidence === undefined && typeof told.confidence === 'number')
    metadata.confidence = told.confidence;
  const moment = present({
    path: id,
    metadata,
    visibility: payload.visibility,
    createdBy: payload.created_by,
    flashTimepointId: payload.flash_timepoint_id ?? told.flash_id,
  });
  const edges = Array.isArray(payload.edges) ? payload.edges.filter(isPlainObject) : [];
  const links = edges.map(({ target, type, weight, theme, description, created_by }) =>
    present({
      from: id,
      to: target,
      type,
      weight,
      theme,
      description,
      createdBy: created_by ?? payload.created_by,
    }),
  );
  return { kind: 'moment', moment, links };
}

function present<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined && item !== null),
  ) as T;
}

const NOBODY = { id: '', now: new Date(0) };

/** Checks a moment by the rules of `indexMoment`, as far as can be told without the graph. Throws BAD_USER_INPUT. */
export function checkMoment(moment: MomentImport, { admin }: { admin: boolean }): void {
  describeMoment(moment, { ...NOBODY, admin });
}

/** Checks a link by the rules of `importLinks`, as far as can be told without its moments. Throws BAD_USER_INPUT. */
export function checkLink(link: LinkImport, viewer: { admin: boolean }): void {
  readLinkImport(link, viewer);
}
