export { StoresModule } from './stores.module';
export { StoresService } from './stores.service';
