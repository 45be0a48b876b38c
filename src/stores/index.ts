export { JournalEntry } from './dto/store.dto';
export { EarlierEffects, EarlierWanted, KeepsEffects } from './earlier-effects';
export { EVENTS } from './generated/journal-events';
export { comesBehind, entryOf, isEffectId, JournalPlace, placeIn } from './journal-place';
export { POSITION_GONE } from './stores.errors';
export { StoresModule } from './stores.module';
export { EffectsRead, StoresService } from './stores.service';
