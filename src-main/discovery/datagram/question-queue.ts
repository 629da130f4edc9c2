import type { Family } from '../../../src-core/net/address.ts';
import type { DnsQuestion } from './dns-message.ts';
import { isEncodable, nameKey, type DnsName } from './dns-name.ts';

/** A question and the way it goes. */
export interface Question extends DnsQuestion {
  /** The family of the group that it goes to; left out for both. */
  readonly family?: Family | undefined;
}

/** What is asked again, after the first time: two chances for hosts that sleep or a link that loses. */
export const askAgainAfterMs = [250, 1000] as const;

/** Questions held at most; a link's own addresses with some names and services are far fewer. */
const mostQuestions = 16_384;

interface Entry {
  readonly question: Question;
  /** When it was first asked; until then, when it was added. */
  firstAskedAt: number;
  asked: boolean;
  /** Answered, or asked as often as it is to be. */
  done: boolean;
}

/** Entries that wait for the same turn and go the same way, the earliest due first. */
interface Lane {
  readonly urgent: boolean;
  readonly attempt: number;
  readonly family: Family | undefined;
  readonly entries: Entry[];
  /** The first that was not taken yet. */
  head: number;
}

/** What is to be asked now: questions that go the same way. */
export interface Batch {
  readonly family: Family | undefined;
  /** The smallest number of times that one of them was asked before. */
  readonly attempt: number;
}

/**
 * The questions of a run: each is asked up to three times and until it is settled; urgent ones come first, new ones
 * before repeated ones.
 */
export class QuestionQueue {
  readonly #entries = new Map<string, Entry>();
  readonly #lanes: Lane[] = [];
  #done = 0;
  #asked = 0;
  #full = false;

  get total(): number {
    return this.#entries.size;
  }

  /** Questions that are settled or were asked as often as they are to be. */
  get done(): number {
    return this.#done;
  }

  /** Questions that were neither asked nor settled. */
  get unasked(): number {
    return this.#entries.size - this.#asked;
  }

  /** True once a question was refused because there were too many. */
  get full(): boolean {
    return this.#full;
  }

  /** Adds a question, once; one that cannot be written is left out. */
  add(question: Question, urgent: boolean, now: number): void {
    const key = keyOf(question.name, question.type);
    if (this.#entries.has(key) || !isEncodable(question.name)) return;
    if (this.#entries.size >= mostQuestions) {
      this.#full = true;
      return;
    }
    const entry = { question, firstAskedAt: now, asked: false, done: false };
    this.#entries.set(key, entry);
    this.#lane(urgent, 0, question.family).entries.push(entry);
  }

  /** The question has its answer, or needs none any more. */
  settle(name: DnsName, type: DnsQuestion['type']): void {
    const entry = this.#entries.get(keyOf(name, type));
    if (entry === undefined || entry.done) return;
    if (!entry.asked) this.#asked++;
    entry.done = true;
    this.#done++;
  }

  /** When the next question is due; undefined where all are done. */
  due(): number | undefined {
    let earliest: number | undefined;
    for (const lane of this.#lanes) {
      const due = dueOf(lane);
      if (due !== undefined && (earliest === undefined || due < earliest)) earliest = due;
    }
    return earliest;
  }

  /**
   * Takes questions that are due and go the same way, for one packet.
   * @param put takes a question into the packet; false where it is full
   */
  take(now: number, put: (question: Question) => boolean): Batch | undefined {
    const ready = this.#lanes.filter((lane) => (dueOf(lane) ?? Infinity) <= now).sort(byTurn);
    const first = ready[0];
    if (first === undefined) return undefined;
    let attempt: number = askAgainAfterMs.length;
    for (const lane of ready) {
      if (lane.family !== first.family || lane.urgent !== first.urgent) continue;
      while ((dueOf(lane) ?? Infinity) <= now) {
        const entry = lane.entries[lane.head];
        if (entry === undefined) break;
        if (!put(entry.question)) return { family: first.family, attempt };
        lane.head++;
        attempt = Math.min(attempt, lane.attempt);
        this.#wasAsked(entry, lane, now);
      }
    }
    return { family: first.family, attempt };
  }

  #wasAsked(entry: Entry, lane: Lane, now: number): void {
    if (!entry.asked) {
      entry.asked = true;
      entry.firstAskedAt = now;
      this.#asked++;
    }
    if (lane.attempt < askAgainAfterMs.length) {
      this.#lane(lane.urgent, lane.attempt + 1, lane.family).entries.push(entry);
    } else {
      entry.done = true;
      this.#done++;
    }
  }

  #lane(urgent: boolean, attempt: number, family: Family | undefined): Lane {
    let lane = this.#lanes.find(
      (each) => each.urgent === urgent && each.attempt === attempt && each.family === family,
    );
    if (lane === undefined) {
      lane = { urgent, attempt, family, entries: [], head: 0 };
      this.#lanes.push(lane);
    }
    return lane;
  }
}

function keyOf(name: DnsName, type: DnsQuestion['type']): string {
  return `${type} ${nameKey(name)}`;
}

/** When the first open question of the lane is due; settled ones before it are passed over. */
function dueOf(lane: Lane): number | undefined {
  while (lane.entries[lane.head]?.done === true) lane.head++;
  const entry = lane.entries[lane.head];
  if (entry === undefined) return undefined;
  return entry.firstAskedAt + (askAgainAfterMs[lane.attempt - 1] ?? 0);
}

function byTurn(left: Lane, right: Lane): number {
  if (left.urgent !== right.urgent) return left.urgent ? -1 : 1;
  if (left.attempt !== right.attempt) return left.attempt - right.attempt;
  const wait = (dueOf(left) ?? 0) - (dueOf(right) ?? 0);
  return wait === 0 ? (right.family ?? 6) - (left.family ?? 6) : wait;
}
