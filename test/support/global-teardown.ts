/** Stops what a global-setup.ts has started, in the same process. */
export default async function tearDown(): Promise<void> {
  await (globalThis as { stopStarted?: () => Promise<void> }).stopStarted?.();
}
