import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Matches, ValidateBy } from 'class-validator';
import { ID, IsWhole, Optional, PageQuery } from '../../../platform/http';

const MOST = 100;

const isListOfSkus = (value: unknown): boolean => {
  if (typeof value !== 'string') return false;
  const skus = value.split(',');
  return skus.length <= MOST && skus.every((sku) => ID.test(sku));
};

export class StockQuery extends PageQuery {
  /**
   * SKUs with commas between them, at most 100: these are read, in this order, each once. Omit to list SKUs; goes with no
   * other parameter.
   * @example "TEE-M,TEE-L"
   */
  @Optional()
  @ApiPropertyOptional()
  @ValidateBy({
    name: 'isListOfSkus',
    validator: {
      validate: isListOfSkus,
      defaultMessage: () => `$property must be 1 to ${MOST} SKUs, with commas between`,
    },
  })
  sku?: string;

  /**
   * Beginning of the SKUs to list. Omit to list all.
   * @example "TEE-"
   */
  @Optional()
  @ApiPropertyOptional({ pattern: ID.source })
  @IsString()
  @Matches(ID, { message: '$property must be the beginning of a SKU' })
  prefix?: string;

  /**
   * Lists SKUs of which fewer units are available. A page looks at some thousand SKUs, so that it may have few items, or
   * none, and still a `nextCursor`. Omit to list all.
   * @example 5
   */
  @Optional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^(0|[1-9]\d{0,15})$/.test(value) ? Number(value) : value,
  )
  @IsWhole(0)
  availableBelow?: number;
}
