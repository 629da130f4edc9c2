/** A tab that was opened for a page, and is shown where that is known. */
export interface PageTab {
  /** Whether the person has closed it. */
  readonly closed: boolean;
  go(url: string): void;
  close(): void;
}

/**
 * Whether this window learns that a tab which it opened was closed. A desktop window gives its links to the person's
 * browser, which tells nothing.
 */
export const seesTabs = location.protocol !== 'linkscope:';

/**
 * Opens an empty tab that the page of a device will be shown in. To be called while a click is handled, as browsers
 * open none otherwise.
 * @param name what is opened, for the person who waits
 * @throws where the browser opens none
 */
export function openPageTab(name: string): PageTab {
  const tab = window.open('', '_blank');
  if (tab === null) {
    throw new Error(
      `the browser opened no tab: let ${location.host} open pop-up windows, most often by an icon at the address bar, and try again`,
    );
  }
  // No name by which another page could mean this window.
  window.name = '';
  // For good: the device's page must have no way to this window, which only keeps the other way, to see it closed.
  tab.opener = null;
  const { documentElement, body } = tab.document;
  tab.document.title = `Opening ${name}`;
  documentElement.style.colorScheme = 'light dark';
  body.style.font = '15px system-ui, sans-serif';
  body.style.margin = '12vh auto';
  body.style.maxWidth = '44rem';
  body.textContent = `Opening the page of ${name} …`;
  return {
    get closed() {
      return tab.closed;
    },
    go: (url) => tab.location.replace(url),
    close: () => tab.close(),
  };
}
