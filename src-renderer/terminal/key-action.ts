/** What a key of the terminal itself does; `top` and `bottom` are the ends of its scroll-back. */
export type KeyAction =
  'copy' | 'paste' | 'search' | 'leave' | 'larger' | 'smaller' | 'usual' | 'top' | 'bottom';

/** The keys that are the terminal's own and not the session's; undefined for all others. */
export function keyAction(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): KeyAction | undefined {
  if (event.altKey) return undefined;
  if (event.metaKey && !event.ctrlKey) {
    return event.key === 'c'
      ? 'copy'
      : event.key === 'v'
        ? 'paste'
        : event.key === 'f'
          ? 'search'
          : undefined;
  }
  if (!event.ctrlKey) {
    if (!event.shiftKey) return undefined;
    return event.key === 'Home' ? 'top' : event.key === 'End' ? 'bottom' : undefined;
  }
  if (event.key === 'F6') return 'leave';
  if (event.shiftKey && event.code === 'KeyC') return 'copy';
  if (event.shiftKey && event.code === 'KeyV') return 'paste';
  if (event.shiftKey && event.code === 'KeyF') return 'search';
  if (event.key === '+' || event.key === '=') return 'larger';
  if (event.key === '-' && !event.shiftKey) return 'smaller';
  return event.key === '0' && !event.shiftKey ? 'usual' : undefined;
}
