/** Why the embedded servers cannot run, in words for the person who started the service. Needs no stack trace. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}
