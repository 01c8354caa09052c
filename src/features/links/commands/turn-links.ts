import { type Run, statement } from '../../../platform/graph/index.js';
import { isSymmetric, STORED_TYPES } from '../domain/link-type.js';

const turn = statement('link/turn');
const types = STORED_TYPES.filter(isSymmetric);

/** Turns round what links of a moment say the same both ways and no longer lead from the earlier one, in its transaction. */
export async function turnLinks(run: Run, id: string): Promise<void> {
  await run(turn, { id, types });
}
