import type { CombinedError } from '@urql/core';

/** What went wrong and what to do, in words. */
export function said(error: CombinedError | undefined): string | null {
  if (!error) return null;
  const [first] = error.graphQLErrors;
  const code = first?.extensions?.code;
  if (code === 'UNAUTHENTICATED') return `${first!.message} Set it under “Keys”.`;
  if (code === 'FORBIDDEN') return `${first!.message} Set the admin key under “Keys”.`;
  if (code === 'RATE_LIMITED')
    return `Too many requests; wait ${first!.extensions.retryAfter ?? 'a few'} seconds and try again.`;
  if (code === 'SERVICE_UNAVAILABLE')
    return 'A database is away at the moment. Try again shortly; nothing was lost.';
  if (first) return error.graphQLErrors.map(({ message }) => message).join(' ');
  return 'The service does not answer. Is it running? This page tries again when you do.';
}
