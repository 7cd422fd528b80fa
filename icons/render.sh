#!/usr/bin/env bash
# render.sh: draws every PNG under icons/ from roost.svg. The PNGs are kept in the repository, so that
# building Roost needs no renderer; run this after a change of the drawing. rsvg-convert (Debian:
# librsvg2-bin) is the renderer, because librsvg is what the window is built with anyway.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v rsvg-convert >/dev/null || {
  echo "render.sh: please install rsvg-convert (Debian: librsvg2-bin)" >&2
  exit 1
}

style=$(mktemp --suffix .css)
trap 'rm -f "$style"' EXIT

# draw GROUP SIZE INK FILE
draw() {
  printf 'svg { color: %s }\n' "$3" >"$style"
  rsvg-convert --export-id "$1" --stylesheet "$style" --width "$2" --height "$2" roost.svg >"$4"
}

mkdir -p app tray
for size in 16 32 48 64 128 256 512; do
  draw app "$size" '#000' "app/$size.png"
done
for form in steady alert paused; do
  for size in 16 22 24 32 48; do
    draw "$form" "$size" '#f4f3f0' "tray/$form-on-dark-$size.png"
    draw "$form" "$size" '#1d2126' "tray/$form-on-light-$size.png"
  done
done

# What Windows and macOS want: many sizes in one file, packed by the Tauri command line.
if [ -x ../ui/node_modules/.bin/tauri ]; then
  packed=$(mktemp -d)
  trap 'rm -rf "$style" "$packed"' EXIT
  draw app 1024 '#000' "$packed/1024.png"
  ../ui/node_modules/.bin/tauri icon "$packed/1024.png" --output "$packed" >/dev/null
  cp "$packed/icon.ico" "$packed/icon.icns" app/
else
  echo "render.sh: app/icon.ico and app/icon.icns are left as they are (npm ci in ui first)" >&2
fi
