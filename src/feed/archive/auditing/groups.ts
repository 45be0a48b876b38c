import { ArchiveDifference } from './archive-audit.dto';

type Field = ArchiveDifference['field'];

/** Counts and sums of one side, by day and type. They are exact whatever they come to. */
export class Groups {
  private readonly sums = new Map<string, bigint>();

  add(day: string, type: string, field: Field, amount: bigint | number | string): void {
    const key = `${day} ${type} ${field}`;
    this.sums.set(key, (this.sums.get(key) ?? 0n) + BigInt(amount));
  }

  /** Differences of the other side, which is that of the archive, oldest first. */
  differences(table: ArchiveDifference['table'], archive: Groups): ArchiveDifference[] {
    const keys = [...new Set([...this.sums.keys(), ...archive.sums.keys()])].sort();
    return keys
      .map((key) => [key, this.sums.get(key) ?? 0n, archive.sums.get(key) ?? 0n] as const)
      .filter(([, redis, archived]) => redis !== archived)
      .map(([key, redis, archived]) => {
        const [day, type, field] = key.split(' ') as [string, string, Field];
        return { table, day, type, field, redis: Number(redis), archive: Number(archived) };
      });
  }
}
