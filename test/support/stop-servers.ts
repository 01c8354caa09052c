/** Ends what start-servers.ts started, and removes its data. */
export default async function stopServers(): Promise<void> {
  const started = globalThis.testServers ?? [];
  await Promise.all(started.map(({ servers }) => servers.stop()));
  await Promise.all(started.map(({ remove }) => remove()));
}
