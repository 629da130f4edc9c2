import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { toolIds, type ToolId } from './calculate-search.ts';
import { DescribeTool } from './describe-tool.tsx';
import { keptSearch } from './use-inputs.ts';
import styles from './calculate.module.css';

const route = getRouteApi('/calculate');

const labels: Record<ToolId, string> = {
  describe: 'Describe',
};

const components: Record<ToolId, () => ReactElement> = {
  describe: DescribeTool,
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
