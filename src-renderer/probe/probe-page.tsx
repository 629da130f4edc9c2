import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useEffect, type ReactElement } from 'react';
import { NotFound } from '../app/not-found.tsx';
import { keepTool, keptSearch } from './kept-tools.ts';
import { probeTools, toolGroups } from './probe-tools.ts';
import styles from './probe-page.module.css';

const route = getRouteApi('/probe/$tool');

/** The list of tools, and the tool that the URL names. */
export function ProbePage(): ReactElement {
  const { tool: id } = route.useParams();
  const search = route.useSearch();
  const tool = probeTools.find((each) => each.id === id);
  useEffect(() => {
    if (tool !== undefined) keepTool(tool.id, search);
  }, [tool, search]);
  if (tool === undefined) return <NotFound />;
  const { Page } = tool;
  return (
    <div className={styles.page}>
      <nav className={styles.tools} aria-label="Probe tools">
        {toolGroups.map((group) => {
          const tools = probeTools.filter((each) => each.group === group);
          return (
            tools.length > 0 && (
              <div key={group} role="group" className={styles.group} aria-label={group}>
                <div className={styles.groupName} aria-hidden="true">
                  {group}
                </div>
                {tools.map((each) => (
                  <Link
                    key={each.id}
                    to="/probe/$tool"
                    params={{ tool: each.id }}
                    search={() => (each.id === id ? search : keptSearch(each.id, each.several ?? false))}
                    className={styles.tool}
                    title={each.purpose}
                    aria-current={each.id === id ? 'page' : undefined}
                  >
                    {each.label}
                  </Link>
                ))}
              </div>
            )
          );
        })}
      </nav>
      <section className={styles.content} aria-labelledby="probe-tool">
        <header className={styles.head}>
          <h1 id="probe-tool" className={styles.title}>
            {tool.label}
          </h1>
          <p className={styles.purpose}>{tool.purpose}</p>
        </header>
        <Suspense fallback={null}>
          <Page key={tool.id} />
        </Suspense>
      </section>
    </div>
  );
}
