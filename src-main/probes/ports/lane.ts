import type { Connector, Peer } from '../../os/connect/connector.ts';
import { AttendedTime } from './attended-time.ts';
import { HostQueue, type Attempt } from './host-queue.ts';
import { Knock } from './knock.ts';
import { outcome, type FromLane, type LaneJob, type Outcome } from './lane-messages.ts';
import { Pace } from './pace.ts';
import { whatItMeans } from './socket-errors.ts';
import { SocketRoom } from './socket-room.ts';

/** How often time-outs are looked for, and results are told. */
const tickMs = 20;
/** After each answer so many hosts are looked at, and all of them at the next tick: all take longer than a call. */
const looksAnAnswer = 2;
/** A failure that took so long is the system's own: it looked for a neighbour. A router's word comes with the round trip. */
const ownWordMs = 900;

/**
 * Whether an answer at a later try says nothing of losses: an ICMP error that comes back before the first SYN has left the
 * call is no more than a note to the system, which sends its second one after a second (host-queue.ts).
 */
function isNoteOnly(result: Outcome, rttMs: number): boolean {
  return result === outcome.prohibited || (result === outcome.refused && rttMs >= ownWordMs);
}

/** Connects to the ports of some hosts, as fast as they and the way bear. One lane runs in one thread. */
export class Lane {
  readonly #run: number;
  readonly #job: LaneJob;
  readonly #tell: (message: FromLane) => void;
  readonly #queues: (HostQueue | undefined)[] = [];
  readonly #peers: (Peer | undefined)[] = [];
  readonly #active: HostQueue[];
  readonly #live = new Set<Knock>();
  readonly #pace: Pace;
  readonly #room: SocketRoom;
  readonly #time = new AttendedTime(tickMs, performance.now());
  readonly #timer: NodeJS.Timeout;
  readonly #trouble = new Set<string>();
  #records: number[] = [];
  #cursor = 0;
  #sent = 0;
  #losses = 0;
  #asked = 0;
  #allowed: number;
  #allowedAtMs = performance.now();
  #ended = false;

  constructor(run: number, job: LaneJob, connector: Connector, tell: (message: FromLane) => void) {
    this.#run = run;
    this.#job = job;
    this.#tell = tell;
    this.#room = new SocketRoom(job.sockets);
    const start = Math.max(8, Math.min(64, Math.floor(1024 / Math.max(1, job.hosts.length))));
    this.#active = job.hosts.map((host) => new HostQueue(host, job.ports.length, start));
    for (const queue of this.#active) {
      this.#queues[queue.host.index] = queue;
      this.#peers[queue.host.index] = connector.peer(queue.host.address);
    }
    this.#pace = new Pace({ start: 128, least: 128, most: job.sockets });
    this.#allowed = job.perSecond === null ? Infinity : 1;
    // After what has come in was read: a thread that was late must not take answers that wait for it as missing.
    this.#timer = setInterval(() => setImmediate(() => this.#tick()), tickMs);
    this.#pump();
  }

  /** What another lane learnt of a host that both ask. */
  hint(host: number, place: number, result: Outcome, rttMs: number): void {
    const queue = this.#queues[host];
    if (queue === undefined || this.#ended) return;
    queue.known ??= { place, outcome: result };
    queue.pace.learn(rttMs);
  }

  /** The system has looked for a host in vain. */
  absent(host: number): void {
    const queue = this.#queues[host];
    if (queue === undefined || queue.heard || this.#ended) return;
    queue.givenUp = true;
    this.#dropAll(queue);
    this.#pump();
  }

  /** Closes every socket; what was not answered yet stays unknown. */
  cancel(): void {
    if (this.#ended) return;
    for (const knock of this.#live) knock.connection?.leave();
    this.#live.clear();
    this.#end();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#flush();
    this.#tell({
      type: 'ended',
      run: this.#run,
      losses: this.#losses,
      sent: this.#sent,
      trouble: [...this.#trouble],
    });
  }

  #flush(): void {
    if (this.#records.length === 0 && this.#asked === 0) return;
    const records = Uint32Array.from(this.#records);
    this.#records = [];
    this.#tell({ type: 'results', run: this.#run, records, asked: this.#asked });
    this.#asked = 0;
  }

  #record(queue: HostQueue, place: number, result: Outcome, rttMs: number): void {
    this.#records.push(queue.host.index, place, result, Math.round(rttMs * 1000));
  }

  #tick(): void {
    if (this.#ended) return;
    const nowMs = performance.now();
    const { perSecond } = this.#job;
    if (perSecond !== null) {
      const passed = nowMs - this.#allowedAtMs;
      this.#allowedAtMs = nowMs;
      // No more at once than a tenth of a second's worth: a cap that sends in bursts is none.
      this.#allowed = Math.min(Math.max(1, perSecond / 10), this.#allowed + (passed * perSecond) / 1000);
    }
    this.#room.tick(nowMs);
    this.#time.tick(nowMs);
    const attendedMs = this.#time.at(nowMs);
    for (const knock of this.#live) {
      if (attendedMs - knock.attendedMs > knock.queue.patienceMs(knock.attempt)) this.#expire(knock, nowMs);
    }
    for (const queue of this.#active) {
      queue.widen(nowMs);
      const check = this.#mayDial(nowMs) ? queue.check(nowMs) : undefined;
      if (check !== undefined) this.#dial(queue, check, nowMs);
    }
    const doubtful = this.#active.filter((queue) => queue.isDoubtful(nowMs)).map(({ host }) => host.index);
    if (doubtful.length > 0) this.#tell({ type: 'doubtful', run: this.#run, hosts: doubtful });
    this.#pump();
    this.#flush();
  }

  #mayDial(nowMs: number): boolean {
    return this.#room.hasRoom(this.#live.size, nowMs) && this.#allowed >= 1;
  }

  /** Makes use of the room that an answer of this host has left: the next in turn come first, then itself. */
  #refill(queue: HostQueue): void {
    this.#pump(looksAnAnswer);
    const nowMs = performance.now();
    while (this.#mayDial(nowMs) && this.#live.size < this.#pace.window) {
      const attempt = queue.take();
      if (attempt === undefined) break;
      this.#dial(queue, attempt, nowMs);
    }
  }

  /**
   * Starts as many connections as may be under way, one of each host in turn; ends when there is nothing left.
   * @param looks after so many hosts in a row that want nothing it is left for now
   */
  #pump(looks = Infinity): void {
    const nowMs = performance.now();
    let fruitless = 0;
    while (!this.#ended && this.#active.length > 0 && fruitless < Math.min(looks, this.#active.length)) {
      const queue = this.#active[this.#cursor % this.#active.length];
      if (queue === undefined) break;
      if (queue.inFlight === 0 && queue.isEnded()) {
        this.#finish(queue);
        continue;
      }
      if (!this.#mayDial(nowMs) || this.#live.size >= this.#pace.window) break;
      const attempt = queue.take();
      if (attempt === undefined) {
        fruitless++;
        this.#cursor++;
        continue;
      }
      fruitless = 0;
      if (this.#active.length > 1) this.#cursor++;
      this.#dial(queue, attempt, nowMs);
    }
    if (this.#active.length === 0) this.#end();
  }

  #finish(queue: HostQueue): void {
    this.#active.splice(this.#active.indexOf(queue), 1);
    const result = queue.givenUp ? outcome.hostUnreachable : outcome.noAnswer;
    for (const place of queue.unanswered) this.#record(queue, place, result, 0);
    if (queue.givenUp) for (const place of queue.left()) this.#record(queue, place, result, 0);
  }

  #dial(queue: HostQueue, attempt: Attempt, nowMs: number): void {
    const port = this.#job.ports[attempt.place] ?? 0;
    queue.inFlight++;
    this.#sent++;
    this.#allowed--;
    if (attempt.round === 0 && !attempt.check) this.#asked++;
    const knock = new Knock(this, queue, attempt, nowMs, this.#time.at(nowMs));
    this.#live.add(knock);
    knock.connection = this.#peers[queue.host.index]?.connect(port, knock);
  }

  connected(knock: Knock): void {
    if (!this.#leave(knock)) return;
    knock.connection?.leave();
    this.#settle(knock, outcome.open);
  }

  failed(knock: Knock, code: string): void {
    if (!this.#leave(knock)) return;
    const result = whatItMeans(code);
    if (result === 'no-room') this.#noRoom(knock, code);
    else if (result === outcome.noAnswer) knock.queue.silent(knock.attempt, performance.now());
    else if (result === outcome.notSent) {
      this.#trouble.add(code);
      this.#record(knock.queue, knock.attempt.place, result, 0);
    } else this.#settle(knock, result);
    this.#refill(knock.queue);
  }

  /** Takes a connection out of those under way; false where it was not among them any more. */
  #leave(knock: Knock): boolean {
    if (!this.#live.delete(knock)) return false;
    knock.queue.inFlight--;
    return true;
  }

  #settle(knock: Knock, result: Outcome): void {
    const nowMs = performance.now();
    const { queue, attempt } = knock;
    const rttMs = nowMs - knock.startedMs;
    this.#room.worked();
    // That there is no way is told by a router, or by this computer itself, and at once: it is no round trip to the host,
    // and where the way went between two tries nothing was lost on it.
    const isOfHost = result !== outcome.noRoute;
    if (!attempt.check) this.#record(queue, attempt.place, result, isOfHost ? rttMs : 0);
    if (!isOfHost) return;
    if (result === outcome.hostUnreachable && rttMs >= ownWordMs) {
      if (queue.absent()) this.#dropAll(queue);
    } else {
      const isLoss = attempt.round > 0 && !isNoteOnly(result, rttMs);
      queue.answered(attempt, result, rttMs, nowMs, isLoss);
      // A check of a host that keeps silent stands for its share of all that is under way.
      this.#pace.answered(rttMs, attempt.check ? this.#pace.window / this.#active.length : 1);
      if (isLoss) this.#lost(nowMs);
    }
    if (result === outcome.open) this.#refill(queue);
  }

  #expire(knock: Knock, nowMs: number): void {
    if (!this.#leave(knock)) return;
    knock.connection?.leave();
    knock.queue.silent(knock.attempt, nowMs);
    if (knock.attempt.check) this.#lost(nowMs);
  }

  #lost(nowMs: number): void {
    this.#losses++;
    this.#pace.lost(nowMs);
  }

  /** This computer had no room for another connection: a little later there may be. */
  #noRoom(knock: Knock, code: string): void {
    this.#trouble.add(code);
    if (!this.#room.refused(this.#live.size, performance.now())) {
      this.#record(knock.queue, knock.attempt.place, outcome.notSent, 0);
      return;
    }
    if (knock.attempt.round === 0 && !knock.attempt.check) this.#asked--;
    knock.queue.putBack(knock.attempt);
  }

  /** The host is not there: what was sent to it is not waited for. */
  #dropAll(queue: HostQueue): void {
    for (const knock of this.#live) {
      if (knock.queue !== queue || !this.#leave(knock)) continue;
      knock.connection?.leave();
      if (!knock.attempt.check) this.#record(queue, knock.attempt.place, outcome.hostUnreachable, 0);
    }
  }
}
