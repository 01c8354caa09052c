import { GeneratorError } from '../../domain/generator.js';

/** The refusal of a sentence that cannot be placed in time and space; the message says what is missing or wrong. */
export function unresolved(message: string): GeneratorError {
  return new GeneratorError('UNRESOLVED', message);
}
