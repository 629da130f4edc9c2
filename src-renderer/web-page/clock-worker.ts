// Tells the page to look, twice a second. The page's own timers are put off for up to a minute while another tab is in
// front, which is where a tab with a device is; those of a worker are not.
setInterval(() => postMessage(null), 500);
