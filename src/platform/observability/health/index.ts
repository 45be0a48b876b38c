export { HealthModule } from './health.module';
export { Watched } from './watched';
