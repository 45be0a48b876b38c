const WIDTH = 24;

/** A bar on a terminal, a line for each part elsewhere. */
export class Progress {
  #done = 0;
  #isOpen = false;

  constructor(all) {
    this.all = all;
  }

  /** Shows the part while it runs. */
  async during(title, part) {
    this.#show(title);
    await part();
    this.#done++;
    this.#show(title);
    if (this.#done === this.all) this.breakOff();
  }

  #show(title) {
    if (!process.stdout.isTTY) return this.#showLine(title);
    const full = Math.round((this.#done / this.all) * WIDTH);
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
    process.stdout.write(`\r\x1b[2K${bar} ${title}`);
    this.#isOpen = true;
  }

  #last = '';

  #showLine(title) {
    if (title !== this.#last) console.log(`${this.#done + 1}/${this.all} ${title}`);
    this.#last = title;
  }

  breakOff() {
    if (this.#isOpen) process.stdout.write('\n');
    this.#isOpen = false;
  }
}
