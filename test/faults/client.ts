import { type Ledger, NO_ANSWER, type Phase } from './ledger.js';

export interface Target {
  /** Of the service, as its clients reach it. */
  url: string;
  serviceKey: string;
  adminKey: string;
  /** The settings by which a backup finds both databases. */
  databases: Record<string, string>;
}

/** What waits longer has been left without an answer. */
const ANSWER_WITHIN_MS = 25_000;

// biome-ignore lint/suspicious/noExplicitAny: whoever asks knows the shape of the answer
type Answer = any;

export interface Client {
  /** One GraphQL operation; null where it was refused, which the ledger then knows. */
  ask(call: string, query: string, variables?: object): Promise<Answer | null>;
  /** One REST read; null where it was refused. */
  get(address: string): Promise<Answer | null>;
}

/** A client that notes every refusal. */
export function clientOf({ url, serviceKey, adminKey }: Target, ledger: Ledger): Client {
  const headers = {
    'x-service-key': serviceKey,
    'x-admin-key': adminKey,
    'content-type': 'application/json',
  };

  async function send(call: string, begunIn: Phase, address: string, init: RequestInit): Promise<Answer> {
    try {
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      const response = await fetch(url + address, { headers, signal, ...init });
      return await response.json();
    } catch (error) {
      const { message, cause } = error as Error;
      ledger.refused(call, NO_ANSWER, begunIn, String((cause as Error | undefined)?.message ?? message));
      return null;
    }
  }

  return {
    async ask(call, query, variables = {}) {
      const begunIn = ledger.phase;
      const body = JSON.stringify({ query, variables });
      const answer = await send(call, begunIn, '/graphql', { method: 'POST', body });
      const error = answer?.errors?.[0];
      if (error) ledger.refused(call, error.extensions?.code ?? 'NO_CODE', begunIn, error.message);
      return answer && !error ? answer.data : null;
    },
    async get(address) {
      const begunIn = ledger.phase;
      const call = `GET ${address.split('?')[0]}`;
      const answer = await send(call, begunIn, address, {});
      if (answer?.code && answer.status >= 400) {
        ledger.refused(call, answer.code, begunIn, answer.detail);
        return null;
      }
      return answer;
    },
  };
}
