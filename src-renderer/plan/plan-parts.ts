import type { ComponentType } from 'react';
import type { Prefix } from '../../src-core/net/prefix.ts';
import { RealityPanel } from './dialogs/reality/reality-panel.tsx';
import { VlansPanel } from './dialogs/vlans/vlans-panel.tsx';
import { PlanMapTab } from './map/plan-map.tsx';
import { PlanSpace } from './map/plan-space.tsx';
import { PlanTable } from './map/plan-table.tsx';
import type { PlanView } from './plan-view.ts';

interface PartProps {
  readonly view: PlanView;
  /** Offers to add a node in a free prefix. */
  onAllocate(prefix: Prefix): void;
}

/** Another way to look at a plan, in a tab beside the tree. */
export interface PlanTab {
  readonly id: string;
  readonly label: string;
  readonly Component: ComponentType<PartProps>;
}

/** A part of the panel at the right, below what is said of the focused node. */
export interface PlanSection {
  readonly id: string;
  readonly label: string;
  readonly Component: ComponentType<PartProps>;
}

/** The parts that others add to the page of a plan, in the order in which they are shown. */
export const planTabs: readonly PlanTab[] = [
  { id: 'map', label: 'Map', Component: PlanMapTab },
  { id: 'table', label: 'Table', Component: PlanTable },
  { id: 'vlans', label: 'VLANs', Component: VlansPanel },
  { id: 'reality', label: 'Reality', Component: RealityPanel },
];
export const planSections: readonly PlanSection[] = [
  { id: 'space', label: 'Free space', Component: PlanSpace },
];
