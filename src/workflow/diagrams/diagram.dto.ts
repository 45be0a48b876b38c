import { IsOneOf, Optional } from '../../platform/http';

export const DIAGRAM_FORMATS = ['svg', 'mermaid'] as const;
export type DiagramFormat = (typeof DIAGRAM_FORMATS)[number];

export class DiagramQuery {
  /** `svg` is a picture; `mermaid` is the text of a Mermaid state diagram. */
  @Optional()
  @IsOneOf(DIAGRAM_FORMATS)
  format: DiagramFormat = 'svg';
}
