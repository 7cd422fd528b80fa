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
