import { parentPort } from 'node:worker_threads';
import { LinuxConnector } from '../../os/connect/linux-connector.ts';
import { SocketConnector } from '../../os/connect/socket-connector.ts';
import type { ToThread } from './lane-messages.ts';
import { LaneRunner } from './lane-runner.ts';

// The thread of one lane. Nobody reads the stacks of refused connections, and making 65,000 of them takes time.
Error.stackTraceLimit = 0;

const port = parentPort;
if (port !== null) {
  const connector = (await LinuxConnector.open()) ?? new SocketConnector();
  // With the thread go its sockets, also where it ends by a fault.
  process.on('exit', () => connector.close());
  const lanes = new LaneRunner(connector, (message) => port.postMessage(message));
  port.on('message', (message: ToThread) => {
    if (message.type === 'end') process.exit();
    else lanes.take(message);
  });
}
