import type { ReactNode } from 'react';

/** One column of a table of rows. */
export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** The smallest width in pixels. */
  readonly width: number;
  /** The share of what is left over; 0 keeps the width. */
  readonly grow?: number | undefined;
  readonly align?: 'right' | undefined;
  readonly sortable?: boolean | undefined;
  /** Not shown until the person asks for it. */
  readonly optional?: boolean | undefined;
  /** Stays at the left edge and cannot be hidden. */
  readonly pinned?: boolean | undefined;
  render(row: Row): ReactNode;
}

export interface Sort {
  readonly id: string;
  readonly descending: boolean;
}

/** What a click on a header does: ascending first, then descending. */
export function nextSort(current: Sort | null, id: string): Sort {
  return current?.id === id ? { id, descending: !current.descending } : { id, descending: false };
}

/** The value of `grid-template-columns` for these columns, and the width below which the table scrolls sideways. */
export function columnTracks(columns: readonly { width: number; grow?: number | undefined }[]): {
  tracks: string;
  minimum: number;
} {
  return {
    tracks: columns
      .map(({ width, grow = 0 }) => (grow > 0 ? `minmax(${width}px, ${grow}fr)` : `${width}px`))
      .join(' '),
    minimum: columns.reduce((sum, { width }) => sum + width, 0),
  };
}

/** Which rows are chosen, by their keys. */
export interface RowSelection {
  readonly keys: ReadonlySet<string>;
  /** `range` is true with Shift held: everything since the last change goes with it. */
  toggle(key: string, index: number, range: boolean): void;
  toggleAll(): void;
}
