/** Mutants that change nothing anybody could see, and why; `what` is a part of what they change. They are left out. */
export const NEEDLESS: readonly { in: string; line: string; what: string; why: string }[] = [
  {
    in: 'ledger/generated/account-record.lua',
    line: 'if not (last_entry_ms',
    what: ' → false',
    why: 'spares three cuts of a text where nothing changes, and gives the same',
  },
  ...['deduction', 'stock-view'].map((record) => ({
    in: `inventory/generated/${record}-record.lua`,
    line: 'if not ',
    what: ' → true',
    why: 'to upgrade what is read already comes to nothing: `upgraded` returns a record of the newest version as it is',
  })),
];
