import { Prism } from './prism';
import { openSwitch } from './switch';
import { PROXY_VARIABLE } from './through-proxy';

/** Starts Prism before the services that the tests start. */
export default async function setUp(): Promise<void> {
  const { url, server } = await openSwitch();
  const prism = await Prism.start(url);
  process.env[PROXY_VARIABLE] = prism.url;
  Object.assign(globalThis, {
    stopStarted: async () => {
      await prism.stop();
      server.close();
      server.closeAllConnections();
    },
  });
}
