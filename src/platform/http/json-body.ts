import type { FastifyRequest } from 'fastify';
import { badInput } from '../../errors.js';

/** The body as a JSON object; its fields are for the domain to check. */
export function jsonBody(request: FastifyRequest): Record<string, unknown> {
  const { body } = request;
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw badInput('body', 'is a JSON object');
  }
  return body as Record<string, unknown>;
}
