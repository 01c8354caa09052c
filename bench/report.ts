import { arch, cpus, totalmem } from 'node:os';
import { table } from 'table';
import type { Figure, Promised } from './figures.js';

export interface Report {
  at: string;
  machine: { cpu: string; cores: number; memoryGiB: number; arch: string; node: string; neo4j: string };
  sizes: number[];
  seconds: number;
  figures: Figure[];
}

export function machine(neo4j: string): Report['machine'] {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    arch: arch(),
    node: process.version,
    neo4j,
  };
}

export function tableOf(figures: Figure[]): string {
  const head = [
    'work',
    'moments',
    'service',
    '95 of 100',
    'other',
    'by other',
    'by smallest',
    'promised',
    '',
  ];
  const rows = figures.map((figure) => [
    figure.name,
    figure.size.toLocaleString('en-GB'),
    amount(figure.app, figure.unit),
    figure.app95 === undefined || figure.samples < 20 ? '' : amount(figure.app95, figure.unit),
    figure.raw === null ? '' : amount(figure.raw, figure.unit),
    times(figure.ratio),
    times(figure.growth),
    figure.kept === null ? '' : promise(figure.promised!, figure.unit),
    figure.kept === null ? '' : figure.kept ? 'kept' : 'MISSED',
  ]);
  const right = { alignment: 'right' as const };
  return table([head, ...rows], {
    columns: { 1: right, 2: right, 3: right, 4: right, 5: right, 6: right },
    drawHorizontalLine: (line, count) =>
      line < 2 || line === count || figures[line - 1]?.name !== figures[line - 2]?.name,
  });
}

function amount(value: number, unit: Figure['unit']): string {
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}

function times(ratio: number | null): string {
  return ratio === null ? '' : `${ratio.toFixed(2)}×`;
}

function promise({ of, least, most }: Promised, unit: Figure['unit']): string {
  const bound = least === undefined ? `at most ${most}` : `at least ${least}`;
  return of === 'app' ? `${bound} ${unit}` : `${bound}× ${of === 'ratio' ? 'other' : 'smallest'}`;
}
