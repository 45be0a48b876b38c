import { join } from 'node:path';
import { Page } from 'playwright-core';

/** Contents of a page with a state diagram of Mermaid. */
export interface DrawnByMermaid {
  states: { label: string; classes: string }[];
  /** From label to label, as `a --> b : taken`; `[*]` is the start, or an end. */
  arrows: string[];
}

export interface ShownAsSvg {
  names: string[];
  /** Elements that are neither shape nor text. */
  odd: string[];
  /** Every name fits into its box. */
  within: boolean;
}

/** A page on which diagrams are drawn, and looked at. */
export class DiagramPage {
  private constructor(private readonly page: Page) {}

  static async load(page: Page): Promise<DiagramPage> {
    await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
    await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
    await page.addScriptTag({ path: join(__dirname, 'on-page.js') });
    return new DiagramPage(page);
  }

  /** Has mermaid draw it, with the settings that it has by itself. */
  drawMermaid(text: string): Promise<DrawnByMermaid> {
    return this.page.evaluate(`lookAtMermaid(${JSON.stringify(text)})`);
  }

  /** Mermaid's name for the diagram; rejects where it cannot read it. */
  async parseMermaid(text: string): Promise<string> {
    const { diagramType } = await this.page.evaluate<{ diagramType: string }>(
      `mermaid.parse(${JSON.stringify(text)})`,
    );
    return diagramType;
  }

  showSvg(text: string): Promise<ShownAsSvg> {
    return this.page.evaluate(`lookAtSvg(${JSON.stringify(text)})`);
  }
}
