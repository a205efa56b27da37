// Makes keepwell/web/site/static/build from the packages that package-lock.json names. Run by `npm run build`.

import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "keepwell/web/site/static/build");
const draft = `${built}.${process.pid}`;
const modules = join(root, "node_modules");

async function styles() {
  const { css } = compile(join(root, "frontend/all.scss"), {
    loadPaths: [root],
    style: "compressed",
    // Warnings inside other people's packages are theirs to mend.
    quietDeps: true,
  });
  await writeFile(join(draft, "keepwell.css"), css);
}

// Scripts name source maps that are not copied; a name without a file would stop collectstatic.
async function script(from, name) {
  const text = await readFile(from, "utf8");
  await writeFile(join(draft, name), text.replace(/\/\/# sourceMappingURL=\S+\s*$/, ""));
}

async function icons() {
  const from = join(modules, "@ministryofjustice/frontend/moj/assets/images");
  await mkdir(join(draft, "images"));
  for (const name of (await readdir(from)).filter((name) => /^icon-.*\.svg$/.test(name))) {
    await cp(join(from, name), join(draft, "images", name));
  }
}

await rm(draft, { recursive: true, force: true });
await mkdir(draft, { recursive: true });
await Promise.all([
  styles(),
  script(join(modules, "govuk-frontend/dist/govuk/govuk-frontend.min.js"), "govuk-frontend.min.js"),
  script(join(modules, "htmx.org/dist/htmx.min.js"), "htmx.min.js"),
  script(join(root, "frontend/start.js"), "start.js"),
  script(join(root, "frontend/keepwell.js"), "keepwell.js"),
  script(join(root, "frontend/wording.js"), "wording.js"),
  icons(),
]);
await rm(built, { recursive: true, force: true });
await rename(draft, built);
console.log("Front end built: keepwell/web/site/static/build");
