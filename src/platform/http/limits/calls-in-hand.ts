import { OVERLOADED } from '../http.problems';
import { Problem } from '../problem';

/** Bodies of calls in hand, all together. A body has at most 1 MiB; most have a hundred bytes. */
const MOST_BYTES = 64 * 1_048_576;

/** A call that was let in and is not answered yet. */
export interface InHand {
  /** Its body is still on the way, or its handler works on it. */
  stage: 'arriving' | 'worked on';
  caller: Share;
  bodyBytes: number;
}

/** The calls of one API key in hand; without keys, all callers together. */
interface Share {
  name: string | undefined;
  calls: number;
  bodyBytes: number;
}

/**
 * Counts the calls in hand and the bytes of their bodies, and lets no more in than there is room for. A single key gets
 * at most half of it: one that sends half bodies, or more than the service can do, shuts no other out.
 */
export class CallsInHand {
  private calls = 0;
  private bodyBytes = 0;
  private readonly shares = new Map<string | undefined, Share>();

  constructor(
    private readonly mostCalls: number,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  /** The call as it is counted from now on, or why it is not let in. */
  enter(caller: string | undefined): InHand | Problem {
    const share = this.shares.get(caller) ?? { name: caller, calls: 0, bodyBytes: 0 };
    if (this.calls >= this.mostCalls) {
      return overloaded(`There are ${this.mostCalls} calls in hand already`);
    } else if (share.calls >= partOf(this.mostCalls, share)) {
      return overloaded(`There are ${share.calls} calls of the key "${caller}" in hand already`);
    }
    this.shares.set(caller, share);
    this.calls++;
    share.calls++;
    return { stage: 'arriving', caller: share, bodyBytes: 0 };
  }

  /** Counts bytes of its body that have come; why there is no room for them, where there is none. */
  addBytes(call: InHand, bytes: number): Problem | undefined {
    const { caller } = call;
    if (this.bodyBytes + bytes > this.mostBytes) {
      return overloaded(`The bodies of the calls in hand have ${this.mostBytes} bytes already`);
    } else if (caller.bodyBytes + bytes > partOf(this.mostBytes, caller)) {
      return overloaded(`The bodies of the key "${caller.name}" have ${caller.bodyBytes} bytes already`);
    }
    this.bodyBytes += bytes;
    caller.bodyBytes += bytes;
    call.bodyBytes += bytes;
    return undefined;
  }

  leave({ caller, bodyBytes }: InHand): void {
    this.calls--;
    this.bodyBytes -= bodyBytes;
    caller.calls--;
    caller.bodyBytes -= bodyBytes;
    if (caller.calls === 0) this.shares.delete(caller.name);
  }
}

function partOf(all: number, { name }: Share): number {
  return name === undefined ? all : Math.ceil(all / 2);
}

function overloaded(reason: string): Problem {
  return new Problem(OVERLOADED, `${reason}; this one had no effect.`);
}
