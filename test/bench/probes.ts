import { whyNoLab } from '../lab/ground.ts';
import { benchPorts } from './ports.ts';

// The figures of the probes, in the lab, beside other tools in the same run:
//   npm run bench:probes              all
//   npm run bench:probes -- ports     only these
const reason = whyNoLab();
if (reason !== null) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
const benches: Readonly<Record<string, () => Promise<boolean>>> = { ports: benchPorts };
const wanted = process.argv.slice(2);
let met = true;
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) met = (await bench()) && met;
}
console.log(met ? '\nall goals met' : '\nnot all goals were met');
process.exitCode = met ? 0 : 1;
