export { Line, MAX_TTL_SECONDS, Reservation } from './reservations/dto/reservation.dto';
export { INSUFFICIENT_STOCK, QUANTITY_EXCEEDED, SKU_NOT_FOUND } from './inventory.errors';
export { RESERVATION_EXPIRED, RESERVATION_NOT_FOUND } from './inventory.errors';
export { SALE, SaleRefusal, saleRefusals } from './campaigns/campaigns.errors';
export { InventoryRefusal, inventoryRefusals } from './inventory.errors';
export { InventoryModule } from './inventory.module';
export { decodeDeduction } from './generated/deduction-record';
export { decodeMovement, MovementRecord } from './generated/movement-record';
