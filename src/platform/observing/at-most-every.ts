/**
 * Does work for all who ask at the same time, and not again for `ms` after it ended. Rejects as the work does, or once it has taken
 * `patienceMs`.
 */
export function atMostEvery<T>(ms: number, work: () => Promise<T>, patienceMs: number): () => Promise<T> {
  let last: { answer: Promise<T>; endedAt: number } | null = null;

  function begin() {
    const begun = { answer: within(patienceMs, work()), endedAt: Number.POSITIVE_INFINITY };
    const ended = () => {
      begun.endedAt = performance.now();
    };
    begun.answer.then(ended, ended);
    return begun;
  }
  return () => {
    if (!last || performance.now() - last.endedAt >= ms) last = begin();
    return last.answer;
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
