export interface Campaign {
  id: string;
  skus: string[];
  opensAt: string | null;
  closesAt: string | null;
  perOwner: number | null;
  perOperation: number | null;
  total: number | null;
  used: number;
  state: 'scheduled' | 'open' | 'closed';
  version: number;
}
export interface CampaignOwner {
  ownerId: string;
  used: number;
  left: number | null;
}
export interface Wait {
  id: string;
  state: 'waiting' | 'promoted' | 'expired' | 'cancelled';
  position: number | null;
  sku: string;
  quantity: number;
  atLeast: number | null;
  ownerId: string;
  holdSeconds: number;
  createdAt: string;
  expiresAt: string;
  endedAt?: string;
  reservationId?: string;
  granted?: number;
}
