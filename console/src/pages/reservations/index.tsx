import { ReservationList } from './list';
import { ReservationPage } from './reservation';

/** `/reservations` and `/reservations/<id>`. */
export function ReservationPages({ parts: [id] }: { parts: string[] }) {
  return id ? <ReservationPage id={id} /> : <ReservationList />;
}
