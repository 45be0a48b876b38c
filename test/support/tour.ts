import supertest from 'supertest';
import { StoreCalls } from './house';
import { Call, Guide } from './tour/guide';
import { tourOfReservations, tourOfWaits } from './tour/keeping';
import { tourOfMoney } from './tour/money';
import { tourOfOrders } from './tour/selling';
import { tourOfCampaigns, tourOfStock } from './tour/stock';
import { tourOfWebhooks } from './tour/webhooks';
import { tourOfWorkflows } from './tour/workflow';

/** Makes every operation of the document succeed at least once, with what may be absent there and not there. */
export async function takeTour(url: string, store: StoreCalls, call: Call): Promise<void> {
  const guide: Guide = {
    ...{ url, store, call },
    get: (path) => call(store.get(path)),
    post: (path, body) => call(store.post(path, body)),
    put: (path, body) => call(store.put(path, body)),
  };
  await tourOfStock(guide);
  await tourOfCampaigns(guide);
  await tourOfReservations(guide);
  await tourOfWaits(guide);
  await tourOfMoney(guide);
  await tourOfOrders(guide);
  await tourOfWorkflows(guide);
  await tourOfWebhooks(guide);
  await call(store.post('/audits/archive'));
  for (const path of ['/health/live', '/health/ready', '/metrics']) await call(supertest(url).get(path));
}
