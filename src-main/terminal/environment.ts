/** Belongs to how this program was started, or to a terminal that it may have been started from. */
const notPassedOn =
  /^(NODE_.*|ELECTRON_.*|npm_.*|LINKSCOPE_.*|INIT_CWD|TERM.*|COLORTERM|COLUMNS|LINES|TMUX|TMUX_PANE|STY|WINDOW|WINDOWID|VTE_VERSION)$/i;

/**
 * The environment of ssh: the person's own (language, agent, display, what their ProxyCommand needs), with the kind of
 * terminal that the page is. ssh sends nothing of it but what the person's SendEnv names.
 */
export function terminalEnvironment(own: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !notPassedOn.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), TERM: 'xterm-256color', COLORTERM: 'truecolor' };
}
