/** Mutants that change nothing anybody could see, and why; `what` is a part of what they change. They are left out. */
export const NEEDLESS: readonly { in: string; line: string; what: string; why: string }[] = [
  {
    in: 'ledger/generated/account-record.lua',
    line: 'if not (last_entry_ms',
    what: ' → false',
    why: 'spares three cuts of a text where nothing changes, and gives the same',
  },
  {
    in: 'ledger/generated/account-record.lua',
    line: 'if not (created_ms',
    what: ' → false',
    why: 'spares two cuts of a text where the first time alone changes, and gives the same',
  },
  {
    in: 'parts/stock.lua',
    line: 'if not operation_json then',
    what: ' → true',
    why: 'spares writing the id as JSON again for each movement of a call, and gives the same',
  },
  {
    in: 'parts/stock-records.lua',
    line: 'return available == item.on_hand and item.on_hand_text or ',
    what: '→ stock_records.units_text',
    why: 'spares making a text that is there, and gives the same',
  },
  {
    in: 'parts/stock-records.lua',
    line: 'local available_text = available == on_hand and on_hand_text or ',
    what: '→ stock_records.units_text',
    why: 'spares making a text that is there, and gives the same',
  },
  {
    in: 'parts/stock-records.lua',
    line: 'if item.on_hand ~= on_hand then',
    what: ' → true',
    why: 'spares making a text that is there, and gives the same',
  },
  ...['deduction', 'stock-view'].map((record) => ({
    in: `inventory/generated/${record}-record.lua`,
    line: 'if not ',
    what: ' → true',
    why: 'to upgrade what is read already comes to nothing: `upgraded` returns a record of the newest version as it is',
  })),
];
