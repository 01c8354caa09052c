export {
  type Graph,
  type GraphObserver,
  gaveNoAnswer,
  openGraph,
  type Parameters,
  type Row,
  type Run,
} from './graph.js';
export { latestMigration, migrate } from './migrations.js';
export { parseStatement, type Statement, statement } from './statement.js';
export { fromTypedJson, pointAt, toTypedJson } from './typed-json.js';
export { Float, toGraph } from './values.js';
