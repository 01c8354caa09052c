import type { ApolloServerPlugin } from '@apollo/server';
import { trace } from '@opentelemetry/api';
import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Metrics } from '../observing/metrics.js';

/** Reports every operation that comes by request and answer. */
export function measureOperations({ operation: report }: Pick<Metrics, 'operation'>): ApolloServerPlugin {
  return {
    async requestDidStart() {
      const started = performance.now();
      let name = 'invalid';
      return {
        async didResolveOperation({ document, operation }) {
          if (operation) name = operationName(document, operation);
          trace.getActiveSpan()?.setAttribute('graphql.field', name);
        },
        async willSendResponse({ response: { body } }) {
          const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
          const code = errors && String(errors[0]?.extensions?.code);
          report(name, code, (performance.now() - started) / 1000);
        },
      };
    },
  };
}

/** The root field of a valid operation; `several` where it asks for more than one. The name that a client gave it could be anything. */
export function operationName(document: DocumentNode, operation: OperationDefinitionNode): string {
  const fields = new Set<string>();
  function gather({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet);
      else {
        const { value } = selection.name;
        const fragment = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) gather(fragment.selectionSet);
      }
    }
  }
  gather(operation.selectionSet);
  if (fields.size > 1) fields.delete('__typename');
  return fields.size === 1 ? [...fields][0]! : 'several';
}
