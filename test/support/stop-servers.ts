/** Ends what start-servers.ts started, and removes its data. */
export default async function stopServers(): Promise<void> {
  await globalThis.testServers?.servers.stop();
  await globalThis.testServers?.remove();
}
