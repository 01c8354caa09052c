import { ClockchainError } from '../../../errors.js';
import { statement } from '../../../platform/graph/index.js';
import { canonicalPath } from '../domain/path.js';
import { redescribe } from '../domain/redescribe.js';
import type { Moment } from '../queries/moment.js';
import { lockMoment, replaceMoment } from './change-moment.js';
import type { MomentDeps } from './index-moment.js';
import { placeMoment } from './place-moment.js';

const isTaken = statement('moment/is-taken');
const noteFormerPath = statement('moment/note-former-path');

/**
 * Moves a moment to another path; its id, links and all that is known stay, and the old path still finds it until
 * another moment is stored there. Throws BAD_USER_INPUT (what is known contradicts the new path), NOT_FOUND or CONFLICT.
 */
export async function moveMoment(
  { graph, clock, places }: MomentDeps,
  input: { from: unknown; to: unknown },
): Promise<Moment> {
  const from = canonicalPath(input.from, { field: 'from' });
  const to = canonicalPath(input.to, { field: 'to' });
  return graph.transaction(async (run) => {
    const stood = await lockMoment(run, from);
    if (from === to) return stood;
    const [there] = await run<{ taken: boolean }>(isTaken, { path: to });
    if (there?.taken)
      throw new ClockchainError('CONFLICT', `A moment already stands at ${to}.`, { path: to });
    const now = clock();
    const anew = redescribe(stood, { path: to, patch: {}, now, admin: true });
    const moved = await replaceMoment(run, stood, await placeMoment({ places }, anew));
    await run(noteFormerPath, { id: moved.id, former: from, path: to, at: now.toISOString() });
    return moved;
  });
}
