import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types for every operation in this folder. `schema` may also be the address of a running service. */
const config: CodegenConfig = {
  schema: '../../schema/schema.graphql',
  documents: ['*.ts', '!codegen.ts'],
  importExtension: '.js',
  generates: {
    './gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      // An operation is then its own text, and needs no GraphQL library to be sent.
      config: {
        documentMode: 'string',
        useTypeImports: true,
        scalars: { DateTime: 'string', MomentPath: 'string', JSONObject: 'Record<string, unknown>' },
      },
    },
  },
};

export default config;
