import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

/** Types for every operation of the page, and a list of them by hash, which the page sends instead of their text. */
const config: CodegenConfig = {
  schema: '../../schema/schema.graphql',
  documents: ['src/**/*.tsx'],
  generates: {
    './src/gql/': {
      preset: 'client',
      // Apollo Client's cache tells things apart by type and id.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        useTypeImports: true,
        scalars: { DateTime: 'string', MomentPath: 'string', JSONObject: 'Record<string, unknown>' },
      },
    },
  },
};

export default config;
