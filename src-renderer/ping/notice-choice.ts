const key = 'linkscope-ping-notices';

/** Keeps in this browser whether outages are to be told on the desktop. */
export function keepNoticeChoice(on: boolean): void {
  try {
    if (on) localStorage.setItem(key, 'on');
    else localStorage.removeItem(key);
  } catch (error) {
    console.warn('The choice of notices cannot be kept:', error);
  }
}

/**
 * Whether the person chose to be told, and the system still allows it: without a click nobody is asked for that, so a
 * permission that was taken back leaves the notices off.
 */
export function noticesAreChosen(): boolean {
  try {
    return (
      localStorage.getItem(key) === 'on' &&
      typeof Notification !== 'undefined' &&
      Notification.permission === 'granted'
    );
  } catch (error) {
    // Storage can be switched off in a browser.
    console.warn('The choice of notices cannot be read:', error);
    return false;
  }
}
