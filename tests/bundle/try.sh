#!/usr/bin/env bash
# Does the package install and start where nothing of ours was before? On a clean Debian 12, made by
# debootstrap: apt installs the .deb with what it asks for, the window is started on a display of its own,
# and it has to show its first room; `roost` has to answer too. Run by `./dev bundle --try`, as root.
#   tests/bundle/try.sh PACKAGE [PICTURE.png]
# ROOST_CHROOT names a folder for the Debian, which is kept for the next time; else it goes afterwards.
# ROOST_DEBIAN names the mirror.
set -euo pipefail

deb=$(readlink -f "${1:?which package?}")
picture=${2:-}
mirror=${ROOST_DEBIAN:-http://deb.debian.org/debian}
[ "$(id -u)" -eq 0 ] || { echo "try.sh: a chroot is made by root" >&2; exit 1; }
if ! command -v debootstrap >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends debootstrap </dev/null
fi

root=${ROOST_CHROOT:-$(mktemp -d)}
mounted() { grep -q " $root/$1 " /proc/mounts; }
leave() {
  if mounted proc; then umount "$root/proc"; fi
  if [ -z "${ROOST_CHROOT:-}" ]; then rm -rf "$root"; fi
}
trap leave EXIT

if [ ! -e "$root/etc/debian_version" ]; then
  echo "==> a clean Debian 12"
  debootstrap --variant=minbase bookworm "$root" "$mirror" >/dev/null
fi
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
mounted proc || mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"

echo "==> installing $(basename "$deb") ($(($(stat -c %s "$deb") / 1000)) kB)"
cp "$deb" "$root/tmp/roost.deb"
inside apt-get update -qq
inside apt-get purge -y -qq roost >/dev/null 2>&1 || true
# Only what the package itself asks for; then a display to look at it on, which is no part of it.
inside apt-get install -y -qq --no-install-recommends /tmp/roost.deb >/dev/null
inside dpkg-query -W -f '${Package} ${Version} ${Status}\n' roost
inside apt-get install -y -qq --no-install-recommends xvfb xauth x11-utils imagemagick dbus fonts-dejavu-core >/dev/null

echo "==> the terminal"
inside roost --version
inside roost --data-dir /tmp/there status

echo "==> the window"
cat >"$root/tmp/look.sh" <<'TEXT'
#!/bin/bash
# In the clean Debian: the window is there, and more is painted in it than its ground.
set -eu
roost-desktop --data-dir /tmp/window >/tmp/window.out 2>&1 &
app=$!
for _ in $(seq 240); do
  kill -0 $app || { echo "it ended by itself"; cat /tmp/window.out; exit 1; }
  colours=0
  if xwininfo -name Roost >/dev/null 2>&1; then
    import -window root /tmp/window.png
    colours=$(identify -format %k /tmp/window.png)
    # A blank page has its ground and the frame; a room with text has hundreds of shades.
    if [ "$colours" -gt 150 ]; then break; fi
  fi
  sleep 0.5
done
kill -TERM $app
wait $app || { echo "it did not end well"; exit 1; }
[ "$colours" -gt 150 ] || { echo "nothing is painted: $colours colours"; exit 1; }
ls /tmp/window
TEXT
chmod +x "$root/tmp/look.sh"
rm -rf "$root/tmp/window" "$root/tmp/there"
inside dbus-run-session -- xvfb-run -a -s '-screen 0 1280x900x24' /tmp/look.sh
[ -z "$picture" ] || cp "$root/tmp/window.png" "$picture"

echo "==> taking it away again"
inside apt-get purge -y -qq roost >/dev/null
if inside sh -c 'command -v roost || command -v roost-desktop'; then
  echo "try.sh: something of it is left" >&2
  exit 1
fi
echo "it installs, starts, ends and goes"
