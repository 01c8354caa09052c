import neo4j, { type Driver } from 'neo4j-driver';

/** The test graph past the service; to be closed. */
export function openTestDriver(): Driver {
  const { TEST_NEO4J_URI, TEST_NEO4J_USER, TEST_NEO4J_PASSWORD } = process.env;
  return neo4j.driver(TEST_NEO4J_URI!, neo4j.auth.basic(TEST_NEO4J_USER!, TEST_NEO4J_PASSWORD!), {
    disableLosslessIntegers: true,
  });
}

/** Asks the test graph directly, as an analyst does, past the service. */
export async function runCypher(
  text: string,
  parameters: Record<string, unknown> = {},
): Promise<Record<string, unknown>[]> {
  const driver = openTestDriver();
  try {
    const { records } = await driver.executeQuery(text, parameters);
    return records.map((record) => record.toObject());
  } finally {
    await driver.close();
  }
}
