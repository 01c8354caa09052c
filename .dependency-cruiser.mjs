const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from: { path: from }, to: { path: to } });

/** main → app → features → platform → errors, and no way back. */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    rule('platform-knows-no-feature', 'platform serves any domain', '^src/platform/', '^src/(features|app|main|cli|config)'),
    rule('features-know-no-app', 'app is the only place that joins things', '^src/features/', '^src/(app|main|cli|config)'),
    rule('errors-stand-alone', 'everything may import errors', '^src/errors', '^src/'),
    rule('config-stands-low', 'config is read by main and app', '^src/config', '^src/(app|main|cli|features|platform)'),
    rule('nobody-imports-main', 'main is the process', '^src/(?!main)', '^src/main'),
    rule(
      'domain-is-pure',
      'domain rules run without a server',
      '^src/features/[^/]+/domain/',
      '(type-graphql|node_modules/(graphql|agenda|neo4j-driver|mongodb|fastify)/|^src/platform/)',
    ),
    {
      name: 'features-meet-in-domain-commands-and-queries',
      comment: 'a feature uses another only through its domain, command and query files, its dependencies, GraphQL types, REST bodies and request context',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: {
        path: '^src/features/',
        pathNot: ['^src/features/$1/', '^src/features/[^/]+/(domain|commands|queries)/', '/deps\\.ts$', '/graphql/(context|[^/]+\\.type)\\.ts$', '/rest/[^/]+\\.body\\.ts$'],
      },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
