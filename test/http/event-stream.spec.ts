import { JournalEntry } from '../../src/stores';
import { EventStream } from '../../src/feed/events/event-stream';

const effect = (id: string, type: string): JournalEntry => ({
  id,
  type,
  operationId: 'o',
  requestId: null,
  actor: { key: null, onBehalfOf: null },
  data: {},
  at: '',
});

let stream: EventStream;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  stream.destroy();
  jest.useRealTimers();
});

const follow = (...types: string[]): void => {
  stream = new EventStream({ after: '1-0', following: '' }, types.length > 0 ? new Set(types) : undefined);
};
const sent = (): string => String(stream.read() ?? '');

describe('a stream of events', () => {
  it('begins with where it stands, and has a comment every 15 s', () => {
    follow();
    expect(sent()).toBe(':\nid: 1-0\n\n');
    jest.advanceTimersByTime(14_999);
    expect(sent()).toBe('');
    jest.advanceTimersByTime(1);
    expect(sent()).toBe(':\n\n');
    jest.advanceTimersByTime(15_000);
    expect(sent()).toBe(':\n\n');
  });

  it('tells a reader of few types how far it has come past the others', () => {
    follow('b');
    sent();
    stream.see(effect('2-0', 'a'));
    expect(sent()).toBe('');
    jest.advanceTimersByTime(15_000);
    expect(sent()).toBe(':\nid: 2-0\n\n');
    stream.see(effect('3-0', 'b'));
    expect(sent()).toBe(`id: 3-0\nevent: b\ndata: ${JSON.stringify(effect('3-0', 'b'))}\n\n`);
  });
});
