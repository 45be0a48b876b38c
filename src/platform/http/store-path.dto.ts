import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** The store in the path. */
export class StorePath {
  /** @example "main" */
  @ApiProperty()
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    message: 'store must be 1 to 63 lower-case letters, digits and dashes',
  })
  store: string;
}
