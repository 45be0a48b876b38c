import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilExit } from '../support/leave-nothing';
import { Unready } from '../support/tools';

const ROOT = join(__dirname, '..', '..');

/** Another version, built in a temporary folder. */
export interface EarlierBuild {
  root: string;
  remove: () => void;
}

export function buildEarlier(commit: string): EarlierBuild {
  const root = mkdtempSync(join(tmpdir(), 'ch-since-'));
  const remove = untilExit(() => rmSync(root, { recursive: true, force: true }));
  const archive = spawnSync('git', ['archive', '--format=tar', commit], { cwd: ROOT, maxBuffer: 1e9 });
  if (archive.status !== 0)
    throw new Unready(`There is no commit ${commit} here: git fetch gets it, with its history`);
  must('tar', ['-x', '-C', root], root, archive.stdout);
  must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root);
  must('npm', ['run', '--silent', 'build'], root);
  return { root, remove };
}

function must(command: string, args: string[], cwd: string, input?: Buffer): void {
  const { status, stderr } = spawnSync(command, args, { cwd, input, stdio: ['pipe', 'ignore', 'pipe'] });
  if (status !== 0) throw new Unready(`${command} ${args.join(' ')} failed: ${String(stderr).slice(-2_000)}`);
}
