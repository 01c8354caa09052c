import { table } from 'table';
import { FAULT_WORDS, FAULTS, TARGETS } from './cells.js';
import type { Cell, CellResult } from './run-cell.js';

/** What became of a cell, or why it is left out. */
export type Outcome = CellResult | (Cell & { leftOut: string });

const HEADS = { api: 'API', worker: 'worker', neo4j: 'Neo4j', queue: 'queue server' };

/** The matrix as text: in each cell the seconds until all was done again, or in how much it is red. */
export function tableOf(outcomes: Outcome[]): string {
  const cellOf = (outcome: Outcome | undefined) => {
    if (!outcome) return '';
    if ('leftOut' in outcome) return '–';
    if (outcome.red.length > 0) return `RED (${outcome.red.length})`;
    return `holds, ready after ${outcome.readyAfterSeconds!.toFixed(1)} s`;
  };
  const rows = FAULTS.map((fault) => [
    FAULT_WORDS[fault],
    ...TARGETS.map((target) =>
      cellOf(outcomes.find((each) => each.target === target && each.fault === fault)),
    ),
  ]);
  const why = new Map(
    outcomes.flatMap((each) =>
      'leftOut' in each ? [[`${HEADS[each.target]}, ${FAULT_WORDS[each.fault]}`, each.leftOut]] : [],
    ),
  );
  const notes = [...why].map(([cell, reason]) => `– ${cell}: ${reason}\n`).join('');
  return table([['', ...TARGETS.map((target) => HEADS[target])], ...rows]) + notes;
}
