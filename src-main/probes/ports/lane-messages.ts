// What the program and its scanning threads tell each other. Results travel as numbers: there may be millions.

/** What a connection came to; the numbers are what travels. */
export const outcome = {
  unknown: 0,
  open: 1,
  refused: 2,
  noAnswer: 3,
  prohibited: 4,
  noRoute: 5,
  hostUnreachable: 6,
  /** This computer forbids it or cannot: nothing was learnt of the port. */
  notSent: 7,
  /** No lane tells it: there was no way because this computer itself knows none. */
  noWayHere: 8,
} as const;
export type Outcome = (typeof outcome)[keyof typeof outcome];

/** One host of a lane: its address with the zone as the system's calls take it, and which of the ports are its. */
export interface LaneHost {
  readonly index: number;
  readonly address: string;
  /** Every `stride`-th port of the list, from `offset`. */
  readonly offset: number;
  readonly stride: number;
}

export interface LaneJob {
  readonly hosts: readonly LaneHost[];
  readonly ports: readonly number[];
  /** Sockets that may be open at once in this lane. */
  readonly sockets: number;
  /** The courtesy cap: connections a second in this lane; null for none. */
  readonly perSecond: number | null;
}

export type ToLane =
  | { readonly type: 'scan'; readonly run: number; readonly job: LaneJob }
  | {
      readonly type: 'hint';
      readonly run: number;
      readonly host: number;
      readonly place: number;
      readonly outcome: Outcome;
      readonly rttMs: number;
    }
  /** The system has looked for this host in vain. */
  | { readonly type: 'absent'; readonly run: number; readonly host: number }
  | { readonly type: 'cancel'; readonly run: number };

/** What a thread is told: the same, and that it is to end with all its sockets. */
export type ToThread = ToLane | { readonly type: 'end' };

/** Numbers of one result: host, place of the port in the list, outcome, round trip in microseconds. */
export const numbersEach = 4;

export type FromLane =
  | { readonly type: 'results'; readonly run: number; readonly records: Uint32Array; readonly asked: number }
  /** A host has told nothing for as long as the system looks for a neighbour: it may not be there at all. */
  | { readonly type: 'doubtful'; readonly run: number; readonly hosts: readonly number[] }
  | {
      readonly type: 'ended';
      readonly run: number;
      /** Losses that were made good, and connections made in all. */
      readonly losses: number;
      readonly sent: number;
      /** What stood in the way on this computer, as system codes (EMFILE); each once. */
      readonly trouble: readonly string[];
    };

const outcomes: readonly Outcome[] = Object.values(outcome);

/** The outcome that a number of a result stands for. */
export function outcomeOf(number: number | undefined): Outcome {
  return outcomes.find((each) => each === number) ?? outcome.unknown;
}
