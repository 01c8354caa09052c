import fc from 'fast-check';
import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Words that mean something to Cypher, Lucene, a spreadsheet, a page, a terminal, a log or a file system. */
export const HOSTILE_WORDS = [
  "'}) DETACH DELETE n //",
  '` RETURN 1 UNION MATCH (n) DETACH DELETE n //',
  '$where',
  'name:* OR (a AND NOT "b"~2) [1 TO 9] ^4 \\ /x/ && || !',
  '"', // an open phrase
  '=HYPERLINK("http://evil.example","x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned = 1">',
  'javascript:window.pwned=1',
  '{{constructor.constructor("return 1")()}}',
  'line one\r\n{"level":60,"msg":"forged"}\n\u001b[2J\u001b[31mred',
  '../../../../etc/passwd',
  '%00%0a%2e%2e',
  '\u0000',
  '\ud800',
  '\u202egnp.exe\u202c',
  'İstanbul ﬁ ẞ 𝒲𝒽𝓎 🏴‍☠️',
  '__proto__',
  'constructor',
  'toString',
  '9'.repeat(400),
  'x'.repeat(5_000),
  '',
  ' ',
] as const;

const PATHS = [
  '/1889/march/31/1330/france/ile-de-france/paris/fuzzed',
  '/-44/march/15/1030/italy/lazio/rome/ides',
  '/1889',
  '/',
  '/9999999999/march/31/1330/a/b/c/d',
  '/0000/january/01/0000/a/b/c/d',
  '/1889/march/31/9999/france/ile-de-france/paris/x',
  '/1889/march/31/1330/fr%61nce/../paris/x/y',
];
const DATES = [
  '1889',
  '1889-03',
  '-0043-03-15',
  '18XX',
  '1889~',
  '../1900',
  '2026-13-45',
  'Y-170000002',
  '[1667,1668]',
  '1984/2004?',
];

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_WORDS, ...DATES) },
  { weight: 2, arbitrary: fc.constantFrom('Fall of the Berlin Wall November 9 1989', 'rome', 'tag', 'PT1H') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
export const hostilePath = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PATHS.slice(0, 2)) },
  { weight: 2, arbitrary: fc.constantFrom(...PATHS) },
  { weight: 1, arbitrary: hostileText },
);
/** Mostly what will do, so that one wrong value does not hide what the others would have done. */
const whole = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -3, 101, 1889, 2 ** 31 - 1, -(2 ** 31)) },
);
const real = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-0, -180.5, 90, 1e308, 5e-324) },
);
const anyNumber = fc.oneof(whole, real, fc.constantFrom(2 ** 53, -(2 ** 63), 1e21));

const KEYS = [
  'name',
  'tags',
  'figures',
  'year',
  'edtf',
  'precision',
  'calendar',
  'end',
  'latitude',
  'longitude',
  'sources',
  'same_as',
  'confidence',
  'layer',
  'era',
  'one_liner',
  'id',
  'sort_key',
  'visibility',
  'created_at',
  'constructor',
  '__proto__',
  'toString',
  'a`b',
  'linksDue',
  'location',
  'x'.repeat(300),
  'fine_key',
  'naïve',
];
const hostileJson = fc.oneof(
  hostileText,
  anyNumber,
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(hostileText, anyNumber, fc.constant(null)), { maxLength: 4 }),
  fc.dictionary(fc.constantFrom('title', 'url', '__proto__', 'a'), hostileText, { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 6 }),
);
/** As JSON text would give it: `__proto__` is a key like any other. */
export const hostileObject = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), hostileText), hostileJson), { maxLength: 4 })
  .map((entries) =>
    JSON.parse(
      `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
    ),
  );

const SCALARS: Record<string, fc.Arbitrary<unknown>> = {
  String: hostileText,
  ID: hostileText,
  MomentPath: hostilePath,
  Int: whole,
  Float: real,
  Boolean: fc.boolean(),
  JSONObject: hostileObject,
  DateTime: fc.constantFrom('2026-01-01T00:00:00Z', '-000044-03-15T00:00:00Z', '+275760-09-13T00:00:00.000Z'),
};

/** Values that GraphQL takes for a type, whatever the domain then says of them. */
export function valuesOf(type: GraphQLInputType): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return given(type.ofType);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: given(type) },
  );
}

function given(type: GraphQLInputType): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(valuesOf(type.ofType), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (!isInputObjectType(type)) return SCALARS[getNamedType(type).name] ?? hostileText;
  const fields = Object.values(type.getFields());
  const required = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
  return fc.record(Object.fromEntries(fields.map((field) => [field.name, valuesOf(field.type)])), {
    requiredKeys: required.map(({ name }) => name),
  });
}

/** Types that only carry what was asked for. */
const CARRIERS = /(?:Connection|Edge|Payload|Result)$/;

export interface HostileOperation {
  name: string;
  query: string;
  variables: fc.Arbitrary<Record<string, unknown>>;
}

/** One operation for each root field, asking for what it gives, whose arguments at every level are hostile. */
export function hostileOperations(schema: GraphQLSchema): HostileOperation[] {
  const roots = [schema.getQueryType()!, schema.getMutationType()!];
  return roots.flatMap((root, i) =>
    Object.keys(root.getFields()).map((name) => operationOf(root, name, i === 0 ? 'query' : 'mutation')),
  );
}

function operationOf(root: GraphQLObjectType, name: string, kind: string): HostileOperation {
  const declared: string[] = [];
  const variables: Record<string, fc.Arbitrary<unknown>> = {};
  const required: string[] = [];

  function ask(parent: GraphQLObjectType, field: string, depth: number): string {
    const { args, type } = parent.getFields()[field]!;
    const passed = args.map((arg) => {
      const variable = `v${declared.length}`;
      declared.push(`$${variable}: ${arg.type}`);
      variables[variable] = valuesOf(arg.type);
      if (isNonNullType(arg.type)) required.push(variable);
      return `${arg.name}: $${variable}`;
    });
    const selection = select(type, depth);
    return `${field}${passed.length > 0 ? `(${passed.join(', ')})` : ''}${selection}`;
  }
  function select(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return '';
    if (!isObjectType(named)) return ' { __typename }';
    const fields = Object.values(named.getFields()).filter(
      (field) => isLeafType(getNamedType(field.type)) || depth < (CARRIERS.test(named.name) ? 4 : 2),
    );
    return ` { __typename ${fields.map((field) => ask(named, field.name, depth + 1)).join(' ')} }`;
  }

  const asked = ask(root, name, 1);
  const header = declared.length > 0 ? `(${declared.join(', ')})` : '';
  return {
    name,
    query: `${kind} ${header} { ${asked} }`,
    variables: fc.record(variables, { requiredKeys: required }) as fc.Arbitrary<Record<string, unknown>>,
  };
}
