/** How a line ended: the status of its program where there is one, and in words. */
export interface LineEnd {
  readonly status: number | null;
  readonly text: string;
}

/** What a line tells. Nothing is told after `ended`. */
export interface LineEvents {
  readonly connected: () => void;
  readonly output: (text: string) => void;
  readonly ended: (end: LineEnd) => void;
}

/** What a session talks through: a program on a pseudo-terminal, or a connection. */
export interface Line {
  /** Sends text. What it returns resolves when there is room for more, or when the line is over. */
  write(text: string): void | Promise<void>;
  resize(columns: number, rows: number): void;
  /** Stops its output until resume(): the other side has to wait. */
  pause(): void;
  resume(): void;
  /** Ends it; resolves when nothing of it is left. Can be called again. */
  end(): Promise<void>;
}
