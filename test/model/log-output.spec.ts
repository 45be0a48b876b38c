import { setImmediate as turn } from 'node:timers/promises';
import { logOutput } from '../../src/platform/observability/logging';

it('the log writes the lines of one turn of the event loop at once, and none twice', async () => {
  const written: unknown[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(text) > 0);
  logOutput.write('one\n');
  await Promise.resolve();
  logOutput.write('two\n');
  expect(written).toEqual([]);
  await turn();
  logOutput.write('three\n');
  await turn();
  write.mockRestore();
  expect(written).toEqual(['one\ntwo\n', 'three\n']);
});
