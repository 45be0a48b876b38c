import { Matches } from 'class-validator';

const ASSET = /^[A-Z][A-Z0-9._-]{0,31}$/;
const MESSAGE = 'asset must be 1 to 32 of A-Z 0-9 . _ -, beginning with a letter';

/** A currency or any other unit. */
export const IsAsset = (): PropertyDecorator => Matches(ASSET, { message: MESSAGE });
