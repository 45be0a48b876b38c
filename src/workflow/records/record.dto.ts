import { ApiSchema } from '@nestjs/swagger';
import { IsId, StorePath } from '../../platform/http';

export class RecordPath extends StorePath {
  /** @example "invoice-1" */
  @IsId()
  id: string;
}

/** Any JSON object of up to 64 KiB; it is answered to the letter. */
@ApiSchema({ name: 'WorkflowRecord' })
export class RecordBody {}
