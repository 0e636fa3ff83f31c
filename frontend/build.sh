#!/bin/sh
# Builds the committed front-end files from scss/ and js/. Only needed after changing one of them: `npm ci && npm run build`.
set -eu
cd "$(dirname "$0")"
out=../src/wardmote/common/static/wardmote
moj=node_modules/@ministryofjustice/frontend
mkdir -p "$out/images"

npx sass --no-source-map --no-charset --style=compressed --load-path=. scss/wardmote.scss "$out/wardmote.css"
npx esbuild js/wardmote.js --bundle --minify --format=esm --target=es2022 --legal-comments=none --outfile="$out/wardmote.js"
cp js/enabled.js "$out/enabled.js"
for icon in icon-close-cross-black icon-document icon-tag-remove-cross icon-tag-remove-cross-white icon-toggle-plus-minus; do
  cp "$moj/moj/assets/images/$icon.svg" "$out/images/"
done

# The map that moves: the library, its worker and its style, as published.
maps=../src/wardmote/common/static/maplibre
mkdir -p "$maps"
for file in maplibre-gl.mjs maplibre-gl-worker.mjs maplibre-gl.css; do
  cp "node_modules/maplibre-gl/dist/$file" "$maps/"
done
cp node_modules/maplibre-gl/LICENSE.txt "$out/LICENCES/maplibre-gl.txt"

# The crown, its crest and the GDS Transport letters are for GOV.UK services only, and nothing may come from another site.
if grep -E -i -o 'GDS Transport|@font-face|govuk-crest|url\(["'\'']?(https?:|//)' "$out/wardmote.css"; then
  echo "The style sheet holds something it must not." >&2
  exit 1
fi
