import { whyNoLab } from '../lab/ground.ts';
import { portBenches } from './ports.ts';

// The figures of the probes, in the lab, beside other tools in the same run:
//   npm run bench:probes                   all
//   npm run bench:probes -- ports          these
//   npm run bench:probes -- ports-drop     this one
//   npm run bench:probes -- ping           what pinging 100 targets costs
const reason = whyNoLab();
if (reason !== null) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
const wanted = process.argv.slice(2);
const chosen = Object.entries(portBenches).filter(
  ([name]) => wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word}-`)),
);
const withPing = wanted.length === 0 || wanted.includes('ping');
if (chosen.length === 0 && !withPing) {
  console.error(`there is no ${wanted.join(' ')}: choose of ${Object.keys(portBenches).join(', ')}, ping`);
  process.exit(2);
}
let met = true;
for (const [, bench] of chosen) met = (await bench()) && met;
if (chosen.length > 0) console.log(met ? '\nall goals met' : '\nnot all goals were met');
process.exitCode = met ? 0 : 1;
// It measures as it is loaded, and sets the status where its goal is missed.
if (withPing) await import('./probes-ping.ts');
