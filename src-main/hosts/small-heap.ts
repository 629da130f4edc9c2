import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the space for young objects at the size it starts with. V8 would let it grow to three times 16 MB during a scan,
 * whose objects mostly die at once: 203 MB instead of 129 MB at the peak of 250 hosts, with no gain in time. Imported
 * first, for its effect: the flag only holds back growth that has not happened yet.
 */
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=100');
