import Sequencer from '@jest/test-sequencer';

/** Files of a folder one after the other, as some find what an earlier one of theirs has loaded. */
export default class OrderOfPath extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => (one.path < other.path ? -1 : 1));
  }
}
