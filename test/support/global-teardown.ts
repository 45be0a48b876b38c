/** Stops what global-setup.ts has started, in the same process. */
export default async function tearDown(): Promise<void> {
  await (globalThis as { stopTopologies?: () => Promise<void> }).stopTopologies?.();
}
