/** Texts that Lua's tonumber() or a double would take for a quantity, and that are none. */
export const NOT_QUANTITIES = [
  ...[
    '',
    ' ',
    '-',
    'abc',
    '0',
    '-1',
    '-0',
    '+1',
    '01',
    ' 7 ',
    '7 ',
    '7\n',
    '7\0',
    '1,0',
    '0.5',
    '1.0',
    '1e3',
    '0x3',
  ],
  ...['nan', '-nan', 'inf', '-inf', '1e400', '9007199254740992', '9007199254740993', '99999999999999999999'],
];
