import { ipcRenderer } from 'electron';

// The only thing that the page gets: one end of a connection, whose other end goes to the program. The page asks for
// it, because a port that comes before its listener is lost.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'linkscope:connect') return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage('linkscope:connect', null, [port1]);
  window.postMessage('linkscope:port', window.origin, [port2]);
});
