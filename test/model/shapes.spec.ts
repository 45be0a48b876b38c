import { PipeTransform, Type as Class } from '@nestjs/common';
import { Expose, Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsInt,
  IsObject,
  IsString,
  Validate,
  ValidateNested,
  ValidatorConstraint,
} from 'class-validator';
import fc from 'fast-check';
import { shapeReaderOf } from '../../src/platform/http/shapes/shape-reader';
import { Problem } from '../../src/platform/http/problem';
import { classValidatorPipe, validationPipe } from '../../src/platform/http/validation-pipe';
import { shapesOfTheService } from '../support/shapes';
import { anySourceOf, isPeculiar } from './any-source';

const pipe = classValidatorPipe();

/** Value that the pipe hands to the handler; undefined where it refuses. */
function byThePipe(shape: Class, json: string): Promise<unknown> {
  return pipe.transform(JSON.parse(json), { type: 'body', metatype: shape }).catch(() => undefined);
}

function byTheReader(shape: Class, json: string): unknown {
  return shapeReaderOf(shape)!(JSON.parse(json) as object);
}

describe('the reader of a shape', () => {
  it('is there for every shape of the service', async () => {
    const shapes = await shapesOfTheService();
    expect(shapes.length).toBeGreaterThan(40);
    expect(shapes.filter((shape) => !shapeReaderOf(shape))).toEqual([]);
  });

  it('accepts what the pipe accepts, and makes the same of it', async () => {
    let accepted = 0;
    for (const shape of await shapesOfTheService()) {
      const property = fc.asyncProperty(anySourceOf(shape), async (source) => {
        const json = JSON.stringify(source);
        const [read, piped] = [byTheReader(shape, json), await byThePipe(shape, json)];
        if (read !== undefined) {
          accepted++;
          expect(read).toStrictEqual(piped);
          expect(JSON.stringify(read)).toBe(JSON.stringify(piped));
        } else if (piped !== undefined) {
          expect(isPeculiar(json)).toBe(true);
        }
      });
      await fc.assert(property, { numRuns: 200 });
    }
    expect(accepted).toBeGreaterThan(2500);
  }, 120_000);
});

describe('the pipe of the service', () => {
  /** Pointers and details, in no order: unknown names come first. */
  async function refusalOf(pipe: PipeTransform, shape: Class, json: string): Promise<string[]> {
    try {
      await pipe.transform(JSON.parse(json), { type: 'body', metatype: shape });
      return [];
    } catch (error) {
      const { errors } = (error as Problem).extras as { errors: { pointer: string; detail: string }[] };
      return errors.map(({ pointer, detail }) => `${pointer} ${detail}`).sort();
    }
  }

  /** An unknown name within a list that class-validator refuses as a whole, so that it does not look into it. */
  const liesBehind = (words: string[], told: string): boolean =>
    told.endsWith(' should not exist') &&
    words.some((word) => told.startsWith(`${word.slice(0, word.indexOf(' '))}/`));

  it('refuses in the words of class-validator, though it shows it no more than an outline', async () => {
    let refused = 0;
    for (const shape of await shapesOfTheService()) {
      const property = fc.asyncProperty(anySourceOf(shape), async (source) => {
        const json = JSON.stringify(source);
        fc.pre(!isPeculiar(json));
        const words = await refusalOf(pipe, shape, json);
        if (words.length > 0) refused++;
        const told = await refusalOf(validationPipe(), shape, json);
        expect(told.filter((one) => !liesBehind(words, one))).toEqual(words);
      });
      await fc.assert(property, { numRuns: 100 });
    }
    expect(refused).toBeGreaterThan(500);
  }, 120_000);
});

describe('what the reader does not know', () => {
  class Item {
    @IsInt()
    n: number;
  }
  @ValidatorConstraint()
  class Later {
    validate(): Promise<boolean> {
      return Promise.resolve(true);
    }
  }
  class Promising {
    @Validate(Later)
    n: number;
  }
  class Copied {
    @IsObject()
    o: object;
  }
  class Each {
    @IsString({ each: true })
    list: string[];
  }
  class Renamed {
    @Expose({ name: 'other' })
    @IsInt()
    n: number;
  }
  class Grouped {
    @Transform(({ value }: { value: unknown }) => value, { groups: ['a'] })
    @IsInt()
    n: number;
  }
  class Untyped {
    @IsArray()
    @ValidateNested({ each: true })
    items: Item[];
  }
  class Itself {
    @ValidateNested()
    @Type(() => Itself)
    inner: unknown;
  }
  class Undecorated {
    @IsInt()
    n: number;
    other = 1;
  }
  class Empty {}

  class Numbers {
    @IsInt()
    @Type(() => Number)
    n: number;
  }
  class Distinct {
    @ValidateNested()
    @Type(() => Item)
    items: Set<Item>;
  }

  it.each([Each, Renamed, Grouped, Untyped, Itself, Undecorated, Empty, Numbers, Distinct])(
    '%p is left to the pipe',
    (shape) => {
      expect(shapeReaderOf(shape)).toBeUndefined();
    },
  );

  it('what only a promise can tell, and what class-transformer copies, are left to the pipe', () => {
    expect(byTheReader(Promising, '{"n":1}')).toBeUndefined();
    expect(byTheReader(Copied, '{"o":{}}')).toBeUndefined();
  });
});
