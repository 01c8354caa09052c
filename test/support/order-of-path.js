import Sequencer from '@jest/test-sequencer';

/** Quick files first (unit before integration before e2e); those of a folder together, as some find what another has loaded. */
export default class OrderOfPath extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => (one.path < other.path ? 1 : -1));
  }
}
