#!/bin/sh
# Third-party X clients against a running simulator, with nothing changed but the base URL.
#
#   roost simulator --port 8080 > line.json &
#   tests/peers/clients/run.sh http://127.0.0.1:8080 "$(cat line.json)"
#
# The second argument is the line of JSON that the simulator prints. The clients, with their versions
# pinned, are installed into a temporary folder that is removed at the end.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
base_url=${1:?"usage: run.sh BASE_URL JSON_LINE"}
line=${2:?"usage: run.sh BASE_URL JSON_LINE"}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install --requirement "$here/requirements.txt"
"$folder/venv/bin/python" "$here/with_tweepy.py" "$base_url" "$line"

cp "$here/package.json" "$folder/"
(cd "$folder" && npm install --silent --no-audit --no-fund)
(cd "$folder" && node "$here/with_twitter_api_v2.cjs" "$base_url" "$line")
