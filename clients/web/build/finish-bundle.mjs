// Makes what Vite wrote ready to be served: compressed copies, the service worker with its list of files,
// and a check that the first load stays small.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const BUNDLE = "target/bundle";
const FIRST_LOAD_BYTES_MAX = 200 * 1024;
const PAGES = { store: "index.html", headquarters: "hq.html" };

const manifestFile = join(BUNDLE, "manifest.json");
const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
const read = (file) => readFileSync(join(BUNDLE, file));

/** The files that a page needs before it can show anything. */
function firstLoad(entry, found = new Set()) {
  const chunk = manifest[entry];
  for (const file of [chunk.file, ...(chunk.css ?? [])]) {
    found.add(file);
  }
  for (const imported of chunk.imports ?? []) {
    firstLoad(imported, found);
  }
  return found;
}

let tooLarge = false;
for (const [page, html] of Object.entries(PAGES)) {
  const files = [html, ...firstLoad(html)];
  const bytes = files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
  const fits = bytes <= FIRST_LOAD_BYTES_MAX;
  tooLarge ||= !fits;
  console.log(
    `[web] first load of the ${page} page: ${(bytes / 1024).toFixed(1)} KB compressed` +
      ` (at most ${FIRST_LOAD_BYTES_MAX / 1024})${fits ? "" : ": TOO LARGE"}`,
  );
}

const shell = [...firstLoad(PAGES.store)].map((file) => `/${file}`);
shell.push("/", "/icon.svg", "/manifest.webmanifest");
const version = createHash("sha256");
[PAGES.store, ...firstLoad(PAGES.store)].forEach((file) => version.update(read(file)));
const worker = readFileSync("build/service-worker.js", "utf8")
  .replace("__VERSION__", version.digest("hex").slice(0, 16))
  .replace("__SHELL__", JSON.stringify(shell));
writeFileSync(join(BUNDLE, "service-worker.js"), worker);
rmSync(manifestFile);

for (const name of readdirSync(join(BUNDLE, "assets"))) {
  const content = read(join("assets", name));
  writeFileSync(join(BUNDLE, "assets", `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(BUNDLE, "assets", `${name}.br`), brotliCompressSync(content));
}
process.exitCode = tooLarge ? 1 : 0;
