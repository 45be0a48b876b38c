// @ts-expect-error The package has types for this, but at another path. @nestjs/mapped-types reads it here as well.
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { MetadataStorage } from 'class-transformer/types/MetadataStorage';

/** The metadata that the decorators of class-transformer record. */
export const transformMetadata = defaultMetadataStorage as MetadataStorage;
