import { ApiSchema } from '@nestjs/swagger';
import { IsId, ListPage, StorePath } from '../../platform/http';

export class RecordPath extends StorePath {
  /** @example "invoice-1" */
  @IsId()
  id: string;
}

/** Any JSON object of up to 64 KiB; it is answered to the letter. */
@ApiSchema({ name: 'WorkflowRecord' })
export class RecordBody {}

export class ListedRecord {
  /** @example "invoice-1" */
  id: string;
  /** Its version, as its ETag has it. */
  version: number;
  /** To the letter, as reading the record alone answers it. */
  data: RecordBody;
}

export class RecordPage extends ListPage {
  items: ListedRecord[];
}
