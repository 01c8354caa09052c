import { badInput } from '../../../errors.js';
import { canonicalPath } from '../domain/path.js';
import { redescribe } from '../domain/redescribe.js';
import type { Viewer } from '../domain/visibility.js';
import type { Moment } from '../queries/moment.js';
import { lockMoment, replaceMoment } from './change-moment.js';
import type { MomentDeps } from './index-moment.js';
import { placeMoment } from './place-moment.js';

/**
 * Changes what is known of a moment: each key of `metadata` replaces the one that was sent before, null takes it away,
 * what is not named stays. Throws BAD_USER_INPUT by the rules of `indexMoment`, or NOT_FOUND.
 */
export async function updateMoment(
  { graph, clock, viewer, places }: MomentDeps & { viewer: Viewer },
  input: { path: unknown; metadata: unknown },
): Promise<Moment> {
  const path = canonicalPath(input.path);
  const patch = input.metadata;
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) {
    throw badInput('metadata', 'must be an object');
  }
  const change = {
    path,
    patch: patch as Record<string, unknown>,
    now: clock(),
    admin: viewer.kind === 'admin',
  };
  return graph.transaction(async (run) => {
    const stood = await lockMoment(run, path);
    return replaceMoment(run, stood, await placeMoment({ places }, redescribe(stood, change)));
  });
}
