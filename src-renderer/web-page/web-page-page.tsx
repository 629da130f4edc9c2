import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { WebPageOptions } from '../../src-core/api/web-page.ts';
import { announce } from '../components/announcer.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { OpenPageItem } from './open-page-item.tsx';
import { openPagesQuery, openWebPage } from './open-pages.ts';
import { seesTabs } from './page-tab.ts';
import { WebPageForm } from './web-page-form.tsx';
import styles from './web-page.module.css';

/** Opens the web page of a host, also of a link-local one, and lists those that are open. */
export function WebPagePage(): ReactElement {
  const [opening, setOpening] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const pages = useQuery(openPagesQuery);
  const open = async (options: WebPageOptions): Promise<void> => {
    setOpening(true);
    setFailure(null);
    try {
      await openWebPage(options);
      announce('The page is open in a new tab');
    } catch (error) {
      setFailure(error);
    } finally {
      setOpening(false);
    }
  };
  return (
    <div className={styles.page}>
      <WebPageForm opening={opening} onOpen={(options) => void open(options)} />
      <div className={styles.body}>
        {failure !== null && <FailureNotice error={failure} what="The page could not be opened" />}
        {pages.isError && <FailureNotice error={pages.error} what="The open pages could not be read" />}
        {pages.data?.length === 0 && failure === null && (
          <EmptyState title="No page is open">
            Browsers refuse link-local addresses with a zone. Linkscope shows the page of such a host at an
            address of this computer, to your browser alone, and closes it{' '}
            {seesTabs
              ? 'with its tab.'
              : 'when it was not used for ten minutes: a browser does not tell a desktop window that a tab was closed.'}
          </EmptyState>
        )}
        {pages.data !== undefined && pages.data.length > 0 && (
          <ul className={styles.list} aria-label="Open pages">
            {pages.data.map((page) => (
              <OpenPageItem key={page.runId} page={page} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
