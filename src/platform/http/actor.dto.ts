import { ApiPropertyOptional } from '@nestjs/swagger';

/** Who had an effect. */
export class Actor {
  /**
   * Name of the API key of the call; null where the service needs no keys.
   * @example "shop"
   */
  key: string | null;
  /**
   * Header `On-Behalf-Of` of the call; null where it had none.
   * @example "clerk-7"
   */
  onBehalfOf: string | null;
  /** There where the service did it by itself, as when a deadline passes. */
  @ApiPropertyOptional({ enum: [true] })
  system?: true;
}
