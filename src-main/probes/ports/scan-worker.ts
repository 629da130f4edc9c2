import { parentPort } from 'node:worker_threads';
import type { ToLane } from './lane-messages.ts';
import { LaneRunner } from './lane-runner.ts';

// The thread of one lane. Nobody reads the stacks of refused connections, and making 65,000 of them takes time.
Error.stackTraceLimit = 0;

const port = parentPort;
if (port !== null) {
  const lanes = new LaneRunner((message) => port.postMessage(message));
  port.on('message', (message: ToLane) => lanes.take(message));
}
