import type { IpcMain, IpcMainEvent } from 'electron';
import { RPCHandler } from '@orpc/server/message-port';
import type { Router } from '../../api/router.ts';
import { isPage } from '../page/page-protocol.ts';

/** The channel on which the preload hands over one end of the page's connection. */
export const connectChannel = 'linkscope:connect';

/** Whether a message comes from the page itself: its main frame, showing our own address. */
export function isFromPage(event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>): boolean {
  const { sender, senderFrame } = event;
  return senderFrame !== null && senderFrame === sender.mainFrame && isPage(senderFrame.url);
}

/** Serves the router to every page that connects; the connection ends when the page is gone or reloads. */
export function acceptConnections(
  ipcMain: Pick<IpcMain, 'on'>,
  router: Router,
  warn: (text: string) => void,
): void {
  const rpc = new RPCHandler(router);
  ipcMain.on(connectChannel, (event) => {
    const [port] = event.ports;
    if (port === undefined || event.ports.length !== 1 || !isFromPage(event)) {
      for (const refused of event.ports) refused.close();
      return warn(
        `a connection from ${event.senderFrame?.url.slice(0, 200) ?? 'a page that is gone'} was refused`,
      );
    }
    rpc.upgrade(port);
    port.start();
  });
}
