#!/bin/sh
# Runs systemd-networkd over the files of a folder, with nothing else of the system in sight, and prints what it says.
#
# Arguments: the folder; how long to wait after it has read them, in seconds.
set -eu
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/netif /run/systemd/network
chown systemd-network:systemd-network /run/systemd/netif
cp -R "$1"/* /run/systemd/network/
# It does not wait for udev where /sys is read-only, as in a container.
mount --bind /sys /sys
mount -o remount,bind,ro /sys
export SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_LEVEL=info SYSTEMD_LOG_COLOR=0
/lib/systemd/systemd-networkd >/run/said 2>&1 &
networkd=$!
for _ in $(seq 100); do
  grep -q 'Enumeration completed' /run/said && break
  sleep 0.1
done
sleep "$2"
ip -6 route show table local
kill "$networkd"
wait "$networkd" || true
cat /run/said
