import type { PingItem } from '../../src-core/api/ping.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

/** What was told before so long ago is history, which a page reads when it begins to follow. */
const freshMs = 10_000;
/** News that come together are told together. */
const togetherMs = 1_000;
const mostNamed = 3;
/** Notices that are taken back when they are switched off; older ones stay where the desktop keeps them. */
const mostShown = 20;

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
    ? 'The system does not allow notifications for Linkscope: allow them in its settings'
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

/** Shows silent notices on the desktop when targets go down or come up. */
export class OutageNotices {
  readonly #names: () => Promise<readonly string[]>;
  #news: PingItem[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown: Notification[] = [];
  #stopped = false;

  /** @param names of the targets, by number */
  constructor(names: () => Promise<readonly string[]>) {
    this.#names = names;
  }

  /** Takes what a run tells. */
  readonly take = (items: readonly PingItem[]): void => {
    const now = Date.now();
    const fresh = items.filter(({ kind, at }) => (kind === 'down' || kind === 'up') && now - at < freshMs);
    if (fresh.length === 0 || this.#stopped) return;
    this.#news.push(...fresh);
    this.#timer ??= setTimeout(() => void this.#tell(), togetherMs);
  };

  /** Shows no more, and takes back what is shown. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const each of this.#shown) each.close();
  }

  async #tell(): Promise<void> {
    const news = this.#news;
    this.#news = [];
    this.#timer = undefined;
    // Without their names the news are still news.
    const names = await this.#names().catch((): readonly string[] => []);
    if (this.#stopped) return;
    const body = noticeText(news, (target) => names[target] ?? `target ${target + 1}`);
    const notice = new Notification('Linkscope ping', { body, silent: true });
    notice.addEventListener('click', () => window.focus());
    this.#shown = [...this.#shown, notice].slice(-mostShown);
  }
}
