import CopyIcon from '@mui/icons-material/ContentCopy';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Family } from '../../../src-core/net/address.ts';
import type { Prefix } from '../../../src-core/net/prefix.ts';
import { figuresOf, type Figures } from '../../../src-core/plan/space.ts';
import { nodeAt } from '../../../src-core/plan/tree.ts';
import { announce, copyAndTell } from '../../components/announcer.tsx';
import { copyText } from '../../components/clipboard.ts';
import { formatCount, formatPlural } from '../../components/format.ts';
import type { PlanView } from '../plan-view.ts';
import { formatShare } from '../row-figures.ts';
import { formatAmount } from './amounts.ts';
import styles from './plan-space.module.css';

interface PlanSpaceProps {
  readonly view: PlanView;
  /** Offers to allocate in a free prefix; without it the prefixes are text. */
  onAllocate?: ((prefix: Prefix) => void) | undefined;
}

/** So many free prefixes are listed at most; how many more there are is said. */
const listLimit = 10_000;

/** What is used, kept and free in the focused node, and what still fits. */
export function PlanSpace({ view, onAllocate }: PlanSpaceProps): ReactElement | null {
  const { plan, focused } = view;
  const node = focused === null ? undefined : nodeAt(plan, focused);
  if (node === undefined) return <p className={styles.note}>Choose a node to see what is free in it.</p>;
  const families: Family[] = [
    ...(node.ipv6 === null ? [] : [6 as const]),
    ...(node.ipv4 === null ? [] : [4 as const]),
  ];
  return (
    <>
      {families.map((family) => (
        <FamilySpace
          key={`${node.id} ${family}`}
          view={view}
          id={node.id}
          family={family}
          onAllocate={onAllocate}
        />
      ))}
    </>
  );
}

interface FamilySpaceProps extends PlanSpaceProps {
  readonly id: string;
  readonly family: Family;
}

function FamilySpace({ view: { plan }, id, family, onAllocate }: FamilySpaceProps): ReactElement {
  const figures = useMemo(() => figuresOf(plan, id, family, listLimit), [plan, id, family]);
  const { prefix, total, used, reserved, utilisation, prefixes, prefixCount, fits } = figures;
  const kept = Number((reserved * 1_000_000n) / total) / 1_000_000;
  const summary = `${formatShare(utilisation)} used, ${formatShare(kept)} kept for growth`;
  return (
    <section className={styles.space} aria-label={`Space of ${prefix}`}>
      <h4 className={styles.heading}>
        <span>
          {prefix}: {summary}
        </span>
      </h4>
      <div className={styles.bar} role="img" aria-label={summary}>
        <span className={styles.used} style={{ '--share': visibleShare(utilisation) }} />
        <span className={styles.kept} style={{ '--share': visibleShare(kept) }} />
      </div>
      <FigureTable figures={figures} />
      {used === 0n && reserved === 0n ? (
        <p className={styles.note}>Nothing is allocated in it yet.</p>
      ) : (
        <h4 className={styles.heading}>
          {prefixCount === 0 ? 'Nothing is free' : `Free: ${formatPlural(prefixCount, 'prefix', 'prefixes')}`}
          {prefixCount > 0 && (
            <Button
              color="inherit"
              startIcon={<CopyIcon />}
              onClick={() => void copyAll(prefixes)}
              aria-label={`Copy ${formatPlural(prefixes.length, 'free prefix', 'free prefixes')} of ${prefix}`}
            >
              Copy all
            </Button>
          )}
        </h4>
      )}
      {prefixCount > 0 && <FreeList prefixes={prefixes} around={prefix} onAllocate={onAllocate} />}
      {prefixCount > prefixes.length && (
        <p className={styles.note}>
          The first {formatCount(prefixes.length)} of {formatCount(prefixCount)} are listed.
        </p>
      )}
      <Fits fits={fits} />
    </section>
  );
}

/** A share as the width of a bar: something is seen as something. */
function visibleShare(share: number): string {
  return share === 0 ? '0' : `max(${share * 100}%, 2px)`;
}

async function copyAll(prefixes: readonly Prefix[]): Promise<void> {
  if (await copyText(`${prefixes.join('\n')}\n`))
    announce(`Copied ${formatPlural(prefixes.length, 'prefix', 'prefixes')}`);
  else announce('The system did not let the page copy: select the text and copy it by hand', true);
}

function FigureTable({ figures }: { readonly figures: Figures }): ReactElement {
  const { total, used, reserved, free, lans } = figures;
  const rows: [name: string, amount: bigint, lans: bigint | undefined][] = [
    ['In all', total, lans?.total],
    ['Used', used, undefined],
    ['Kept for growth', reserved, undefined],
    ['Free', free, lans?.free],
  ];
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th scope="col">
            <span>Space</span>
          </th>
          <th scope="col">Addresses</th>
          {lans !== null && <th scope="col">/64s</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, amount, subnets]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td title={amount.toLocaleString('en')}>{formatAmount(amount)}</td>
            {lans !== null && (
              <td title={subnets?.toLocaleString('en')}>{formatAmount(subnets ?? amount >> 64n)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The height of a row in pixels; has to agree with the style sheet. */
const rowPx = 30;

interface FreeListProps {
  readonly prefixes: readonly Prefix[];
  readonly around: Prefix;
  readonly onAllocate: ((prefix: Prefix) => void) | undefined;
}

function FreeList({ prefixes, around, onAllocate }: FreeListProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: prefixes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
    useFlushSync: false,
  });
  return (
    <div
      ref={scroller}
      className={styles.list}
      role="group"
      tabIndex={0}
      aria-label={`Free prefixes of ${around}`}
    >
      <ul className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const prefix = prefixes[index];
          if (prefix === undefined) return null;
          return (
            <li
              key={prefix}
              className={styles.row}
              aria-posinset={index + 1}
              aria-setsize={prefixes.length}
              style={{ transform: `translateY(${start}px)` }}
            >
              {onAllocate === undefined ? (
                <span className={styles.prefix}>{prefix}</span>
              ) : (
                <button
                  type="button"
                  className={`${styles.prefix} ${styles.take}`}
                  title="Allocate here…"
                  aria-label={`Allocate in ${prefix}`}
                  onClick={() => onAllocate(prefix)}
                >
                  {prefix}
                </button>
              )}
              <IconButton aria-label={`Copy ${prefix}`} title="Copy" onClick={() => void copyAndTell(prefix)}>
                <CopyIcon fontSize="inherit" />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Lengths on a nibble come first: they are what plans are made of. */
function Fits({ fits }: Pick<Figures, 'fits'>): ReactElement {
  const [all, setAll] = useState(false);
  const some = fits.filter(({ length }, index) => length % 4 === 0 || index === fits.length - 1);
  const shown = all || fits.length <= 12 ? fits : some;
  return (
    <>
      <h4 className={styles.heading}>
        How many more fit
        {fits.length > 12 && (
          <Button color="inherit" aria-pressed={all} onClick={() => setAll(!all)}>
            Every length
          </Button>
        )}
      </h4>
      <dl className={styles.fits}>
        {shown.map(({ length, count }) => (
          <div key={length} className={count === 0n ? styles.none : undefined}>
            <dt>/{length}</dt>
            <dd title={count.toLocaleString('en')}>{formatAmount(count)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
