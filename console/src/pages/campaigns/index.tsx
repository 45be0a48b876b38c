import { CampaignPage } from './campaign';
import { CampaignList } from './list';

/** `/campaigns` and `/campaigns/<id>`. */
export function CampaignPages({ parts: [id] }: { parts: string[] }) {
  return id ? <CampaignPage id={id} /> : <CampaignList />;
}
