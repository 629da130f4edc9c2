import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { toolIds, type ToolId } from './calculate-search.ts';
import { DescribeTool } from './describe-tool.tsx';
import { GenerateTool } from './generate-tool.tsx';
import { ScanTool } from './scan-tool.tsx';
import { SetsTool } from './sets-tool.tsx';
import { SplitTool } from './split-tool.tsx';
import { keptSearch } from './use-inputs.ts';
import { VxlanTool } from './vxlan-tool.tsx';
import styles from './calculate.module.css';

const route = getRouteApi('/calculate');

const labels: Record<ToolId, string> = {
  describe: 'Describe',
  split: 'Split',
  sets: 'Prefix sets',
  generate: 'Generate',
  scan: 'Scan time',
  vxlan: 'VXLAN and MTU',
};

const components: Record<ToolId, () => ReactElement> = {
  describe: DescribeTool,
  split: SplitTool,
  sets: SetsTool,
  generate: GenerateTool,
  scan: ScanTool,
  vxlan: VxlanTool,
};

/** Everything that can be reckoned without a network; each calculator with its fields is a link of its own. */
export function CalculatePage(): ReactElement {
  const { tool = 'describe' } = route.useSearch();
  const Tool = components[tool];
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>Calculate</h1>
        <nav className={styles.tabs} aria-label="Calculators">
          {toolIds.map((id) => (
            <Link
              key={id}
              to="/calculate"
              search={() => keptSearch(id)}
              className={styles.tab}
              aria-current={id === tool ? 'page' : undefined}
            >
              {labels[id]}
            </Link>
          ))}
        </nav>
      </div>
      <Tool key={tool} />
    </div>
  );
}
