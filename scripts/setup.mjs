// npm run setup: everything that the tests need, without running them.
import { build } from './build.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { install } from './install.mjs';

if (!(await install())) process.exit(5);
await installDebianPackages();
if (!(await build())) process.exit(5);
