import type { Generation } from '../../generation/domain/generator.js';
import type { Neighbour } from '../domain/duplicate.js';
import type { NewMoment } from '../domain/moment.js';
import type { Moment } from '../queries/moment.js';

export interface MomentToWrite {
  moment: NewMoment;
  /** Set when a generator made it; noted in the same transaction. */
  generation?: GenerationRecord;
}

/** What the graph keeps of one generation. */
export interface GenerationRecord {
  jobId: string;
  generator: string;
  preset: string;
  at: string;
  generation: Generation;
}

export interface WriteResult {
  created: boolean;
  /** What now stands at the path: the new moment, or the one that was there. */
  moment: Moment;
  /** What stood already at the same time and place; empty for what was not created, and for what a generator made. */
  neighbours: Neighbour[];
}
