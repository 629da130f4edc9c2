import type { PingItem } from '../../src-core/api/ping.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { PingFeed } from './ping-feed.ts';

/** What was told before so long ago is history, which a page reads when it begins to follow. */
const freshMs = 10_000;
/** News that come together are told together. */
const togetherMs = 1_000;
const mostNamed = 3;

/**
 * Asks the system whether notices may be shown.
 * @returns why not, in words; undefined where they may
 */
export async function askForNotices(): Promise<string | undefined> {
  if (typeof Notification === 'undefined') return 'This program has no notifications here';
  const answer =
    Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission;
  if (answer === 'granted') return undefined;
  return location.protocol === 'linkscope:'
    ? 'The window of the program may show no notifications: use “Open in the browser” for them'
    : 'The browser does not allow notifications for this page: allow them in its settings for this address';
}

/** The text of one notice about targets that went down or came up. */
export function noticeText(items: readonly PingItem[], nameOf: (target: number) => string): string {
  const line = (kind: 'down' | 'up', word: string): string[] => {
    const names = [...new Set(items.filter((each) => each.kind === kind).map((each) => nameOf(each.target)))];
    if (names.length === 0) return [];
    if (names.length > mostNamed) return [`${names.length} targets are ${word}`];
    return [`${names.map((name) => visibleText(name, 80)).join(', ')}: ${word}`];
  };
  return [...line('down', 'down'), ...line('up', 'up again')].join('\n');
}

/** Shows a silent notice when targets of the run go down or come up. @returns stops it */
export function notifyOutages(feed: PingFeed, nameOf: (target: number) => string): () => void {
  let news: PingItem[] = [];
  let timer: number | undefined;
  const shown: Notification[] = [];
  const tell = (): void => {
    timer = undefined;
    const body = noticeText(news, nameOf);
    news = [];
    shown.push(new Notification('Linkscope ping', { body, silent: true }));
  };
  const stop = feed.listen((items) => {
    const fresh = items.filter(
      ({ kind, at }) => (kind === 'down' || kind === 'up') && Date.now() - at < freshMs,
    );
    if (fresh.length === 0) return;
    news.push(...fresh);
    timer ??= window.setTimeout(tell, togetherMs);
  });
  return () => {
    stop();
    window.clearTimeout(timer);
    for (const each of shown) each.close();
  };
}
