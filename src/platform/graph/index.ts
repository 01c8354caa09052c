export { type Graph, type GraphObserver, openGraph, type Parameters, type Row, type Run } from './graph.js';
export { migrate } from './migrations.js';
export { parseStatement, type Statement, statement } from './statement.js';
export { Float, toGraph } from './values.js';
