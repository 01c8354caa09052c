export type Environment = Record<string, string | undefined>;

const PASSED_ON = [
  ...['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ', 'JAVA_HOME', 'JDK_JAVA_OPTIONS'],
  ...['MAVEN_OPTS', 'MAVEN_ARGS'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'],
];

/** What a child may see of the environment: what it needs to run, and nothing that could hold a key of the service. */
export function childEnvironment(environment: Environment): Environment {
  return Object.fromEntries(PASSED_ON.map((name) => [name, environment[name]]));
}
