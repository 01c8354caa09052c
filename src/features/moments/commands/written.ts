import type { Generation } from '../../generation/domain/generator.js';
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
}
