import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { ListPage, StorePath } from '../../platform/http';
import { NAME, NAME_RULE } from './definition';
import { DIAGNOSTIC_CODES, DiagnosticCode, SEVERITIES, Severity } from './diagnostics';

/** The name of a definition or of a state. */
export const IsName = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ pattern: NAME.source }),
    IsString(),
    Matches(NAME, { message: `$property must be ${NAME_RULE}` }),
  );

export class DefinitionPath extends StorePath {
  /** @example "approval" */
  @IsName()
  name: string;
}

export class DefinitionVersionPath extends DefinitionPath {
  /**
   * The number of the version: 1 to 999 999 999.
   * @example "1"
   */
  @Matches(/^[1-9]\d{0,8}$/, { message: 'n must be a whole number from 1 to 999999999' })
  n: string;
}

export class State {
  /** The states that may follow this one. */
  @ApiPropertyOptional({ example: ['approved', 'rejected'] })
  transitions?: string[];

  /** Whether instances end here: a final state has no transitions, every other state has some. */
  @ApiPropertyOptional()
  final?: boolean;
}

const STATES_EXAMPLE = {
  pending: { transitions: ['approved', 'rejected'] },
  approved: { transitions: ['processing', 'cancelled'] },
  processing: { transitions: ['completed', 'failed'] },
  failed: { transitions: ['processing'] },
  rejected: { final: true },
  cancelled: { final: true },
  completed: { final: true },
};

/** A definition as callers send it. definition-check.ts checks it, and tells more than a validator could. */
@ApiExtraModels(State)
export class DefinitionBody {
  /** The state in which instances start. */
  @ApiProperty({ example: 'pending' })
  initial: string;

  /** Up to 100 states by name, with up to 300 transitions in all. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(State) },
    example: STATES_EXAMPLE,
  })
  states: Record<string, State>;
}

export class Definition extends DefinitionBody {
  /** @example "approval" */
  name: string;
  /** @example 1 */
  version: number;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
}

export class DefinitionSummary {
  /** @example "approval" */
  name: string;
  /** The version that an instance starts with where its caller names none. */
  latestVersion: number;
}

export class DefinitionPage extends ListPage {
  items: DefinitionSummary[];
}

export class VersionSummary {
  /** @example 1 */
  version: number;
  /** @example "pending" */
  initial: string;
  /** @example "2026-01-01T00:00:00.000Z" */
  createdAt: string;
}

/** A definition with its versions, newest first. */
export class VersionPage extends ListPage {
  /** @example "approval" */
  name: string;
  latestVersion: number;
  items: VersionSummary[];
}

export class Diagnostic {
  /** Errors make a definition invalid; warnings are worth a look. */
  @ApiProperty({ enum: SEVERITIES })
  severity: Severity;

  @ApiProperty({ enum: DIAGNOSTIC_CODES })
  code: DiagnosticCode;

  /**
   * The place, as a JSON pointer into the definition.
   * @example "/states/pending/transitions/0"
   */
  path: string;

  /** @example "pending leads to aproved, which is no state." */
  message: string;
}

export class ValidationReport {
  /** Whether no diagnostic is an error. */
  valid: boolean;
  /** At most 100. */
  diagnostics: Diagnostic[];
}
