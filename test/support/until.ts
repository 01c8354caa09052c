import { setTimeout as pause } from 'node:timers/promises';

/** Resolves with the first truthy answer of `condition`, asked again and again; rejects when the time is over. */
export async function until<T>(
  condition: () => T | Promise<T>,
  {
    seconds = 20,
    what = condition.toString(),
    everyMs = 25,
  }: { seconds?: number; what?: string; everyMs?: number } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await condition();
    if (answer) return answer as NonNullable<T>;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(everyMs);
  }
}
