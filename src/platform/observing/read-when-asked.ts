import { Gauge, type Registry } from 'prom-client';
import { atMostEvery } from './at-most-every.js';

export interface ReadGauge<Value> {
  name: string;
  help: string;
  labelNames?: string[];
  /** The values of the gauge in what was read, each under its labels. */
  values(read: Value): { labels?: Record<string, string>; value: number }[];
}

/** `/metrics` needs no key, so what it asks of a database must not grow with how often it is asked. */
const READ_EVERY_MS = 5_000;
/** Prometheus itself gives up after ten seconds. */
const PATIENCE_MS = 4_000;

/** Gauges of one thing that is read when somebody asks for metrics. While it cannot be read they have no value, rather than an old one. */
export function readWhenAsked<Value>(
  registry: Registry,
  read: () => Promise<Value>,
  gauges: ReadGauge<Value>[],
): void {
  const value = atMostEvery(READ_EVERY_MS, read, PATIENCE_MS);
  for (const { name, help, labelNames = [], values } of gauges) {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const found = await value().then(values, () => []);
        this.reset();
        for (const { labels = {}, value } of found) this.set(labels, value);
      },
    });
  }
}
