import { readFileSync } from 'node:fs';
import { renderPage } from '../../bench/support/render';
import { benchNames, readResults, RESULTS_PAGE } from '../../bench/support/results';

describe('bench/RESULTS.md', () => {
  const page = readFileSync(RESULTS_PAGE, 'utf8');

  it.each(benchNames())('tells what `npm run bench -- %s` has measured', (name) => {
    expect(page).toContain(`\n\`npm run bench -- ${name}\`, `);
  });

  it('is what the files in bench/results say', () => {
    expect(page).toBe(renderPage(readResults()));
  });
});
