/** Why the embedded servers cannot run, in words for the person who started the service. Needs no stack trace. */
export class EmbeddedError extends Error {
  override readonly name: string = 'EmbeddedError';
}

/** Another instance works on the same data folder. */
export class FolderInUse extends EmbeddedError {
  override readonly name = 'FolderInUse';
}
