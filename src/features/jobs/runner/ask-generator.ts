import {
  type Generation,
  type GenerationRequest,
  type Generator,
  GeneratorError,
} from '../../generation/domain/generator.js';

/**
 * Asks a generator for at most `timeoutMs`. Rejects at once when the time is up (UNAVAILABLE) or the request's
 * signal is aborted (with its reason), also where the generator does not heed its signal.
 */
export async function ask(
  generator: Generator,
  request: GenerationRequest,
  timeoutMs: number,
): Promise<Generation> {
  const outer = request.signal;
  outer.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const pass = () => controller.abort(outer.reason);
  outer.addEventListener('abort', pass);
  const late = new GeneratorError(
    'UNAVAILABLE',
    `The generator gave no answer within ${timeoutMs / 1_000} s.`,
  );
  const timer = setTimeout(() => controller.abort(late), timeoutMs);
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  try {
    return await Promise.race([generator.generate({ ...request, signal }), aborted]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', pass);
  }
}
