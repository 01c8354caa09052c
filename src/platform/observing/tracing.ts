import { setTimeout as delay } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    traced: Context | null;
  }
}

/** Does nothing until `startTracing`. */
const tracer = trace.getTracer('clockchain');

/** A stop does not wait longer for a collector that is away. */
const PARTING_MS = 1_000;

export interface TracingOptions {
  /** The address of a collector that takes OTLP over HTTP, as OTEL_EXPORTER_OTLP_ENDPOINT gives it. */
  endpoint: string;
  version: string;
}

/** From now on spans are sent to the collector. Gives what sends the last of them and ends it. */
export async function startTracing({ endpoint, version }: TracingOptions): Promise<() => Promise<void>> {
  // Loaded only where somebody looks at traces.
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/u, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'clockchain', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return async () => {
    await Promise.race([provider.shutdown(), delay(PARTING_MS, undefined, { ref: false })]);
    for (const api of [trace, context, propagation]) api.disable();
  };
}

/** A span for every request, within the trace that the client names in `traceparent`. */
export function traceRequests(app: FastifyInstance): void {
  app.decorateRequest('traced', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const route = request.routeOptions.url ?? 'none';
    const attributes = {
      'http.request.method': request.method,
      'http.route': route,
      'clockchain.request': request.id,
    };
    const span = tracer.startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes },
      parent,
    );
    request.traced = trace.setSpan(parent, span);
    context.with(request.traced, done);
  });
  // The body was read by events of the socket, which know nothing of the request.
  app.addHook('preValidation', (request, _reply, done) => context.with(request.traced ?? ROOT_CONTEXT, done));
  app.addHook('onResponse', async (request, reply) => {
    const span = request.traced && trace.getSpan(request.traced);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
}

/** Work as a part of what goes on; where nothing is traced, just the work. Of an error the trace has only the name or code. */
export function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getActiveSpan() ? spanned(name, attributes, work, context.active()) : work();
}

/** Work in the trace that `traceparent` gave in another process; without one just the work. */
export function inTrace<T>(
  parent: string | null,
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  if (parent === null) return work();
  return spanned(name, attributes, work, propagation.extract(ROOT_CONTEXT, { traceparent: parent }));
}

/** What goes on, by the W3C's Trace Context; null where nothing is traced. */
export function traceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

function spanned<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  parent: Context,
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      const { code, name: kind } = error as { code?: unknown; name?: string };
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(code ?? kind) });
      throw error;
    } finally {
      span.end();
    }
  });
}
