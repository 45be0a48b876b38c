import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app';
import { Config } from './platform/config/config';
import { Stopping } from './platform/http';

/** The service in this process: the application, its port, and its end in order. */
export class Service {
  private app?: NestFastifyApplication;

  constructor(private readonly config: Config) {}

  /** Resolves when it listens, with its port. */
  async start(): Promise<number> {
    const { PORT: port, HOST: host } = this.config;
    this.app = await createApp(this.config);
    try {
      await this.app.listen({ port, host, listenTextResolver: () => 'listening' });
    } catch (error) {
      await this.app.close();
      this.app = undefined;
      throw error;
    }
    return (this.app.getHttpServer().address() as AddressInfo).port;
  }

  /**
   * Readiness fails first; then calls in hand end, the sweepers stop between two batches, and the connections close.
   * While it starts there is nothing in hand to wait for.
   */
  async stop(): Promise<void> {
    if (!this.app) return;
    this.app.get(Stopping).begin();
    await sleep(this.config.STOP_DELAY_MS);
    const server = this.app.getHttpServer();
    const cutOff = setTimeout(() => server.closeAllConnections(), this.config.STOP_TIMEOUT_MS);
    await this.app.close();
    clearTimeout(cutOff);
  }
}
