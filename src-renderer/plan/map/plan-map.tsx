import AddIcon from '@mui/icons-material/Add';
import WholeIcon from '@mui/icons-material/FitScreen';
import RemoveIcon from '@mui/icons-material/Remove';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Family } from '../../../src-core/net/address.ts';
import type { Prefix } from '../../../src-core/net/prefix.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { levelAt, mapOf, pathTo, type MapCell, type PlanMap } from '../../../src-core/plan/map.ts';
import { extentIn, type PlanEntry } from '../../../src-core/plan/node.ts';
import { ancestors, entryAt, nodeAt, takersOf } from '../../../src-core/plan/tree.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatPlural } from '../../components/format.ts';
import type { PlanView } from '../plan-view.ts';
import { MapLegend } from './map-legend.tsx';
import { MapStage, type MapControl } from './map-stage.tsx';
import { zoomStep } from './use-map-keys.ts';
import { cellWords } from './words.ts';
import styles from './plan-map.module.css';

interface PlanMapProps {
  readonly view: PlanView;
  /** Offers to allocate in a free prefix; without it nothing is offered. */
  onAllocate?: ((prefix: Prefix) => void) | undefined;
}

/** The address space of a plan as a map, from one of its topmost prefixes down. */
export function PlanMapTab({ view, onAllocate }: PlanMapProps): ReactElement {
  const { plan, focused } = view;
  const roots = useMemo(() => ({ 6: takersOf(plan, null, 6), 4: takersOf(plan, null, 4) }), [plan]);
  const start = focused === null ? undefined : topOf(view, focused);
  const [chosen, setChosen] = useState<{ family: Family; root: string } | null>(start ?? null);
  // A node that is focused elsewhere takes the map along to its prefix.
  const [seen, setSeen] = useState(focused);
  if (seen !== focused) {
    setSeen(focused);
    const inView = chosen !== null && focused !== null && isUnder(view, focused, chosen.root);
    if (!inView && start !== undefined) setChosen(start);
  }
  const family = chosen?.family ?? (roots[6].length > 0 ? 6 : 4);
  const root = roots[family].find(({ node }) => node.id === chosen?.root) ?? roots[family][0];
  const map = useMemo(
    () => (root === undefined ? null : mapOf(plan, family, root.node.id)),
    [plan, family, root],
  );
  const switches = (
    <FamilyAndRoot
      family={family}
      roots={roots}
      root={root}
      onChange={(to, id) => setChosen({ family: to, root: id ?? roots[to][0]?.node.id ?? '' })}
    />
  );
  if (map === null || root === undefined)
    return (
      <EmptyState title="Nothing to draw yet">
        Add a prefix to the plan: the map shows what in it is used, kept and free.
      </EmptyState>
    );
  return (
    <MapFrame
      key={`${family} ${root.node.id}`}
      map={map}
      view={view}
      switches={switches}
      onAllocate={onAllocate}
    />
  );
}

interface MapFrameProps extends PlanMapProps {
  readonly map: PlanMap;
  readonly switches: ReactElement;
}

function MapFrame({ map, view, switches, onAllocate }: MapFrameProps): ReactElement {
  const control = useRef<MapControl>(null);
  const [at, setPlace] = useState(map.root);
  const [marked, setCell] = useState<MapCell | null>(null);
  // An edit may have taken away what the map was at.
  const place = nodeAt(map.plan, at) === undefined || pathTo(map, at) === undefined ? map.root : at;
  const cell = marked !== null && isThere(map, marked) ? marked : null;
  const path = pathTo(map, place) ?? [map.root];
  const outside = levelAt(map, place).outside;
  const words = cell === null ? null : cellWords(map, cell);
  return (
    <section className={styles.map} aria-label="Map">
      <div className={styles.bar}>
        {switches}
        <nav aria-label="Place on the map" className={styles.path}>
          {path.map((id, index) => {
            const entry = entryAt(map.plan, id);
            const text = visibleText(entry.node.name, 40) || (extentIn(entry, map.family)?.prefix ?? id);
            return (
              <span key={id}>
                {index > 0 && <span aria-hidden="true"> › </span>}
                <button
                  type="button"
                  aria-current={index === path.length - 1 ? 'location' : undefined}
                  onClick={() => control.current?.enter(id)}
                >
                  {text}
                </button>
              </span>
            );
          })}
        </nav>
        <span className={styles.space} />
        <IconButton aria-label="Zoom in" title="Zoom in (+)" onClick={() => control.current?.zoom(zoomStep)}>
          <AddIcon />
        </IconButton>
        <IconButton
          aria-label="Zoom out"
          title="Zoom out (-)"
          onClick={() => control.current?.zoom(1 / zoomStep)}
        >
          <RemoveIcon />
        </IconButton>
        <IconButton
          aria-label="Show the whole map"
          title="Show the whole map (Home)"
          onClick={() => control.current?.enter(map.root)}
        >
          <WholeIcon />
        </IconButton>
      </div>
      <MapStage map={map} view={view} cell={cell} onCell={setCell} onPlace={setPlace} control={control} />
      <div className={styles.foot}>
        <MapLegend />
        <span className={styles.space} />
        <div role="status" className={styles.cell}>
          {words === null ? (
            outside > 0 && `${formatPlural(outside, 'node')} outside of this prefix cannot be drawn`
          ) : (
            <>
              <strong>{words.title}</strong> <span className={styles.mono}>{words.prefix}</span>{' '}
              <span className={styles.facts}>{words.facts.join(' · ')}</span>
            </>
          )}
        </div>
        {onAllocate !== undefined && cell?.kind === 'free' && (
          <Button variant="outlined" onClick={() => onAllocate(cell.prefix)}>
            Allocate here…
          </Button>
        )}
      </div>
      <p id="plan-map-keys" className={styles.unseen}>
        Arrow keys move between cells, Enter goes into one, Backspace goes out, Space selects, plus and minus
        zoom. The Table tab holds the same nodes as a table.
      </p>
    </section>
  );
}

interface FamilyAndRootProps {
  readonly family: Family;
  readonly roots: Readonly<Record<Family, readonly PlanEntry[]>>;
  readonly root: PlanEntry | undefined;
  onChange(family: Family, root?: string): void;
}

function FamilyAndRoot({ family, roots, root, onChange }: FamilyAndRootProps): ReactElement {
  return (
    <>
      {roots[4].length > 0 && roots[6].length > 0 && (
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Address family"
          value={family}
          onChange={(_event, to: Family | null) => to !== null && onChange(to)}
          className={styles.families}
        >
          <ToggleButton value={6}>IPv6</ToggleButton>
          <ToggleButton value={4}>IPv4</ToggleButton>
        </ToggleButtonGroup>
      )}
      {roots[family].length > 1 && (
        <Select
          value={root?.node.id ?? ''}
          onChange={({ target }) => onChange(family, target.value)}
          inputProps={{ 'aria-label': 'Prefix of the map' }}
          sx={{ maxWidth: 260 }}
        >
          {roots[family].map((entry) => (
            <MenuItem key={entry.node.id} value={entry.node.id}>
              {extentIn(entry, family)?.prefix} {visibleText(entry.node.name, 40)}
            </MenuItem>
          ))}
        </Select>
      )}
    </>
  );
}

/** The topmost node with the same family above a node, IPv6 where it has both. */
function topOf({ plan }: PlanView, id: string): { family: Family; root: string } | undefined {
  const node = nodeAt(plan, id);
  if (node === undefined) return undefined;
  const family: Family = node.ipv6 === null ? 4 : 6;
  const above = [...ancestors(plan, id)].filter((entry) => extentIn(entry, family) !== undefined);
  return { family, root: above.at(-1)?.node.id ?? id };
}

function isUnder({ plan }: PlanView, id: string, root: string): boolean {
  return (
    nodeAt(plan, id) !== undefined &&
    (id === root || ancestors(plan, id).some(({ node }) => node.id === root))
  );
}

/** True where a cell of an earlier state of the plan is still what it was. */
function isThere(map: PlanMap, { level, kind, entry, box }: MapCell): boolean {
  if (nodeAt(map.plan, level) === undefined || pathTo(map, level) === undefined) return false;
  if (entry !== undefined) return levelAt(map, level).entries.includes(entry);
  return kind !== 'node' && box.width > 0;
}
